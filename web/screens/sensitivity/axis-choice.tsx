import { SENSITIVITY_SCREEN_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { parameters, setParameters } from "../../router/address.js";
import { Choices } from "../results/choices.js";

export type Axis = "influence" | "dependence";

const AXES: readonly Axis[] = ["influence", "dependence"];

/** The ranking of the address: that of the influence where it does not say. */
export function axisAsked(): Axis {
  return parameters.value.get("axis") === "dependence" ? "dependence" : "influence";
}

/** Chooses the ranking that is looked at; the choice is in the address. */
export function AxisChoice() {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  return (
    <Choices
      label={words.axis}
      choices={AXES.map((value) => ({ value, title: words.axes[value] }))}
      chosen={axisAsked()}
      onChoose={(axis) => setParameters({ axis: axis === "influence" ? null : axis }, { replace: false })}
    />
  );
}
