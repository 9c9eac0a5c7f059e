import { useMemo } from "react";
import { DiffView } from "#renderer/editor/diff-view.tsx";
import { readableWords } from "#renderer/features/drift/readable-words.ts";
import { LevelMark } from "#renderer/features/drift/level-mark.tsx";
import { CodeText } from "#renderer/ui/code-text.tsx";
import { isJsonObject } from "#shared/base/json.ts";
import { stableJson } from "#shared/base/stable-json.ts";
import type { ComparedList, Comparison } from "#shared/contract/drift.ts";
import type { Change, Levels, ToolChange, Witness } from "#shared/drift/drift.ts";
import classes from "#renderer/features/drift/change-detail.module.css";

const AUDIENCES: readonly { readonly key: keyof Levels; readonly word: string }[] = [
  { key: "model", word: "Model" },
  { key: "prompt", word: "Prompt" },
  { key: "calls", word: "Calls" },
];

/** Everything that changed in one tool: each change with its levels and witness, and the two definitions side by side. */
export function ChangeDetail({ tool, comparison }: { readonly tool: ToolChange; readonly comparison: Comparison }) {
  const { name, from, changes } = tool;
  const before = useMemo(() => definitions(comparison.before, from ?? name), [comparison, from, name]);
  const after = useMemo(() => definitions(comparison.after, tool.to ?? name), [comparison, tool.to, name]);
  return (
    <div className={classes.detail}>
      <ul className={classes.changes} aria-label={`Changes of ${name}`} tabIndex={0}>
        {changes.map((change) => (
          <li
            key={`${change.kind} ${change.direction ?? ""} ${change.pointer} ${change.reason}`}
            className={classes.change}
          >
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

function OneChange({ change }: { readonly change: Change }) {
  const { level, levels, reason, pointer, witness, proof } = change;
  return (
    <>
      <p className={classes.reason}>
        <LevelMark level={level} />{" "}
        <span>
          <CodeText text={reason} />
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
      {"words" in change ? (
        <p className={classes.words}>
          {readableWords(change.words).map(({ edit, text }, index) =>
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
      ) : undefined}
      {witness === undefined ? (
        proof === "not-proven" ? (
          <p className={classes.facts}>Not proven: the search for a call that breaks hit its limit.</p>
        ) : undefined
      ) : (
        <WitnessView witness={witness} output={change.direction === "output"} />
      )}
    </>
  );
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

function definitions(list: ComparedList, names: string | readonly string[]): string {
  const wanted = new Set<unknown>(typeof names === "string" ? [names] : names);
  const found = list.tools.filter((tool) => isJsonObject(tool) && wanted.has(tool["name"]));
  return found.map((tool) => stableJson(tool, 2)).join("\n\n");
}
