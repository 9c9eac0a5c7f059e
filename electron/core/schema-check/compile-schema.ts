import { Ajv, MissingRefError, type ErrorObject, type Options, type ValidateFunction } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";

/** The JSON Schema dialects that are checked. MCP's default is 2020-12 (2025-11-25, basic, "JSON Schema Usage"). */
type Dialect = "draft-07" | "2019-09" | "2020-12";

const dialects: ReadonlyMap<string, Dialect> = new Map([
  ["json-schema.org/draft-06/schema", "draft-07"], // a subset of draft-07
  ["json-schema.org/draft-07/schema", "draft-07"],
  ["json-schema.org/draft/2019-09/schema", "2019-09"],
  ["json-schema.org/draft/2020-12/schema", "2020-12"],
  ["json-schema.org/schema", "2020-12"],
]);

/** A pattern as the specification wants it (Unicode), or as JavaScript alone understands it: real schemas hold both. */
const regExp = Object.assign(
  (pattern: string, flags: string): RegExp => {
    try {
      return new RegExp(pattern, flags);
    } catch {
      return new RegExp(pattern); // a pattern that is not valid with the `u` flag, such as `\_`
    }
  },
  { code: "new RegExp" },
);

/**
 * Compiles a schema of a server for itself alone: a new instance each time, so that no `$id` can meet another server's.
 * Nothing is fetched. Fails with the reason why a value cannot be checked against it. Runs in the bounded worker only:
 * ajv makes functions out of the schema, and recursion in it can end the stack (thrown, and answered as a reason).
 * Without `formats`, `format` is an annotation, as 2020-12 has it by default.
 */
export function compileSchema(
  schemaText: string,
  allErrors: boolean,
  formats = true,
): Result<ValidateFunction, string> {
  const schema = JSON.parse(schemaText) as JsonObject;
  const dialect = dialectOf(schema);
  if (!dialect.ok) return dialect;
  const options: Options = {
    strict: false,
    validateSchema: false,
    allErrors,
    logger: false,
    inlineRefs: false,
    code: { regExp },
  };
  const ajv = instanceOf(dialect.value, options);
  // ajv-formats is CommonJS: by type its default export is the module, at run time the function.
  if (formats) (addFormats as unknown as (instance: unknown) => void)(ajv);
  const { $schema: _dialect, ...rest }: Record<string, unknown> = schema;
  if (typeof rest["$id"] !== "string" || dialects.has(nameOf(rest["$id"]))) delete rest["$id"];
  delete rest["$async"]; // ajv's own keyword: it would make the answer a promise, and a promise is not a verdict
  try {
    return ok(ajv.compile(rest));
  } catch (error) {
    return fail(reasonOf(error));
  }
}

/** The violations ajv found, at most 50, each with its place in the value. */
export function violationsOf(errors: readonly ErrorObject[] | null | undefined) {
  return (errors ?? []).slice(0, 50).map((error) => ({
    pointer: error.instancePath,
    message: `${error.message ?? error.keyword}${detailOf(error)}`.slice(0, 500),
  }));
}

function instanceOf(dialect: Dialect, options: Options) {
  if (dialect === "draft-07") return new Ajv(options);
  return dialect === "2019-09" ? new Ajv2019(options) : new Ajv2020(options);
}

function dialectOf(schema: JsonObject): Result<Dialect, string> {
  const named = schema["$schema"];
  if (named === undefined) return ok("2020-12");
  const dialect = typeof named === "string" ? dialects.get(nameOf(named)) : undefined;
  if (dialect !== undefined) return ok(dialect);
  return fail(`the dialect ${JSON.stringify(named).slice(0, 120)} is not supported`);
}

const nameOf = (uri: string): string => uri.replace(/^https?:\/\//, "").replace(/#$/, "");

function reasonOf(error: unknown): string {
  if (error instanceof MissingRefError) {
    const external = /^[a-z][a-z0-9+.-]*:/i.test(error.missingRef);
    return `unresolved ${external ? "external " : ""}$ref ${JSON.stringify(error.missingRef.slice(0, 200))}`;
  }
  if (error instanceof RangeError) return "the schema refers to itself without end";
  return `the schema does not compile: ${error instanceof Error ? error.message.slice(0, 200) : "no reason given"}`;
}

function detailOf({ params }: ErrorObject): string {
  const { additionalProperty, unevaluatedProperty, allowedValues, allowedValue } = params as JsonObject;
  const name = additionalProperty ?? unevaluatedProperty;
  if (typeof name === "string") return `: ${JSON.stringify(name)}`;
  if (Array.isArray(allowedValues)) return `: ${JSON.stringify(allowedValues.slice(0, 20))}`;
  if (allowedValue !== undefined && !isJsonObject(allowedValue)) return `: ${JSON.stringify(allowedValue)}`;
  return "";
}
