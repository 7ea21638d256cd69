import { useEffect, useRef, useState } from "preact/hooks";
import type { Fiche, Variable } from "../../../src/index.js";
import { language } from "../../language/language.js";
import { LoadingMessage } from "../../shell/loading-message.js";
import { openedStudy } from "../../state/study.js";

export interface FicheArticleProps {
  readonly variable: Variable;
  readonly fiche: Fiche;
}

type Render = typeof import("./render-fiche.js").renderFiche;

/** A sheet laid out. Its Markdown comes out safe: tags as text, no script, nothing loaded, links to the web and mail only. */
export function FicheArticle({ variable, fiche }: FicheArticleProps) {
  const root = useRef<HTMLDivElement>(null);
  const [render, setRender] = useState<{ readonly run: Render } | null>(null);
  const { title, language: main } = openedStudy.value;
  const lang = language.value;
  useEffect(() => {
    void import("./render-fiche.js").then(({ renderFiche }) => setRender({ run: renderFiche }));
  }, []);
  useEffect(() => {
    if (root.current === null || render === null) return;
    root.current.innerHTML = render.run({ study: { title, language: main }, variable, fiche }, lang);
  }, [render, title, main, variable, fiche, lang]);
  return (
    <>
      {render === null && <LoadingMessage />}
      <div ref={root} class="fiche-article" />
    </>
  );
}
