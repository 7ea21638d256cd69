import { COMPARE_WORDS } from "../../../src/index.js";
import { asProblem } from "../../api/problem.js";
import { wordsOf } from "../../language/language.js";
import { problemText } from "../../language/problem-text.js";
import { pngOf } from "../../parts/png-of.js";
import { saveFile } from "../../parts/save-file.js";
import { toast } from "../../parts/toasts.js";

export interface PictureFilesProps {
  readonly svg: string;
  /** Name of the files, without their ending. */
  readonly name: string;
  /** What the picture shows, for those who hear the links. */
  readonly title: string;
}

/** A picture to take along as SVG and PNG, made in the browser: the server does not know what is only compared. */
export function PictureFiles({ svg, name, title }: PictureFilesProps) {
  const words = wordsOf(COMPARE_WORDS);
  const saveSvg = () => saveFile(`${name}.svg`, new Blob([svg], { type: "image/svg+xml" }));
  const savePng = async () => {
    try {
      saveFile(`${name}.png`, await pngOf(svg));
    } catch (error) {
      toast({ text: problemText(asProblem(error)), kind: "error" });
    }
  };
  return (
    <>
      <button type="button" class="link" aria-label={words.downloadAs(title, "SVG")} onClick={saveSvg}>
        SVG
      </button>
      <button type="button" class="link" aria-label={words.downloadAs(title, "PNG")} onClick={() => void savePng()}>
        PNG
      </button>
    </>
  );
}
