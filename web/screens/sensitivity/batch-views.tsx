import type { ComponentType } from "preact";
import { SENSITIVITY_SCREEN_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { ViewLinks } from "../../parts/view-links.js";
import { parameters, setParameters } from "../../router/address.js";
import { Choices } from "../results/choices.js";
import { type BatchShown, planeAsked } from "./batch-shown.js";
import { ConvergenceView } from "./convergence-view.js";
import { MapView } from "./map-view.js";
import { MembershipView } from "./membership-view.js";
import { PairsView } from "./pairs-view.js";
import { RanksView } from "./ranks-view.js";

const BATCH_VIEWS = {
  membership: MembershipView,
  map: MapView,
  ranks: RanksView,
  pairs: PairsView,
  convergence: ConvergenceView,
} satisfies Record<string, ComponentType<{ readonly shown: BatchShown }>>;

type BatchViewName = keyof typeof BATCH_VIEWS;

/** A view of a batch, or of the judgements, which no batch is needed for. */
export type ViewName = BatchViewName | "judgements";

const VIEW_NAMES: readonly ViewName[] = [...(Object.keys(BATCH_VIEWS) as BatchViewName[]), "judgements"];

/** The view of the address: the classes where it does not say. */
export function viewAsked(): ViewName {
  const asked = parameters.value.get("view");
  return VIEW_NAMES.find((name) => name === asked) ?? "membership";
}

/** The ways to look at what was counted; each has an address. */
export function BatchViewLinks() {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  return <ViewLinks label={words.views} views={VIEW_NAMES} shown={viewAsked()} titleOf={(name) => words.view[name]} />;
}

const PLANES = ["direct", "indirect"] as const;

/** What a view tells, and the plane that it is of. */
export function ViewHead({ view }: { readonly view: ViewName }) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  return (
    <div class="view-head">
      {view !== "judgements" && (
        <Choices
          label={words.plane}
          choices={PLANES.map((value) => ({ value, title: words.planes[value] }))}
          chosen={planeAsked()}
          onChoose={(plane) => setParameters({ plane: plane === "indirect" ? null : plane }, { replace: false })}
        />
      )}
      <p class="reading">{words.reading[view]}</p>
    </div>
  );
}

/** One view of a batch. */
export function BatchView({ view, shown }: { readonly view: BatchViewName; readonly shown: BatchShown }) {
  const View = BATCH_VIEWS[view];
  return <View shown={shown} />;
}
