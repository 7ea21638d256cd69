import { useEffect, useRef, useState } from "preact/hooks";
import { RESULTS_WORDS, SCORING_WORDS } from "../../../src/index.js";
import { type ApiProblem, asProblem } from "../../api/problem.js";
import { type EngineStudy, work } from "../../engine/engine.js";
import { figure } from "../../language/figure.js";
import { language, textOf, wordsOf } from "../../language/language.js";
import { problemText } from "../../language/problem-text.js";
import { Picture } from "../../parts/picture.js";
import { screenAddress } from "../../router/route.js";
import type { OpenedBoard } from "../../scoring/opened-board.js";
import { readSetting, writeSetting } from "../../state/stored-setting.js";

const PLANES = ["direct", "indirect"] as const;
type Plane = (typeof PLANES)[number];

const WIDTH = 640;
const HEIGHT = 590;

export interface LiveMapProps {
  readonly opened: OpenedBoard;
  readonly onClose: () => void;
}

/** The map of what is in the grid, drawn anew with every score: one's own answers, or the consensus. */
export function LiveMap({ opened, onClose }: LiveMapProps) {
  const words = wordsOf(SCORING_WORDS);
  const results = wordsOf(RESULTS_WORDS);
  const [plane, setPlane] = useState<Plane>(readSetting("live map") === "indirect" ? "indirect" : "direct");
  const { svg, problem } = useDrawing(opened, plane);
  const { board, study } = opened;
  const all = board.size * (board.size - 1);
  return (
    <aside class="live-map no-print" aria-label={words.map}>
      <div class="live-map-head">
        <select
          aria-label={results.plane}
          value={plane}
          onChange={(event) => {
            const chosen = event.currentTarget.value as Plane;
            writeSetting("live map", chosen);
            setPlane(chosen);
          }}
        >
          {PLANES.map((name) => (
            <option key={name} value={name}>
              {results.planes[name]}
            </option>
          ))}
        </select>
        <a
          class="button small quiet"
          href={`${screenAddress(study.id, "results")}?of=${encodeURIComponent(opened.of)}`}
        >
          {words.mapResults}
        </a>
        <button type="button" class="button small quiet" aria-label={words.mapClose} onClick={onClose}>
          ×
        </button>
      </div>
      {svg === null ? (
        <p class="soft" role="status">
          {problem === null ? results.drawing : problemText(problem)}
        </p>
      ) : (
        <Picture svg={svg} label={results.pictureOf(results.planes[plane])} />
      )}
      <p class="soft">{results.basedOn(figure(board.answered.value), figure(all))}</p>
    </aside>
  );
}

interface Drawing {
  readonly svg: string | null;
  readonly problem: ApiProblem | null;
}

/** Draws whenever a value changes. While one map is on its way, changes wait and are drawn together. */
function useDrawing(opened: OpenedBoard, plane: Plane): Drawing {
  const [drawing, setDrawing] = useState<Drawing>({ svg: null, problem: null });
  const lang = language.value;
  const drawn = useRef("");
  useEffect(() => {
    let left = false;
    let running = false;
    let stale = false;
    const asked = {
      kind: "picture",
      name: `map-${plane}`,
      options: { lang },
      plot: { lang, labels: "short", width: WIDTH, height: HEIGHT },
    } as const;
    const draw = async () => {
      stale = true;
      if (running) return;
      running = true;
      while (stale && !left) {
        stale = false;
        const study = studyOf(opened);
        if (`${plane} ${lang} ${study.key}` === drawn.current) continue;
        const outcome = await work(study, asked).then(
          (svg) => ({ svg, problem: null }),
          (error: unknown) => ({ svg: null, problem: asProblem(error) }),
        );
        if (left) return;
        drawn.current = `${plane} ${lang} ${study.key}`;
        setDrawing(outcome);
      }
      running = false;
    };
    void draw();
    const stop = opened.board.listen(() => void draw());
    return () => {
      left = true;
      stop();
    };
  }, [opened, plane, lang]);
  return drawing;
}

/** The study with what is in the grid; a "don't know" counts as blank. */
function studyOf({ study, board }: OpenedBoard): EngineStudy {
  const { size } = board;
  const cellAt = (row: number, column: number) => {
    if (row === column) return null;
    const { value } = board.cellAt(row * size + column);
    return value === "?" ? null : value;
  };
  const places = study.variables.map((_, place) => place);
  const direct = places.map((row) => places.map((column) => cellAt(row, column)));
  const { blocks, variables, scale } = study;
  return {
    key: `grid ${study.id} ${study.revision} ${direct.join()}`,
    source: { title: textOf(study.title), blocks, variables, direct, ...(scale !== undefined && { scale }) },
  };
}
