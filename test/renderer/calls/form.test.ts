import { describe, expect, it } from "vitest";
import { formSchema } from "#renderer/features/calls/form-schema.ts";
import { formValidator } from "#renderer/features/calls/form-validator.ts";

describe("the form's schema", () => {
  it("is detached, without patterns, and with the type that only the values tell", () => {
    expect(
      formSchema({
        $id: "x",
        title: "T",
        properties: {
          code: { type: "string", pattern: "^(a+)+$", title: "a\u200bb" },
          channel: { oneOf: [{ const: "phone" }, { const: "mail" }] },
          state: { enum: ["open", "closed"] },
        },
      }),
    ).toEqual({
      ok: true,
      value: {
        type: "object",
        properties: {
          code: { type: "string", title: "a⟨U+200B⟩b" },
          channel: {
            type: "string",
            oneOf: [
              { const: "phone", type: "string" },
              { const: "mail", type: "string" },
            ],
          },
          state: { type: "string", enum: ["open", "closed"] },
        },
      },
    });
  });

  it("is refused with a sentence where there is nothing to fill in, or far too much", () => {
    expect(formSchema({})).toMatchObject({ ok: false });
    const properties = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`p${index}`, {}]));
    expect(formSchema({ properties })).toEqual({
      ok: false,
      error: "Use JSON: the schema has 501 parts, too many for a form.",
    });
  });
});

describe("the form's validator", () => {
  const schema = {
    type: "object",
    required: ["query"],
    properties: { query: { type: "string" }, filter: { $ref: "#/$defs/Filter" } },
    $defs: { Filter: { type: "object", required: ["field"], properties: { field: { enum: ["a", "b"] } } } },
  } as const;

  it("finds what is wrong and where, without building code", () => {
    const { errors } = formValidator.validateFormData({ filter: { field: "c" } }, schema as never);
    expect(errors.map(({ property, name }) => `${property} ${name}`)).toEqual([
      ".query required",
      ".filter.field enum",
    ]);
    expect(formValidator.validateFormData({ query: "x" }, schema as never).errors).toEqual([]);
  });

  it("judges a part of the schema with the definitions of the whole, and leaves the schema as it was", () => {
    const before = JSON.stringify(schema);
    const part = { $ref: "#/$defs/Filter" };
    expect(formValidator.isValid(part as never, { field: "a" }, schema as never)).toBe(true);
    expect(formValidator.isValid(part as never, {}, schema as never)).toBe(false);
    expect(JSON.stringify(schema)).toBe(before);
  });
});
