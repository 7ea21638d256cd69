import { describeValue, type Issue, OptionsError } from "../errors.js";
import type { Contributions } from "../sensitivity/perturbations/contributions.js";
import type { Perturbation, PerturbationModel } from "../sensitivity/perturbations/perturbation.js";
import { numberOrText } from "./analysis-options.js";

/** How a model is written on the command line. */
export const MODEL_GRAMMAR = "kind or kind:option=value,option=value";

/** Options of models that the command line calls otherwise. */
const SHORT_NAMES: Readonly<Record<string, string>> = { zero: "zeroProbability" };

const NEEDS_CONTRIBUTIONS = ["experts", "spread"];

interface PerturbationFlags {
  readonly model?: readonly string[];
  readonly probability?: string;
}

/**
 * The perturbation that `--model` and `--probability` ask for; undefined where neither is given. Values are numbers, three numbers
 * such as `0.3/0.1/0.05` (for the confidences 1, 2 and 3), or words; the library checks them.
 *
 * @example
 * perturbationOf({ model: ["potential", "step:probability=0.3/0.1/0.05,zero=0.01"] }, []);
 */
export function perturbationOf(
  { model: texts = [], probability }: PerturbationFlags,
  contributions: Contributions,
): Perturbation | undefined {
  const issues: Issue[] = [];
  const models = texts.map((text) => parseModel(text, contributions, issues));
  if (probability !== undefined) {
    if (models.length > 1) {
      const expected = "no --probability beside several --model: write it into each, as in step:probability=0.2";
      issues.push({ path: "probability", expected, received: describeValue(probability) });
    } else {
      const [only = { kind: "step" }] = models;
      if (Object.hasOwn(only, "probability")) {
        const expected = "the probability once, here or in --model";
        issues.push({ path: "probability", expected, received: "both" });
      }
      models[0] = { ...only, probability: modelValue(probability) };
    }
  }
  if (issues.length > 0) throw new OptionsError(issues);
  // What was parsed may be anything: the library says what is wrong with it.
  const parsed = models as unknown as readonly PerturbationModel[];
  return parsed.length > 1 ? parsed : parsed[0];
}

/** What the library says of a perturbation, under the names of the command line. */
export function withFlagNames(error: unknown, { model = [], probability }: PerturbationFlags): unknown {
  if (!(error instanceof OptionsError)) return error;
  return new OptionsError(
    error.issues.map((issue) => {
      const [, index = "0", option] = /^perturbation(?:\/(\d+))?(?:\/(.+))?$/.exec(issue.path) ?? [];
      if (!issue.path.startsWith("perturbation")) return issue;
      if (option === "probability" && probability !== undefined) return { ...issue, path: "probability" };
      if (option?.startsWith("contributions")) {
        return { ...issue, path: option === "contributions" ? option : `--contributions ${option.slice(14)}` };
      }
      return { ...issue, path: `--model ${model[Number(index)] ?? ""}${option === undefined ? "" : `, ${option}`}` };
    }),
  );
}

type ParsedModel = Readonly<Record<string, unknown>>;

function parseModel(text: string, contributions: Contributions, issues: Issue[]): ParsedModel {
  const [kind = "", rest, ...more] = text.split(":");
  const pairs = rest === undefined ? [] : rest.split(",").map((pair) => pair.split("="));
  const names = pairs.map(([name = ""]) => SHORT_NAMES[name.trim()] ?? name.trim());
  const wellFormed = pairs.every((pair) => pair.length === 2 && pair[0]!.trim() !== "");
  if (more.length > 0 || !wellFormed || new Set(names).size < names.length || names.includes("kind")) {
    issues.push({ path: "model", expected: MODEL_GRAMMAR, received: describeValue(text) });
  }
  return {
    ...Object.fromEntries(pairs.map(([, value = ""], index) => [names[index]!, modelValue(value)])),
    ...(NEEDS_CONTRIBUTIONS.includes(kind) && { contributions }),
    kind,
  };
}

/** A number, three numbers by confidence, or a word. */
function modelValue(text: string): unknown {
  const parts = text.split("/").map((part) => numberOrText(part.trim()));
  if (parts.length === 1) return parts[0];
  return Object.fromEntries(parts.map((part, index) => [index + 1, part]));
}
