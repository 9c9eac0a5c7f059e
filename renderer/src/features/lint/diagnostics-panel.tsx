import { Button, Chip, SegmentedControl } from "@mantine/core";
import { CircleCheck } from "lucide-react";
import { useDeferredValue, useMemo, useState, type ReactNode } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import type { FindingActions } from "#renderer/features/lint/finding-row.tsx";
import { FindingsList } from "#renderer/features/lint/findings-list.tsx";
import { groupFindings } from "#renderer/features/lint/group-findings.ts";
import { printOf } from "#renderer/features/lint/use-seen-findings.ts";
import { SuppressDialog } from "#renderer/features/lint/suppress-dialog.tsx";
import { removeWithUndo } from "#renderer/features/lint/remove-suppression.ts";
import { SilencedDialog } from "#renderer/features/lint/silenced-dialog.tsx";
import { suppress, unsuppress, type SuppressionScope } from "#renderer/features/lint/suppressions-store.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import { offerUndo } from "#renderer/ui/offer-undo.tsx";
import type { SuppressionRecord } from "#shared/contract/assistant.ts";
import type { Diagnostic, Severity } from "#shared/lint/diagnostic.ts";
import classes from "#renderer/features/lint/diagnostics-panel.module.css";

const SEVERITIES: readonly Severity[] = ["error", "warning", "hint"];
const LOUD: readonly Severity[] = ["error", "warning"];

interface DiagnosticsPanelProps extends Omit<FindingActions, "onSilence" | "onUnsilence"> {
  readonly diagnostics: readonly Diagnostic[];
  /** The suppressions that were counted, in the engine's order. */
  readonly suppressions: readonly SuppressionRecord[];
  /** The assistant whose findings these are. */
  readonly assistantId?: string;
  /** Id of a server by the name that findings give; without a name, of the only one. */
  readonly serverIdOf: (name: string | undefined) => string | undefined;
  /** Fingerprints that were there at the last look: the others are new. */
  readonly seen?: ReadonlySet<string> | undefined;
  /** Shows hints from the start: there are few, and they are about what is being typed. */
  readonly hints?: boolean;
  readonly groupBy?: "rule" | "target";
  /** What to say where nothing was found. */
  readonly none: string;
  /** What the findings depend on, to be chosen beside the filters. */
  readonly setting?: ReactNode;
}

/** Findings by severity, rule or target, with what to do about each. */
export function DiagnosticsPanel({
  diagnostics,
  suppressions,
  assistantId,
  serverIdOf,
  seen,
  none,
  hints = false,
  groupBy = "rule",
  setting,
  ...actions
}: DiagnosticsPanelProps) {
  const api = useApi();
  const [shown, setShown] = useState<readonly string[]>(hints ? SEVERITIES : LOUD);
  const [by, setBy] = useState(groupBy);
  const [onlyNew, setOnlyNew] = useState(false);
  const [silencing, setSilencing] = useState<Diagnostic>();
  const [listing, setListing] = useState(false);
  const isNew = (one: Diagnostic): boolean => seen !== undefined && !seen.has(printOf(one));
  const fresh = useMemo(
    () => (seen === undefined ? 0 : diagnostics.filter((one) => !seen.has(printOf(one))).length),
    [diagnostics, seen],
  );
  const places = useMemo(() => diagnostics.some(({ target }) => target.kind === "tool"), [diagnostics]);
  const onlyFresh = onlyNew && fresh > 0;
  const lines = useMemo(() => {
    const wanted = diagnostics.filter(
      (one) => shown.includes(one.severity) && (!onlyFresh || seen?.has(printOf(one)) === false),
    );
    return groupFindings(wanted, by);
  }, [diagnostics, shown, onlyFresh, seen, by]);
  // Thousands of lines are laid out after the press that asked for them, not in it.
  const drawn = useDeferredValue(lines);
  const place = {
    assistantId,
    serverId: serverIdOf(silencing !== undefined && "server" in silencing.target ? silencing.target.server : undefined),
  };
  const unused = useMemo(
    () =>
      new Set(
        diagnostics.flatMap(({ target }) =>
          target.kind === "suppression" ? [suppressions[target.index]?.id ?? ""] : [],
        ),
      ),
    [diagnostics, suppressions],
  );
  const silence = async (one: Diagnostic, scope: SuppressionScope, reason: string): Promise<void> => {
    const record = await suppress(api, one, place, scope, reason);
    if (record === undefined) return;
    offerUndo(`${one.ruleId} is silenced.`, () => void unsuppress(api, record));
  };
  const remove = (index: number): void => {
    const record = suppressions[index];
    if (record !== undefined) void removeWithUndo(api, record);
  };
  const silenced =
    suppressions.length === 0 ? undefined : (
      <>
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setListing(true)}>
          {suppressions.length.toLocaleString("en")} silenced
        </Button>
        <SilencedDialog opened={listing} records={suppressions} unused={unused} onClose={() => setListing(false)} />
      </>
    );
  if (diagnostics.length === 0)
    return (
      <EmptyState icon={CircleCheck} title="Nothing found." text={none}>
        {silenced}
        {setting}
      </EmptyState>
    );
  const count = (severity: Severity): number => diagnostics.filter((one) => one.severity === severity).length;
  return (
    <section className={classes.panel} aria-label="Findings" data-pane="findings">
      <div className={classes.filters}>
        <Chip.Group multiple value={[...shown]} onChange={setShown}>
          {SEVERITIES.filter((severity) => count(severity) > 0).map((severity) => (
            <Chip key={severity} value={severity} size="xs">
              {formatCount(count(severity), severity)}
            </Chip>
          ))}
        </Chip.Group>
        {fresh === 0 ? undefined : (
          <Chip size="xs" checked={onlyNew} onChange={setOnlyNew}>
            only the {fresh} new
          </Chip>
        )}
        {silenced}
        {setting}
        {places ? (
          <SegmentedControl
            className={classes.by}
            aria-label="Group findings"
            size="xs"
            value={by}
            onChange={(value) => setBy(value === "rule" ? "rule" : "target")}
            data={[
              { value: "rule", label: "By rule" },
              { value: "target", label: "By tool" },
            ]}
          />
        ) : undefined}
      </div>
      {lines.length === 0 ? (
        <EmptyState title={count("hint") === diagnostics.length ? "No errors and no warnings." : "None of that kind."}>
          <Button variant="default" onClick={() => setShown(SEVERITIES)}>
            Show all {formatCount(diagnostics.length, "finding")}
          </Button>
        </EmptyState>
      ) : (
        <FindingsList lines={drawn} by={by} isNew={isNew} {...actions} onSilence={setSilencing} onUnsilence={remove} />
      )}
      <SuppressDialog
        diagnostic={silencing}
        place={place}
        onClose={() => setSilencing(undefined)}
        onSuppress={(one, scope, reason) => void silence(one, scope, reason)}
      />
    </section>
  );
}
