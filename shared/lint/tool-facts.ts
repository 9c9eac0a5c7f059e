import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { toPointer } from "#shared/base/json-pointer.ts";
import { collectTexts, type PlacedText } from "#shared/lint/collect-texts.ts";
import { spokenTexts, type SpokenText } from "#shared/lint/hostile-text.ts";
import { wordsOf } from "#shared/lint/words.ts";
import { effectiveSchema } from "#shared/schema/effective-schema.ts";
import { requiredNames, typesOf, type TypeName } from "#shared/schema/schema-types.ts";
import { own } from "#shared/schema/subschemas.ts";
import { walkSchema, type Visit } from "#shared/schema/walk-schema.ts";

/** A top-level parameter, references followed. `raw` is what stands in `properties`, whatever that is. */
export interface Parameter {
  readonly name: string;
  /** Into the tool entry. */
  readonly pointer: string;
  readonly raw: unknown;
  readonly schema: JsonObject;
  readonly required: boolean;
  readonly description: string;
  readonly types: readonly TypeName[];
  /** String values of `enum` and `const`, of the parameter or its items. */
  readonly values: readonly string[];
}

/** What rules read of one tool, worked out once. Pointers are into the tool entry. */
export interface ToolFacts {
  readonly raw: JsonObject;
  readonly name: string;
  readonly nameWords: readonly string[];
  readonly description: string;
  /** The input schema where it is an object. */
  readonly schema: JsonObject;
  readonly parameters: readonly Parameter[];
  /** Every subschema of the input, the root first. */
  readonly nodes: readonly SchemaNode[];
  readonly outputNodes: readonly SchemaNode[];
  /** By keyword: the subschemas, of input and output, that have it. */
  readonly having: (keyword: string) => readonly SchemaNode[];
  /** Deepest nesting of the input schema, in subschemas. */
  readonly depth: number;
  /** Every string and key of the entry that can say or hide something. */
  readonly texts: readonly PlacedText[];
  /** Those that can say something, each once, and what is disguised in them. */
  readonly spoken: readonly SpokenText[];
  /** String values of every enum and const, input and output. */
  readonly values: ReadonlySet<string>;
  /** Names of every property at any depth, input and output. */
  readonly properties: ReadonlySet<string>;
  /** The definition as a request carries it, as one line of JSON. */
  readonly definition: string;
  /** True where every character of the entry is printable ASCII or a line break: nothing can be hidden in it. */
  readonly plain: boolean;
}

/** A subschema that is an object, with its place. */
export interface SchemaNode extends Visit {
  readonly schema: JsonObject;
}

const PLAIN = /^[\n\r\t -~]*$/;
const remembered = new WeakMap<JsonObject, ToolFacts>();

/** The facts of a raw tool entry; never throws, whatever the entry holds. Remembered by the entry's identity. */
export function toolFacts(raw: JsonObject): ToolFacts {
  const known = remembered.get(raw);
  if (known !== undefined) return known;
  const facts = read(raw);
  remembered.set(raw, facts);
  return facts;
}

function read(raw: JsonObject): ToolFacts {
  const schema = isJsonObject(raw["inputSchema"]) ? raw["inputSchema"] : {};
  const name = typeof raw["name"] === "string" ? raw["name"] : "";
  const description = typeof raw["description"] === "string" ? raw["description"] : "";
  const input = nodesOf(schema, "/inputSchema");
  const output = isJsonObject(raw["outputSchema"])
    ? nodesOf(raw["outputSchema"], "/outputSchema")
    : { nodes: [], depth: 0 };
  const texts = collectTexts(raw);
  const values = new Set<string>();
  const properties = new Set<string>();
  const byKeyword = indexed([...input.nodes, ...output.nodes]);
  const having = (keyword: string): readonly SchemaNode[] => byKeyword.get(keyword) ?? NO_NODES;
  for (const { schema: node } of [...having("enum"), ...having("const")])
    for (const value of valuesOf(node)) values.add(value);
  for (const { schema: node } of having("properties")) {
    const named = own(node, "properties");
    if (isJsonObject(named)) for (const key of Object.keys(named)) properties.add(key);
  }
  return {
    raw,
    name,
    nameWords: wordsOf(name),
    description,
    schema,
    parameters: parametersOf(schema),
    nodes: input.nodes,
    outputNodes: output.nodes,
    having,
    depth: input.depth,
    texts,
    spoken: spokenTexts(texts),
    values,
    properties,
    plain: texts.every(({ text }) => PLAIN.test(text)),
    definition: JSON.stringify({ name, description, parameters: schema }),
  };
}

const NO_NODES: readonly SchemaNode[] = [];

function indexed(nodes: readonly SchemaNode[]): ReadonlyMap<string, readonly SchemaNode[]> {
  const byKeyword = new Map<string, SchemaNode[]>();
  for (const node of nodes) {
    for (const keyword of Object.keys(node.schema)) {
      const known = byKeyword.get(keyword);
      if (known === undefined) byKeyword.set(keyword, [node]);
      else known.push(node);
    }
  }
  return byKeyword;
}

function nodesOf(root: JsonObject, prefix: string): { readonly nodes: readonly SchemaNode[]; readonly depth: number } {
  const nodes: SchemaNode[] = [];
  const { deepest } = walkSchema(root, ({ schema, pointer, depth }) => {
    if (isJsonObject(schema)) nodes.push({ schema, pointer: prefix + pointer, depth });
  });
  return { nodes, depth: deepest };
}

function parametersOf(root: JsonObject): readonly Parameter[] {
  const effective = needsResolving(root) ? effectiveSchema(root, root).schema : root;
  const properties = own(effective, "properties");
  if (!isJsonObject(properties)) return [];
  const required = requiredNames(effective);
  return Object.entries(properties).map(([name, raw]) => {
    const schema = !isJsonObject(raw) ? {} : needsResolving(raw) ? effectiveSchema(root, raw).schema : raw;
    const description = own(schema, "description");
    const items = own(schema, "items");
    return {
      name,
      pointer: `/inputSchema${toPointer(["properties", name])}`,
      raw,
      schema,
      required: required.has(name),
      description: typeof description === "string" ? description : "",
      types: typesOf(schema),
      values: [...valuesOf(schema), ...(isJsonObject(items) ? valuesOf(items) : [])],
    };
  });
}

function needsResolving(schema: JsonObject): boolean {
  return Object.hasOwn(schema, "$ref") || Object.hasOwn(schema, "allOf");
}

function valuesOf(schema: JsonObject): readonly string[] {
  const listed = own(schema, "enum");
  const values: readonly unknown[] = Array.isArray(listed) ? listed : [];
  return [...values, own(schema, "const")].filter((value): value is string => typeof value === "string");
}
