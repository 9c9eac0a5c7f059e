import { Button, Chip, Menu, SegmentedControl } from "@mantine/core";
import { BellOff, CircleX, Info, Lightbulb, TriangleAlert, type LucideIcon } from "lucide-react";
import { useMemo, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { SuppressDialog } from "#renderer/features/lint/suppress-dialog.tsx";
import { suppress } from "#renderer/features/lint/suppressions-store.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import { assertNever } from "#shared/base/assert-never.ts";
import { allRules } from "#shared/lint/all-rules.ts";
import type { Diagnostic, Severity } from "#shared/lint/diagnostic.ts";
import classes from "#renderer/features/lint/diagnostics-panel.module.css";

const SEVERITIES: readonly Severity[] = ["error", "warning", "hint"];
const ICONS: Readonly<Record<Severity, LucideIcon>> = { error: CircleX, warning: TriangleAlert, hint: Info };
const PER_GROUP = 50;

interface DiagnosticsPanelProps {
  readonly diagnostics: readonly Diagnostic[];
  /** Fingerprints that were there at the last look: the others are new. */
  readonly seen?: ReadonlySet<string> | undefined;
  /** Shows the place of a finding: in the prompt, or the tool. */
  readonly onShow: (diagnostic: Diagnostic) => void;
  /** Applies a fix to the prompt; absent where there is none to be edited. */
  readonly onFix?: ((diagnostic: Diagnostic) => void) | undefined;
}

/** Findings by severity, rule or target, with what to do about each. */
export function DiagnosticsPanel({ diagnostics, seen, onShow, onFix }: DiagnosticsPanelProps) {
  const api = useApi();
  const [shown, setShown] = useState<readonly string[]>(["error", "warning"]);
  const [by, setBy] = useState("rule");
  const [onlyNew, setOnlyNew] = useState(false);
  const [silencing, setSilencing] = useState<Diagnostic>();
  const isNew = (one: Diagnostic): boolean => seen !== undefined && !seen.has(one.fingerprint);
  const wanted = diagnostics.filter((one) => shown.includes(one.severity) && (!onlyNew || isNew(one)));
  const groups = useMemo(() => grouped(wanted, by), [wanted, by]);
  const fresh = diagnostics.filter(isNew).length;
  return (
    <section className={classes.panel} aria-label="Findings" data-pane="findings">
      <div className={classes.filters}>
        <Chip.Group multiple value={[...shown]} onChange={setShown}>
          {SEVERITIES.map((severity) => (
            <Chip key={severity} value={severity} size="xs">
              {formatCount(diagnostics.filter((one) => one.severity === severity).length, severity)}
            </Chip>
          ))}
        </Chip.Group>
        {fresh === 0 ? undefined : (
          <Chip size="xs" checked={onlyNew} onChange={setOnlyNew}>
            {fresh} new
          </Chip>
        )}
        <SegmentedControl
          className={classes.by}
          aria-label="Group findings"
          size="xs"
          value={by}
          onChange={setBy}
          data={[
            { value: "rule", label: "By rule" },
            { value: "target", label: "By target" },
          ]}
        />
      </div>
      <div className={classes.list} tabIndex={0} aria-label="List of findings" role="region">
        {wanted.length === 0 ? (
          <EmptyState
            title={diagnostics.length === 0 ? "No finding." : "No finding of the chosen severities."}
            {...(diagnostics.length === 0 ? {} : { text: "Hints are off until they are switched on above." })}
          />
        ) : (
          groups.map(({ title, about, items }) => (
            <section key={title} className={classes.group}>
              <h3 title={about}>
                {title} <span className={classes.count}>{items.length}</span>
              </h3>
              <ul>
                {items.slice(0, PER_GROUP).map((one, index) => (
                  // Two findings may share a fingerprint (a name written twice).
                  // oxlint-disable-next-line react/no-array-index-key
                  <li key={`${one.fingerprint} ${index}`}>
                    <Row diagnostic={one} fresh={isNew(one)} onShow={onShow} onFix={onFix} onSilence={setSilencing} />
                  </li>
                ))}
              </ul>
              {items.length > PER_GROUP ? (
                <p className={classes.more}>and {items.length - PER_GROUP} more</p>
              ) : undefined}
            </section>
          ))
        )}
      </div>
      <SuppressDialog
        diagnostic={silencing}
        onClose={() => setSilencing(undefined)}
        onSuppress={(one, scope, reason) => void suppress(api, one, scope, reason)}
      />
    </section>
  );
}

interface RowProps {
  readonly diagnostic: Diagnostic;
  readonly fresh: boolean;
  readonly onShow: (diagnostic: Diagnostic) => void;
  readonly onFix: ((diagnostic: Diagnostic) => void) | undefined;
  readonly onSilence: (diagnostic: Diagnostic) => void;
}

function Row({ diagnostic, fresh, onShow, onFix, onSilence }: RowProps) {
  const { severity, message, evidence, fix, ruleId, target } = diagnostic;
  const Icon = ICONS[severity];
  const textFix = fix?.edits.every(({ kind }) => kind === "text") === true;
  return (
    <div className={classes.row} data-severity={severity}>
      <Icon size={14} role="img" aria-label={severity} />
      <button type="button" className={classes.message} onClick={() => onShow(diagnostic)}>
        {message}
        {fresh ? <span className={classes.fresh}> new</span> : undefined}
        {evidence === undefined ? undefined : <span className={classes.evidence}>{evidence}</span>}
      </button>
      <code className={classes.rule}>{ruleId}</code>
      <Menu width={240}>
        <Menu.Target>
          <Button variant="default" size="compact-xs" aria-label={`What to do about ${ruleId} ${targetName(target)}`}>
            …
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {fix === undefined || !textFix || onFix === undefined ? undefined : (
            <Menu.Item leftSection={<Lightbulb size={16} aria-hidden />} onClick={() => onFix(diagnostic)}>
              {fix.title}
              {fix.tokens === undefined ? "" : ` (about ${fix.tokens} tokens)`}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<BellOff size={16} aria-hidden />} onClick={() => onSilence(diagnostic)}>
            Silence with a reason
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

interface Group {
  readonly title: string;
  readonly about: string;
  readonly items: readonly Diagnostic[];
}

const TITLES = new Map(allRules.map((rule) => [rule.id, rule]));

function grouped(diagnostics: readonly Diagnostic[], by: string): readonly Group[] {
  const groups = new Map<string, Diagnostic[]>();
  for (const one of diagnostics) {
    const key = by === "rule" ? one.ruleId : targetName(one.target);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].map(([key, items]) => {
    const rule = by === "rule" ? TITLES.get(key) : undefined;
    return { title: rule === undefined ? key : `${key} ${rule.title}`, about: rule?.why ?? "", items };
  });
}

function targetName(target: Diagnostic["target"]): string {
  switch (target.kind) {
    case "prompt":
      return "the prompt";
    case "tool":
      return target.tool;
    case "list":
      return target.server ?? "the list of tools";
    case "suppression":
      return "a suppression";
    default:
      return assertNever(target);
  }
}
