import { Validator, type Schema as CfSchema } from "@cfworker/json-schema";
import { toErrorSchema, type RJSFValidationError, type ValidatorType } from "@rjsf/utils";
import { fromPointer } from "#shared/base/json-pointer.ts";
import { own } from "#shared/schema/subschemas.ts";

/**
 * The form's validator: interprets schemas, builds no code (the page forbids eval, which ajv needs). The schema must be
 * a detached one without patterns, because this runs on the main thread.
 */
export const formValidator: ValidatorType = {
  validateFormData(formData, schema) {
    const errors = check(schema, formData);
    return { errors: [...errors], errorSchema: toErrorSchema([...errors]) };
  },
  isValid(schema, formData, rootSchema) {
    // A part of the schema keeps the definitions it refers to.
    const definitions = { $defs: own(rootSchema, "$defs"), definitions: own(rootSchema, "definitions") };
    return check({ ...definitions, ...schema }, formData).length === 0;
  },
  rawValidation(schema, formData) {
    return { errors: [...check(schema, formData)] as never[] };
  },
};

const validators = new WeakMap<object, Validator>();

function check(schema: object, value: unknown): readonly RJSFValidationError[] {
  if (value === undefined) return [];
  let validator = validators.get(schema);
  if (validator === undefined) {
    // The interpreter writes its notes into the schema it is given.
    const copy = JSON.parse(JSON.stringify(schema)) as CfSchema;
    validator = new Validator(copy, "2020-12", false);
    validators.set(schema, validator);
  }
  const { errors } = validator.validate(JSON.parse(JSON.stringify(value)));
  // A container repeats what its parts say; only the parts are shown.
  return errors
    .filter(({ keyword }) => !CONTAINERS.has(keyword))
    .map(({ keyword, instanceLocation, error }) => {
      const path = fromPointer(instanceLocation.replace(/^#/, "")).map(decodeURIComponent);
      const missing = keyword === "required" ? /"(.*)"/s.exec(error)?.[1] : undefined;
      const property = [...path, ...(missing === undefined ? [] : [missing])].map((token) => `.${token}`).join("");
      return {
        name: keyword,
        property,
        message: sentence(keyword, error),
        stack: `${property} ${error}`,
        params: {},
        schemaPath: "",
      };
    });
}

const CONTAINERS = new Set([
  "properties",
  "items",
  "prefixItems",
  "additionalProperties",
  "allOf",
  "$ref",
  "patternProperties",
]);

function sentence(keyword: string, error: string): string {
  return keyword === "required" ? "is required" : error.replace(/^Instance /, "").replace(/\.$/, "");
}
