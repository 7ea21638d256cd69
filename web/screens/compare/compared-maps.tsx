import type { Analysis } from "../../../src/index.js";
import { COMPARE_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { Figure } from "../results/figure.js";
import { PictureFiles } from "../results/picture-files.js";
import { labelStyle } from "../results/result-options.js";
import type { Compared, Side } from "./compared.js";

/** The maps of both sides on the plane chosen, on the same axes, beside one another where there is room. */
export function ComparedMaps({ compared }: { readonly compared: Compared }) {
  const words = wordsOf(COMPARE_WORDS);
  const { study, plane, before, after, analyses } = compared;
  const chosen = labelStyle();
  // Long names where they fit would be long on one map and short on the other.
  const labels = chosen === "auto" ? "short" : chosen;
  const map = (side: Side, other: Side, analysis: Analysis, name: "before" | "after") => {
    const title = side.title === null ? side.head : words.sideTitle(side.head, side.title);
    return (
      <div class="stack">
        <h3 dir="auto">{title}</h3>
        <Figure
          shown={{ study, matrix: side.matrix, options: analysis.options, analysis }}
          name={plane === "direct" ? "map-direct" : "map-indirect"}
          title={`${title}, ${words.planeOf[plane]}`}
          shape={0.9}
          plot={{ labels }}
          beside={other.matrix}
          files={(svg) => <PictureFiles svg={svg} name={`map-${plane}-${name}`} title={title} />}
        />
      </div>
    );
  };
  return (
    <section aria-labelledby="compared-maps">
      <h2 id="compared-maps" class="aside">
        {words.maps}
      </h2>
      <div class="two-maps">
        {map(before, after, analyses.before, "before")}
        {map(after, before, analyses.after, "after")}
      </div>
    </section>
  );
}
