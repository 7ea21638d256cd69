import { useEffect, useState } from "preact/hooks";
import type { ReportMaking } from "../../../src/index.js";
import { ask, studyPath } from "../../api/request.js";
import type { MatrixOf } from "../results/matrix-of.js";

/** How the matrix of a report was made; undefined until that is known, null where there is nothing to tell, or no way to ask. */
export function useMaking(study: string, { key, of }: MatrixOf): ReportMaking | null | undefined {
  const [told, setTold] = useState<{ readonly key: string; readonly making: ReportMaking | null } | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const path = studyPath(study, `/making?of=${encodeURIComponent(of)}`);
    ask<ReportMaking | null>(path, { signal: controller.signal }).then(
      ({ body }) => setTold({ key, making: body }),
      // The rest of the report does not need it.
      () => controller.signal.aborted || setTold({ key, making: null }),
    );
    return () => controller.abort();
  }, [study, key, of]);
  return told?.key === key ? told.making : undefined;
}
