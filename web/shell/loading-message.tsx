import { useEffect, useState } from "preact/hooks";
import { PAGE_WORDS } from "../../src/index.js";
import { wordsOf } from "../language/language.js";

const PATIENCE_MS = 100;

/** Says that something is on its way, once it takes longer than an eye blinks. */
export function LoadingMessage() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="loading" role="status">
      {late && (
        <>
          <span class="loading-bar" aria-hidden="true" />
          {wordsOf(PAGE_WORDS).loading}
        </>
      )}
    </div>
  );
}
