import { Chip, NativeSelect } from "@mantine/core";
import { useMemo, useState } from "react";
import { compareWith, showRun } from "#renderer/features/suites/runs-store.ts";
import { sayRun } from "#renderer/features/suites/say-run.ts";
import { sayTry, sayUtterance } from "#renderer/features/suites/say-expectation.ts";
import { changeView } from "#renderer/features/suites/suite-view-store.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import { StatusMark, type Tone } from "#renderer/ui/status-mark.tsx";
import { useNow } from "#renderer/ui/use-now.ts";
import { VirtualList } from "#renderer/ui/virtual-list.tsx";
import { visibleText } from "#shared/base/visible-text.ts";
import type { SuiteRun, SuiteRunRow } from "#shared/contract/suite.ts";
import { compareRuns, type Flip } from "#shared/converse/suite/flips.ts";
import classes from "#renderer/features/suites/flips-view.module.css";

interface FlipsViewProps {
  readonly suiteId: string;
  readonly runs: readonly SuiteRunRow[];
  readonly before: SuiteRun | undefined;
  readonly after: SuiteRun | undefined;
}

const KINDS: readonly { readonly kind: Flip["kind"]; readonly tone: Tone }[] = [
  { kind: "broken", tone: "stopped" },
  { kind: "changed", tone: "attention" },
  { kind: "fixed", tone: "good" },
];
const TONES = new Map(KINDS.map(({ kind, tone }) => [kind, tone]));

/** Two runs of a suite set against each other: what broke, what changed, what was fixed. */
export function FlipsView({ suiteId, runs, before, after }: FlipsViewProps) {
  const now = useNow(30_000);
  const [only, setOnly] = useState<Flip["kind"]>();
  const [selected, setSelected] = useState<string>();
  const compared = useMemo(
    () => (before === undefined || after === undefined ? undefined : compareRuns(before, after)),
    [before, after],
  );
  if (runs.length < 2)
    return (
      <EmptyState
        title="Flips need two runs."
        text="Run the suite, change a draft, the prompt or the server, and run it again: each row that comes out otherwise is listed here."
      />
    );
  const options = runs.map((run) => ({ value: run.id, label: sayRun(run, now) }));
  const flips = compared?.flips.filter(({ kind }) => only === undefined || kind === only) ?? [];
  return (
    <section className={classes.view} aria-label="Flips between two runs">
      <div className={classes.runs}>
        <NativeSelect
          label="Before"
          data={options}
          value={before?.id ?? ""}
          onChange={(event) => compareWith(suiteId, event.currentTarget.value)}
        />
        <NativeSelect
          label="After"
          data={options}
          value={after?.id ?? ""}
          onChange={(event) => showRun(suiteId, event.currentTarget.value)}
        />
      </div>
      {compared === undefined || before === undefined || after === undefined ? undefined : (
        <>
          <div className={classes.bar}>
            {KINDS.map(({ kind, tone }) => (
              <Chip
                key={kind}
                size="xs"
                checked={only === kind}
                disabled={compared[kind] === 0}
                onChange={(on) => setOnly(on ? kind : undefined)}
              >
                <span className={classes.chip}>
                  <StatusMark tone={tone} size={12} /> {compared[kind].toLocaleString("en")} {kind}
                </span>
              </Chip>
            ))}
            <span role="status">
              {formatCount(compared.same, "row")} came out alike.
              {differences(before, after, compared)}
            </span>
          </div>
          <div className={classes.list}>
            {compared.flips.length === 0 ? (
              <EmptyState title="Nothing flipped." text="Every row came out as before." />
            ) : (
              <VirtualList
                items={flips}
                label="Flips"
                rowHeight={48}
                keyOf={({ row }) => row.id}
                selectedKey={selected}
                onSelect={({ row }) => setSelected(row.id)}
                onOpen={({ row }) =>
                  changeView(suiteId, { part: "rows", filter: { kind: "all" }, query: "", rowId: row.id })
                }
                renderRow={(flip) => <FlipRow flip={flip} />}
              />
            )}
          </div>
        </>
      )}
    </section>
  );
}

function FlipRow({ flip: { row, kind, before, after } }: { readonly flip: Flip }) {
  const was = sayTry(before.pick);
  const is = sayTry(after.pick);
  const why = after.why ?? before.why;
  return (
    <div className={classes.row}>
      <span className={classes.kind}>
        <StatusMark tone={TONES.get(kind) ?? "quiet"} /> {kind}
      </span>
      <span className={classes.said} title={sayUtterance(row.utterance)}>
        {sayUtterance(row.utterance)}
      </span>
      <span className={classes.picks} title={visibleText(why ?? "")}>
        <code>{visibleText(was)}</code>
        {share(before)} → <code>{visibleText(is)}</code>
        {share(after)}
        {was === is && kind !== "changed" ? ", with other arguments" : ""}
      </span>
    </div>
  );
}

const share = ({ passed, tries }: Flip["before"]): string => (tries < 2 ? "" : ` (${passed} of ${tries})`);

/** What besides the rows differs between two runs, as further sentences. */
function differences(
  before: SuiteRun,
  after: SuiteRun,
  { edited, onlyBefore, onlyAfter }: ReturnType<typeof compareRuns>,
): string {
  const said = [
    ...(before.promptHash === after.promptHash ? [] : ["the prompt"]),
    ...(before.toolsHash === after.toolsHash ? [] : ["the tools or their texts"]),
    ...(before.modelId === after.modelId ? [] : ["the model"]),
    ...(edited === 0 ? [] : [`the expectation of ${formatCount(edited, "row")}`]),
  ];
  const lone = onlyBefore.length + onlyAfter.length;
  return [
    said.length === 0 ? " Prompt, tools and model are the same." : ` Between them changed: ${said.join(", ")}.`,
    lone === 0 ? "" : ` ${formatCount(lone, "row")} ${lone === 1 ? "is" : "are"} in one of the runs only.`,
  ].join("");
}
