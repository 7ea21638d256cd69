import { SENSITIVITY_SCREEN_WORDS } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { VariableName } from "../results/variable-name.js";
import { AxisChoice, axisAsked } from "./axis-choice.js";
import { BatchFigure } from "./batch-figure.js";
import { type BatchShown, baselineClass, planeOf } from "./batch-shown.js";
import { shareText } from "./share-text.js";
import { type Pair, unsettledPairs } from "./unsettled-pairs.js";

const MOST_LISTED = 200;

/** Which variables are told apart in a ranking. */
export function PairsView({ shown }: { readonly shown: BatchShown }) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const axis = axisAsked();
  const { above } = planeOf(shown)[`${axis}Rank`];
  return (
    <div class="beside">
      <BatchFigure shown={shown} name="sensitivity-pairs" title={words.view.pairs} axis={axis} />
      <div class="stack">
        <AxisChoice />
        {above === null ? <p class="soft">{words.noPairs}</p> : <PairsTable shown={shown} above={above} />}
      </div>
    </div>
  );
}

interface PairsTableProps {
  readonly shown: BatchShown;
  readonly above: readonly (readonly number[])[];
}

function PairsTable({ shown, above }: PairsTableProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const { variables } = shown.analysis;
  const { pairs, unsettled } = unsettledPairs(above);
  if (pairs === 0) return <p class="soft">{words.onePair}</p>;
  const variable = (id: "first" | "second"): Column<Pair> => ({
    id,
    title: words[id],
    sortBy: (pair) => variables[pair[id]]!.code,
    render: (pair) => <VariableName variable={variables[pair[id]]!} class={baselineClass(shown, pair[id])} />,
  });
  const share = (id: "above" | "below"): Column<Pair> => ({
    id,
    title: words[id],
    numeric: true,
    sortBy: (pair) => pair[id],
    render: (pair) => shareText(pair[id]),
  });
  const listed = unsettled.slice(0, MOST_LISTED);
  const caption =
    listed.length < unsettled.length
      ? words.unsettledSome(figure(listed.length), figure(unsettled.length))
      : words.unsettled;
  return (
    <>
      <p class="count">{words.settled(figure(pairs - unsettled.length), figure(pairs))}</p>
      {unsettled.length === 0 ? (
        <p class="soft">{words.allSettled}</p>
      ) : (
        <>
          <h2>{caption}</h2>
          <DataTable
            caption={caption}
            columns={[variable("first"), variable("second"), share("above"), share("below")]}
            rows={listed}
            keyOf={(pair) => `${pair.first} ${pair.second}`}
            variableOf={(pair) => variables[pair.first]!.id}
          />
        </>
      )}
    </>
  );
}
