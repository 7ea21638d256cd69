import { type FeedbackLoop, RESULTS_WORDS } from "../../../src/index.js";
import type { Ends } from "../../engine/engine-work.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { parameters, setParameters } from "../../router/address.js";
import { Figure } from "./figure.js";
import type { Shown } from "./shown.js";
import { chainNames, chainText } from "./variables-by.js";

/** The influences of a loop, the last one back to the first variable. */
function endsOf({ variables }: FeedbackLoop): Ends[] {
  return variables.map((id, place) => [id, variables[(place + 1) % variables.length]!]);
}

/** The feedback loops, and the one that is chosen as a graph. */
export function LoopsView({ shown }: { readonly shown: Shown }) {
  const words = wordsOf(RESULTS_WORDS);
  const { analysis } = shown;
  const { loops, loopsComplete } = analysis.graph;
  if (loops.length === 0) return <p class="reading">{words.loopsNone}</p>;
  const nameOf = (loop: FeedbackLoop) => chainText(analysis, loop.variables, true);
  const addressOf = (loop: FeedbackLoop) => nameOf(loop).replaceAll(" → ", ">");
  const chosen = loops.find((loop) => addressOf(loop) === parameters.value.get("loop")) ?? loops[0]!;
  const columns: Column<FeedbackLoop>[] = [
    {
      id: "loop",
      title: words.loop,
      render: (loop) => (
        <button
          type="button"
          class="arrow-name"
          aria-pressed={loop === chosen}
          title={chainNames(analysis, loop.variables, true)}
          onClick={() => setParameters({ loop: addressOf(loop) })}
        >
          {nameOf(loop)}
        </button>
      ),
    },
    {
      id: "length",
      title: words.length,
      numeric: true,
      sortBy: ({ length }) => length,
      render: ({ length }) => length,
    },
    {
      id: "product",
      title: words.product,
      numeric: true,
      sortBy: ({ product }) => product,
      render: ({ product }) => figure(product),
    },
    {
      id: "weakest",
      title: words.weakest,
      numeric: true,
      sortBy: ({ weakest }) => weakest,
      render: ({ weakest }) => figure(weakest),
    },
  ];
  return (
    <>
      <p class="reading">{`${words.loopsReading}${loopsComplete ? "" : ` ${words.loopsMore}`}`}</p>
      <div class="beside">
        <Figure
          shown={shown}
          name="graph"
          title={`${words.loop}${words.colon}${chainNames(analysis, chosen.variables, true)}`}
          shape={0.62}
          plot={{ percent: 100 }}
          only={endsOf(chosen)}
        >
          <span dir="auto">{chainNames(analysis, chosen.variables, true)}</span>
        </Figure>
        <DataTable caption={words.tableOf(words.view.loops)} columns={columns} rows={loops} keyOf={nameOf} />
      </div>
    </>
  );
}
