import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { textOf } from "./lint-data.ts";

type Tree = { [key: string]: unknown };
/** Breaks a copy of a tool in one way; false where this tool offers no place for it. */
type Mutator = (tool: Tree, schema: Tree, properties: Tree) => boolean | void;

const firstProperty = (properties: Tree, fits: (schema: Tree) => boolean = () => true): [string, Tree] | undefined =>
  Object.entries(properties).find((entry): entry is [string, Tree] => isJsonObject(entry[1]) && fits(entry[1] as Tree));
const onProperty =
  (change: (schema: Tree, name: string) => void, fits?: (schema: Tree) => boolean): Mutator =>
  (_tool, _schema, properties) => {
    const found = firstProperty(properties, fits);
    if (found === undefined) return false;
    change(found[1], found[0]);
    return true;
  };

/** One way to break a definition for each structural rule. List rules break the list: see `listMutants`. */
export const mutants: Readonly<Record<string, readonly Mutator[]>> = {
  T101: [
    (_tool, schema) => void delete schema["type"],
    (_tool, schema) => void (schema["type"] = "string"),
    (tool) => void delete tool["inputSchema"],
    (tool) => void (tool["inputSchema"] = null),
  ],
  T102: [
    (tool) => void (tool["outputSchema"] = { type: "array", items: {} }),
    (tool) => void (tool["outputSchema"] = { properties: {} }),
  ],
  T103: [
    (_tool, schema) => void (schema["anyOf"] = [{ required: [] }]),
    (_tool, schema) => void (schema["oneOf"] = [{}]),
    (_tool, schema) => void (schema["allOf"] = [{}]),
  ],
  T104: [(tool) => void (tool["inputSchema"] = { type: "object" })],
  T106: [
    onProperty((schema) => void (schema["type"] = "text")),
    onProperty((schema) => void (schema["minLength"] = "2")),
    onProperty((schema) => void (schema["pattern"] = "(")),
    onProperty((schema) => void (schema["enum"] = "a")),
    onProperty((schema) => void (schema["items"] = 3)),
    onProperty((schema) => void (schema["anyOf"] = [])),
    (_tool, schema) => void (schema["required"] = "id"),
    (_tool, schema) => void (schema["additionalProperties"] = "no"),
  ],
  T107: [
    onProperty((schema) => {
      schema["type"] = "string";
      schema["const"] = 3;
      delete schema["enum"];
    }),
    onProperty((schema) => void (schema["not"] = {})),
  ],
  T108: [
    (_tool, schema) => {
      if (!isJsonObject(schema["properties"])) return false;
      schema["required"] = [
        ...(Array.isArray(schema["required"]) ? (schema["required"] as unknown[]) : []),
        "no_such_property_here",
      ];
      return true;
    },
  ],
  T109: [onProperty((schema) => void (schema["required"] = true))],
  T110: [
    (_tool, _schema, properties) => {
      const found = firstProperty(properties);
      if (found === undefined) return false;
      properties[found[0]] = "string";
      return true;
    },
    (_tool, _schema, properties) => {
      const found = firstProperty(properties);
      if (found === undefined) return false;
      properties[found[0]] = null;
      return true;
    },
  ],
  T111: [
    onProperty((schema) => void (schema["enum"] = [])),
    onProperty((schema) => {
      schema["type"] = "string";
      schema["enum"] = ["a", "b", "a"];
    }),
    onProperty((schema) => {
      schema["type"] = "string";
      schema["enum"] = ["a", 7];
    }),
  ],
  T112: [
    onProperty(
      (schema) => void (schema["default"] = "no such value"),
      (schema) => Array.isArray(schema["enum"]) && schema["enum"].length > 0,
    ),
    onProperty(
      (schema) => void (schema["default"] = { not: "this" }),
      (schema) => schema["type"] === "string" && schema["enum"] === undefined,
    ),
  ],
  T113: [
    (_tool, schema, properties) => {
      const found = firstProperty(properties, (one) => one["type"] === "string" && one["enum"] === undefined);
      if (found === undefined) return false;
      found[1]["default"] = "x";
      schema["required"] = [found[0]];
      return true;
    },
  ],
  T114: [
    onProperty((schema) => {
      schema["minimum"] = 5;
      schema["maximum"] = 1;
    }),
    onProperty((schema) => {
      schema["minLength"] = 5;
      schema["maxLength"] = 1;
    }),
    onProperty((schema) => {
      schema["exclusiveMinimum"] = 1;
      schema["maximum"] = 1;
      delete schema["minimum"];
      delete schema["exclusiveMaximum"];
    }),
  ],
  T115: [
    (tool) => void (tool["name"] = `${textOf(tool["name"])} !`),
    (tool) => void (tool["name"] = textOf(tool["name"]).padEnd(65, "x")),
    (tool) => void (tool["name"] = ""),
  ],
  T117: [
    onProperty((schema) => void (schema["const"] = "x")),
    onProperty((schema) => void (schema["type"] = ["string", "null"])),
    onProperty((schema) => void (schema["exclusiveMinimum"] = 1)),
    onProperty((schema) => void (schema["not"] = { const: "no_such_value" })),
  ],
  T118: [
    (_tool, schema) => (isJsonObject(schema["properties"]) ? void (schema["additionalProperties"] = true) : false),
  ],
  T119: [
    onProperty((schema) => {
      schema["type"] = "string";
      schema["enum"] = Array.from({ length: 1_200 }, (_, at) => `value_${at}`);
      delete schema["default"];
    }),
    onProperty((schema) => {
      for (const key of Object.keys(schema)) delete schema[key];
      let deep = schema;
      for (let level = 0; level < 12; level += 1) {
        const next: Tree = {};
        Object.assign(deep, { type: "object", description: "One level.", properties: { next } });
        deep = next;
      }
      deep["type"] = "string";
    }),
  ],
  T120: [
    onProperty((schema) => {
      schema["type"] = "string";
      schema["x-mcp-header"] = "Not A Token";
    }),
    onProperty((schema) => {
      schema["type"] = "object";
      schema["x-mcp-header"] = "X-Fine";
    }),
  ],
  T121: [
    onProperty((schema) => void (schema["$ref"] = "https://example.com/x.json")),
    onProperty((schema) => void (schema["$ref"] = "#/$defs/no-such-definition")),
  ],
  T122: [
    onProperty((schema, _name) => {
      for (const key of Object.keys(schema)) delete schema[key];
      schema["type"] = "array";
    }),
  ],
  T123: [
    onProperty((schema) => {
      for (const key of Object.keys(schema)) delete schema[key];
      schema["type"] = "object";
    }),
  ],
  T124: [
    onProperty((schema) => {
      for (const key of Object.keys(schema)) if (key !== "description") delete schema[key];
    }),
  ],
  T201: [(tool) => void delete tool["description"], (tool) => void (tool["description"] = " ")],
  T301: [
    (tool) => void (tool["description"] = `${textOf(tool["description"])}\u{e0041}\u{e0042}`),
    (tool) => void (tool["description"] = `a\u202e${textOf(tool["description"])}`),
    (tool) => void (tool["title"] = "ti\u200btle"),
    (tool) => void (tool["name"] = `${textOf(tool["name"])}\u0430`),
    onProperty((schema) => void (schema["description"] = "one\u2060two")),
    onProperty((schema) => void (schema["enum"] = ["a\u00adb"])),
  ],
};

