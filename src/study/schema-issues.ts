import type { TSchema } from "typebox";
import { Compile, Errors } from "typebox/schema";
import { Settings } from "typebox/system";
import { describeValue, type Issue } from "../errors.js";

/** The library stops at 8 errors by default; a person mending a file wants them all, an attacker a bound. */
Settings.Set({ maxErrors: 1000 });

interface SchemaError {
  readonly keyword: string;
  readonly schemaPath: string;
  readonly instancePath: string;
  readonly params: Record<string, unknown>;
  readonly message: string;
}

type Validator = ReturnType<typeof Compile<TSchema>>;

/** A compiled check says only yes or no, yet 60 times faster than the search for errors; most studies are right. */
const validators = new WeakMap<TSchema, Validator>();

function isValid(schema: TSchema, value: unknown): boolean {
  let validator = validators.get(schema);
  if (validator === undefined) {
    validator = Compile(schema);
    validators.set(schema, validator);
  }
  return validator.Check(value);
}

/**
 * Every way in which a value breaks a schema, as issues with JSON Pointers. Where a page forbids to compile code, the
 * library checks by interpretation, with the same outcome.
 */
export function schemaIssues(schema: TSchema, value: unknown, root = ""): Issue[] {
  if (isValid(schema, value)) return [];
  const [valid, found] = Errors(schema, value);
  if (valid) return [];
  const errors = found as unknown as SchemaError[];
  return errors.filter((error) => isOwnCause(error, errors)).flatMap((error) => toIssues(error, schema, value, root));
}

/** A broken union reports each branch too: keep the deepest cause, or the union itself where no branch got further. */
function isOwnCause(error: SchemaError, all: readonly SchemaError[]): boolean {
  if (error.keyword === "additionalProperties") return false;
  const deeper = (union: SchemaError) =>
    all.some(
      (other) =>
        other.schemaPath.startsWith(`${union.schemaPath}/anyOf/`) &&
        other.instancePath.startsWith(`${union.instancePath}/`),
    );
  if (error.keyword === "anyOf") return !deeper(error);
  return !all.some(
    (union) =>
      union.keyword === "anyOf" &&
      error.schemaPath.startsWith(`${union.schemaPath}/anyOf/`) &&
      error.instancePath === union.instancePath,
  );
}

function toIssues(error: SchemaError, schema: TSchema, value: unknown, root: string): Issue[] {
  const received = describeValue(resolvePointer(value, error.instancePath));
  if (error.keyword === "required") {
    const missing = error.params["requiredProperties"] as string[];
    return missing.map((name) => ({
      path: `${root}${error.instancePath}/${name}`,
      expected: "a value",
      received: "nothing",
    }));
  }
  if (error.keyword === "boolean") {
    const known = Object.keys((parentNode(schema, error.schemaPath)?.["properties"] as object | undefined) ?? {});
    return [
      { path: root + error.instancePath, expected: `no property of this name (known: ${known.join(", ")})`, received },
    ];
  }
  return [{ path: root + error.instancePath, expected: expectedBy(error, schema), received }];
}

function expectedBy(error: SchemaError, schema: TSchema): string {
  const params = error.params;
  switch (error.keyword) {
    case "type":
      return `${/^[aeiou]/.test(String(params["type"])) ? "an" : "a"} ${params["type"]}`;
    case "enum":
      return `one of ${(params["allowedValues"] as unknown[]).join(", ")}`;
    case "const":
      return JSON.stringify(params["allowedValue"]);
    case "minLength":
      return params["limit"] === 1 ? "a text that is not empty" : `at least ${params["limit"]} characters`;
    case "maxLength":
      return `at most ${params["limit"]} characters`;
    case "minItems":
      return `a list of at least ${params["limit"]}`;
    case "maxItems":
      return `a list of at most ${params["limit"]}`;
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return `a number ${params["comparison"]} ${params["limit"]}`;
    case "anyOf":
      return String(resolveNode(schema, error.schemaPath)?.["description"] ?? "another kind of value");
    default:
      return error.message.replace(/^must /, "to ");
  }
}

type Node = Record<string, unknown>;

function resolveNode(schema: TSchema, path: string): Node | undefined {
  return path
    .split("/")
    .slice(1)
    .reduce<Node | undefined>(
      (node, key) => node?.[unescapePointer(key)] as Node | undefined,
      schema as unknown as Node,
    );
}

function parentNode(schema: TSchema, path: string): Node | undefined {
  return resolveNode(schema, path.slice(0, path.lastIndexOf("/")));
}

function resolvePointer(value: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((node, key) => {
      const name = unescapePointer(key);
      return node !== null && typeof node === "object" && Object.hasOwn(node, name) ? (node as Node)[name] : undefined;
    }, value);
}

function unescapePointer(key: string): string {
  return key.replaceAll("~1", "/").replaceAll("~0", "~");
}
