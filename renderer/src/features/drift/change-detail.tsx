import { useMemo } from "react";
import { DiffView } from "#renderer/editor/diff-view.tsx";
import type { ChangedThing } from "#renderer/features/drift/changed-things.ts";
import { witnessSaid } from "#shared/drift/judge.ts";
import { readableWords } from "#shared/drift/readable-words.ts";
import { LevelMark } from "#renderer/features/drift/level-mark.tsx";
import { CodeText } from "#renderer/ui/code-text.tsx";
import { isJsonObject } from "#shared/base/json.ts";
import { stableJson } from "#shared/base/stable-json.ts";
import type { ComparedList, Comparison } from "#shared/contract/drift.ts";
import type { Change, Levels, ServerChange, Witness } from "#shared/drift/drift.ts";
import classes from "#renderer/features/drift/change-detail.module.css";

const AUDIENCES: readonly { readonly key: keyof Levels; readonly word: string }[] = [
  { key: "model", word: "Model" },
  { key: "prompt", word: "Prompt" },
  { key: "calls", word: "Calls" },
];

interface ChangeDetailProps {
  readonly thing: ChangedThing;
  readonly comparison: Comparison;
}

/** Everything that changed in one thing: each change with its levels and witness, and the two definitions side by side. */
export function ChangeDetail({ thing, comparison }: ChangeDetailProps) {
  const { title: name, changes } = thing;
  const before = useMemo(() => sideOf(thing, comparison, "before"), [thing, comparison]);
  const after = useMemo(() => sideOf(thing, comparison, "after"), [thing, comparison]);
  return (
    <div className={classes.detail}>
      <ul className={classes.changes} aria-label={`Changes of ${name}`} tabIndex={0}>
        {changes.map((change) => (
          <li key={`${change.kind} ${change.pointer} ${change.reason}`} className={classes.change}>
            <OneChange change={change} />
          </li>
        ))}
      </ul>
      <div className={classes.diff}>
        <DiffView label={`Definition of ${name}`} before={before} after={after} />
      </div>
    </div>
  );
}

function OneChange({ change }: { readonly change: Change | ServerChange }) {
  const { level, levels, reason, pointer } = change;
  const words = "words" in change ? change.words : undefined;
  const witness = "witness" in change ? change.witness : undefined;
  return (
    <>
      <p className={classes.reason}>
        <LevelMark level={level} />{" "}
        <span>
          <CodeText text={witness === undefined ? reason : reason.replace(` ${witnessSaid(witness)}`, "")} />
        </span>
      </p>
      <p className={classes.facts}>
        {pointer === "" ? undefined : <code>{pointer}</code>}
        {AUDIENCES.map(({ key, word }) => (
          <span key={key} className={classes.audience}>
            {word} <LevelMark level={levels[key]} />
          </span>
        ))}
      </p>
      {words === undefined ? undefined : (
        <p className={classes.words}>
          {readableWords(words).map(({ edit, text }, index) =>
            edit === "same" ? (
              // The words have no identity but their place.
              // oxlint-disable-next-line react/no-array-index-key
              <span key={index}>{text}</span>
            ) : edit === "added" ? (
              // oxlint-disable-next-line react/no-array-index-key
              <ins key={index}>{text}</ins>
            ) : (
              // oxlint-disable-next-line react/no-array-index-key
              <del key={index}>{text}</del>
            ),
          )}
        </p>
      )}
      {"proof" in change ? <Proved change={change} /> : undefined}
    </>
  );
}

function Proved({ change: { witness, proof, direction } }: { readonly change: Change }) {
  if (witness !== undefined) return <WitnessView witness={witness} output={direction === "output"} />;
  if (proof !== "not-proven") return undefined;
  return <p className={classes.facts}>Not proven: the search for a call that breaks hit its limit.</p>;
}

function WitnessView({ witness, output }: { readonly witness: Witness; readonly output: boolean }) {
  const { value, from, example, fails } = witness;
  const what = output ? "result" : "call";
  return (
    <div className={classes.witness}>
      <p>
        {from === "example" ? `Your example “${example ?? ""}”` : `This ${what}`}{" "}
        {output ? "fits the new schema and not the old one" : "was valid before and is not now"}
        {fails.pointer === "" ? "" : `, at ${fails.pointer}`}.
      </p>
      <pre tabIndex={0}>{JSON.stringify(value, undefined, 2).slice(0, 4_000)}</pre>
    </div>
  );
}

/** The definitions of a thing on one side; of the server itself, what it said. */
function sideOf({ names, changes }: ChangedThing, comparison: Comparison, side: "before" | "after"): string {
  if (names !== undefined) return definitions(comparison[side], names[side]);
  return changes
    .filter((change) => change[side] !== undefined)
    .map(
      ({ pointer, [side]: value }) =>
        `${pointer.slice(1)}:\n${typeof value === "string" ? value : stableJson(value, 2)}`,
    )
    .join("\n\n");
}

function definitions(list: ComparedList, names: string | readonly string[]): string {
  const wanted = new Set<unknown>(typeof names === "string" ? [names] : names);
  const found = list.tools.filter((tool) => isJsonObject(tool) && wanted.has(tool["name"]));
  return found.map((tool) => stableJson(tool, 2)).join("\n\n");
}