/** Ways to break a list, for the rules about lists. Undefined where this list offers no place for it. */
export const listMutants: Readonly<
  Record<string, (tools: readonly JsonObject[], random: () => number) => readonly JsonObject[] | undefined>
> = {
  // As two libraries of different versions really do it: the schema's dialect is all that is left.
  T105: (tools) =>
    tools.length < 3
      ? undefined
      : tools.map((tool) => ({ ...tool, inputSchema: { $schema: "http://json-schema.org/draft-07/schema#" } })),
  T116(tools, random) {
    const twice = tools[Math.floor(random() * tools.length)];
    return twice === undefined || textOf(twice["name"]) === "" ? undefined : [...tools, { ...twice }];
  },
};

/** Every mutant of a tool for one rule. The tool itself is left as it is. */
export function mutantsOf(rule: string, raw: JsonObject): readonly JsonObject[] {
  return (mutants[rule] ?? []).flatMap((mutate) => {
    const tool = structuredClone(raw) as Tree;
    const schema = isJsonObject(tool["inputSchema"]) ? (tool["inputSchema"] as Tree) : {};
    if (schema !== tool["inputSchema"] && /^T1(0[346-9]|1\d|2\d)$/.test(rule) && rule !== "T115") return []; // nothing to break
    const properties = isJsonObject(schema["properties"]) ? (schema["properties"] as Tree) : {};
    return mutate(tool, schema, properties) === false ? [] : [tool as JsonObject];
  });
}

/** A name with one mistake of a kind that people make. */
export function misspelt(name: string, random: () => number): string {
  const at = Math.floor(random() * (name.length - 1));
  const letter = String.fromCharCode(97 + Math.floor(random() * 26));
  const words = name.split(/[_-]|(?<=[a-z])(?=[A-Z])/);
  const kinds: readonly (() => string)[] = [
    () => name.slice(0, at) + name.slice(at + 1),
    () => name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2),
    () => name.slice(0, at) + letter + name.slice(at + 1),
    () => name.slice(0, at) + letter + name.slice(at),
    () =>
      words
        .map((word, index) =>
          index === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
        )
        .join(""),
    () => words.map((word) => word.toLowerCase()).join(name.includes("_") ? "-" : "_"),
    () => `${name}_tool`,
    () => `mcp_${name}`,
  ];
  return kinds[Math.floor(random() * kinds.length)]?.() ?? name;
}
