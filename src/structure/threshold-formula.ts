import {
  type ConstantNode,
  create,
  type MathNode,
  type OperatorNode,
  type ParenthesisNode,
  parseDependencies,
  type SymbolNode,
} from "mathjs/number";
import { describeValue, MotriceError } from "../errors.js";

/** The names a threshold formula may use, each a statistic of the sums of a plane's axis. */
const FORMULA_NAMES = ["mean", "median", "min", "max", "std", "q1", "q3", "n"] as const;

type FormulaName = (typeof FORMULA_NAMES)[number];

/** A formula that has passed the check: the only thing that is ever evaluated. */
type Formula =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: FormulaName }
  | { readonly kind: "negative"; readonly of: Formula }
  | {
      readonly kind: "operator";
      readonly operator: "+" | "-" | "*" | "/";
      readonly left: Formula;
      readonly right: Formula;
    };

const MAX_LENGTH = 200;

const { parse } = create({ parseDependencies });

/**
 * Parses a threshold formula such as `mean + std / 2` and refuses all that is not a name of `FORMULA_NAMES`, a number,
 * or + − × ÷ and parentheses. Nothing is evaluated by mathjs: its tree is copied node by node into our own.
 *
 * Returns the formula, or null with what was refused in it.
 */
export function parseFormula(text: string): { readonly formula: Formula | null; readonly refusal: string | null } {
  if (text.length > MAX_LENGTH) return { formula: null, refusal: `longer than ${MAX_LENGTH} characters` };
  if (text.trim() === "") return { formula: null, refusal: "not blank" };
  try {
    const formula = toFormula(parse(text));
    // mathjs reads 5% as 5 / 100 and 0x10 as 16 and keeps no trace of it in the tree.
    const plain = /^(?:[a-z]+[13]?|\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|[-+*/()\s])*$/i.test(text);
    return plain && !/\d[a-df-z]/i.test(text)
      ? { formula, refusal: null }
      : { formula: null, refusal: "plain decimal numbers only" };
  } catch (error) {
    const refused = error instanceof RefusedNode ? `not ${describeValue(error.message)}` : "not a formula";
    return { formula: null, refusal: refused };
  }
}

/** A part of a formula that is not allowed; never leaves this file. */
class RefusedNode extends Error {}

function toFormula(node: MathNode): Formula {
  if (node.type === "ConstantNode") {
    const { value } = node as ConstantNode;
    if (typeof value === "number" && Number.isFinite(value)) return { kind: "number", value };
  }
  if (node.type === "SymbolNode") {
    const { name } = node as SymbolNode;
    if (FORMULA_NAMES.includes(name as FormulaName)) return { kind: "name", name: name as FormulaName };
  }
  if (node.type === "ParenthesisNode") return toFormula((node as ParenthesisNode).content);
  if (node.type === "OperatorNode") {
    const { op, args, implicit } = node as OperatorNode;
    if (args.length === 1 && op === "-") return { kind: "negative", of: toFormula(args[0]!) };
    if (args.length === 2 && !implicit && (op === "+" || op === "-" || op === "*" || op === "/")) {
      return { kind: "operator", operator: op, left: toFormula(args[0]!), right: toFormula(args[1]!) };
    }
  }
  throw new RefusedNode(node.toString());
}

/**
 * The value of a threshold formula on the sums of one axis, in float64.
 *
 * `std` is the standard deviation of the whole population (÷ n); `q1`, `q3` and `median` interpolate linearly between order
 * statistics (Hyndman and Fan 1996, type 7, doi:10.2307/2684934). Cost: O(n log n). Throws `analysis-undefined` where the value is
 * not finite, as in a division by zero.
 */
export function evaluateFormula(text: string, values: readonly number[]): number {
  const statistics = statisticsOf(values);
  const evaluate = (formula: Formula): number => {
    if (formula.kind === "number") return formula.value;
    if (formula.kind === "name") return statistics[formula.name];
    if (formula.kind === "negative") return -evaluate(formula.of);
    const left = evaluate(formula.left);
    const right = evaluate(formula.right);
    if (formula.operator === "+") return left + right;
    if (formula.operator === "-") return left - right;
    return formula.operator === "*" ? left * right : left / right;
  };
  const { formula } = parseFormula(text);
  if (formula === null) throw new RangeError(`evaluateFormula requires a checked formula, got ${describeValue(text)}`);
  const value = evaluate(formula);
  if (Number.isFinite(value)) return value;
  throw new MotriceError(
    "analysis-undefined",
    `threshold: the formula ${describeValue(text)} has no finite value on this plane`,
    [{ path: "threshold", expected: "a formula with a finite value on every plane", received: describeValue(text) }],
  );
}

function statisticsOf(values: readonly number[]): Record<FormulaName, number> {
  const n = values.length;
  const sorted = Float64Array.from(values).sort();
  const quantile = (p: number) => {
    const place = p * (n - 1);
    const below = Math.floor(place);
    const low = sorted[below]!;
    return low + (place - below) * ((sorted[below + 1] ?? low) - low);
  };
  // Divided before adding, so that sums near the end of float64's range do not overflow.
  const mean = sorted.reduce((sum, value) => sum + value / n, 0);
  const spread = Math.max(...sorted.map((value) => Math.abs(value - mean)));
  const variance = sorted.reduce((sum, value) => sum + ((value - mean) / (spread || 1)) ** 2 / n, 0);
  return {
    mean,
    median: quantile(0.5),
    min: sorted[0]!,
    max: sorted[n - 1]!,
    std: spread * Math.sqrt(variance),
    q1: quantile(0.25),
    q3: quantile(0.75),
    n,
  };
}
