import type { ChangeKind, Level, Levels, Proof } from "#shared/drift/drift.ts";

/** A row of the table. `calls: "witness"` means: breaking only where a witness proves it. */
interface Row {
  readonly model: Level;
  readonly prompt: Level;
  readonly calls: Level | "witness";
  readonly why: string;
  /** What `calls` is at least, where no witness is found: a value that is silently ignored is not harmless. */
  readonly floor?: Level;
}

const row = (model: Level, prompt: Level, calls: Row["calls"], why: string, floor?: Level): Row => ({
  model,
  prompt,
  calls,
  why,
  ...(floor === undefined ? {} : { floor }),
});

/** What a change of the input side means, per audience. The prompt column is for a prompt that names what changed. */
const INPUT: { readonly [K in ChangeKind]: Row } = {
  "tool-removed": row("breaking", "breaking", "breaking", "The tool is gone: nothing can call it any more."),
  "tool-renamed": row(
    "risky",
    "breaking",
    "breaking",
    "The tool has another name: calls and prompts by the old one fail.",
  ),
  "tool-consolidated": row(
    "risky",
    "breaking",
    "breaking",
    "Several tools became one that is told what to do by an argument.",
  ),
  "tool-split": row("risky", "breaking", "breaking", "One tool became several."),
  "tool-added": row("harmless", "harmless", "harmless", "A new tool."),
  "name-collision-appeared": row("risky", "breaking", "risky", "Two tools now answer to the same name."),
  "required-parameter-added": row("harmless", "risky", "witness", "Calls must now pass it."),
  "parameter-became-required": row("harmless", "risky", "witness", "Calls that left it out fail."),
  "parameter-became-optional": row("harmless", "harmless", "harmless", "Calls may now leave it out."),
  "optional-parameter-added": row("harmless", "harmless", "harmless", "Calls may pass it, and need not."),
  "parameter-removed": row(
    "harmless",
    "breaking",
    "witness",
    "Calls that pass it fail, or it is silently ignored.",
    "risky",
  ),
  "parameter-renamed": row(
    "harmless",
    "breaking",
    "witness",
    "Calls by the old name fail, or it is silently ignored.",
    "risky",
  ),
  "type-widened": row("harmless", "harmless", "witness", "More types are accepted than before."),
  "type-narrowed": row("harmless", "harmless", "witness", "Fewer types are accepted than before."),
  "type-changed": row("harmless", "risky", "witness", "Another type is expected."),
  "enum-value-added": row("risky", "harmless", "witness", "The model has a new choice."),
  "enum-value-removed": row("risky", "breaking", "witness", "A choice is gone."),
  "enum-value-recased": row("risky", "breaking", "witness", "A choice is spelled otherwise."),
  "enum-introduced": row("harmless", "risky", "witness", "Only listed values are accepted now."),
  "enum-dropped": row("risky", "harmless", "witness", "The list of values is gone: the model has to guess."),
  "constraint-tightened": row("harmless", "risky", "witness", "A limit is stricter than before."),
  "constraint-loosened": row("harmless", "harmless", "witness", "A limit is looser than before."),
  "constraint-changed": row("harmless", "risky", "witness", "A limit is another one."),
  "format-changed": row(
    "harmless",
    "risky",
    "risky",
    "Another format is announced; servers differ in whether they check it.",
  ),
  "default-changed": row(
    "risky",
    "risky",
    "risky",
    "The same call now does something else where the value is left out.",
  ),
  "object-closed": row("harmless", "risky", "witness", "Properties that are not declared are refused now."),
  "alternatives-changed": row(
    "risky",
    "risky",
    "witness",
    "The alternatives differ; some providers refuse such schemas.",
  ),
  "schema-rule-changed": row("harmless", "harmless", "witness", "A rule of the schema differs."),
  "tool-description-changed": row("risky", "risky", "harmless", "The model reads another text and may act otherwise."),
  "parameter-description-changed": row(
    "risky",
    "harmless",
    "harmless",
    "The model reads another text and may fill it otherwise.",
  ),
  "annotation-changed": row("harmless", "harmless", "risky", "A hint that approval rules may rely on differs."),
  "output-schema-added": row("harmless", "harmless", "harmless", "Results are described now."),
  "output-schema-removed": row("risky", "harmless", "risky", "Results are not described any more."),
  "title-changed": row("harmless", "harmless", "harmless", "People see another title."),
  "other-field-changed": row("harmless", "harmless", "harmless", "A member outside the specification differs."),
  "schema-collapsed": row(
    "breaking",
    "breaking",
    "breaking",
    "The parameters are gone although the tool still describes itself as before: most likely the schema was lost on the way, not changed.",
  ),
  "schema-restored": row(
    "harmless",
    "harmless",
    "risky",
    "The parameters are back: the list before had lost them, and only calls saved from that list may fail.",
  ),
};

/** Where the output side differs from the input side: results are judged the other way round. */
const OUTPUT: { readonly [K in ChangeKind]?: Row } = {
  "required-parameter-added": row("harmless", "harmless", "harmless", "Results always have it now."),
  "optional-parameter-added": row("harmless", "harmless", "witness", "Results may have it now."),
  "parameter-became-required": row("harmless", "harmless", "harmless", "Results always have it now."),
  "parameter-became-optional": row("harmless", "harmless", "witness", "Results may lack it now."),
  "parameter-removed": row("harmless", "risky", "witness", "Results lack it now."),
  "parameter-renamed": row("harmless", "risky", "witness", "Results have it under another name."),
  "enum-value-added": row("harmless", "harmless", "witness", "Results may hold a value that was not there before."),
  "enum-value-removed": row("harmless", "risky", "witness", "Results no longer hold it."),
  "enum-dropped": row("harmless", "harmless", "witness", "Results may hold any value now."),
  "default-changed": row("harmless", "harmless", "harmless", "A default in a result's schema changes nothing."),
  "parameter-description-changed": row("harmless", "harmless", "harmless", "A text of the result's schema differs."),
  "alternatives-changed": row("harmless", "harmless", "witness", "The alternatives of a result differ."),
  "format-changed": row("harmless", "harmless", "risky", "Another format is announced."),
};

/** The row for a kind of change on one side. */
export function rowOf(kind: ChangeKind, direction: "input" | "output" = "input"): Row {
  return (direction === "output" ? OUTPUT[kind] : undefined) ?? INPUT[kind];
}

/** The levels of a change, given how far its effect on calls is proved. */
export function levelsOf(kind: ChangeKind, direction: "input" | "output", proof: Proof | undefined): Levels {
  const { model, prompt, calls, floor } = rowOf(kind, direction);
  if (calls !== "witness") return { model, prompt, calls };
  switch (proof) {
    case "broken":
      return { model, prompt, calls: "breaking" };
    case "strict-only":
    case "not-proven":
      return { model, prompt, calls: "risky" };
    case "none-found":
    case undefined:
      return { model, prompt, calls: floor ?? "harmless" };
    default:
      throw new Error(`unexpected proof: ${String(proof satisfies never)}`);
  }
}
