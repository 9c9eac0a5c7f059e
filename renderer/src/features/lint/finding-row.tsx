import { Menu, UnstyledButton } from "@mantine/core";
import { BellOff, CircleX, EyeOff, Info, Lightbulb, TriangleAlert, Ellipsis, type LucideIcon } from "lucide-react";
import { targetName } from "#renderer/features/lint/group-findings.ts";
import { CodeText } from "#renderer/ui/code-text.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import type { Diagnostic, Severity } from "#shared/lint/diagnostic.ts";
import classes from "#renderer/features/lint/diagnostics-panel.module.css";

const ICONS: Readonly<Record<Severity, LucideIcon>> = { error: CircleX, warning: TriangleAlert, hint: Info };
const SEVERITIES: readonly Severity[] = ["error", "warning", "hint"];

/** What can be done about findings. What is absent cannot be done here. */
export interface FindingActions {
  /** Shows the place of a finding: in the prompt, or the tool. */
  readonly onShow: (diagnostic: Diagnostic) => void;
  readonly onSilence: (diagnostic: Diagnostic) => void;
  /** Applies a fix to the prompt. */
  readonly onFix?: ((diagnostic: Diagnostic) => void) | undefined;
  /** Changes how loud the rule is for this assistant. */
  readonly onSeverity?: ((ruleId: string, severity: Severity | "off") => void) | undefined;
  /** Takes back a suppression that suppresses nothing, by its place in the list. */
  readonly onUnsilence?: ((index: number) => void) | undefined;
}

interface FindingRowProps extends FindingActions {
  readonly diagnostic: Diagnostic;
  readonly fresh: boolean;
  /** What the heading above does not say: the rule, or what the finding is about. */
  readonly label: "rule" | "target";
}

/** One finding: how loud, where, what, and what to do about it. */
export function FindingRow({ diagnostic, fresh, label, onShow, onFix, onUnsilence, ...menu }: FindingRowProps) {
  const { severity, message, evidence, ruleId, target } = diagnostic;
  const Icon = ICONS[severity];
  const fixable = onFix !== undefined && isTextFix(diagnostic);
  return (
    <div className={classes.row} data-severity={severity}>
      <Icon size={14} role="img" aria-label={severity} />
      <div className={classes.words}>
        <button type="button" className={classes.message} data-finding onClick={() => onShow(diagnostic)}>
          {label === "target" && target.kind === "tool" ? (
            <code className={classes.target}>{targetName(target)}</code>
          ) : undefined}
          <CodeText text={message} />
          {fresh ? <span className={classes.fresh}> new</span> : undefined}
          {evidence === undefined ? undefined : <span className={classes.evidence}>{evidence}</span>}
        </button>
        {fixable ? (
          <UnstyledButton className={classes.fix} onClick={() => onFix(diagnostic)}>
            <Lightbulb size={14} aria-hidden /> {diagnostic.fix?.title}
            {diagnostic.fix?.tokens === undefined ? "" : `, about ${diagnostic.fix.tokens} tokens`}
          </UnstyledButton>
        ) : undefined}
        {target.kind === "suppression" && onUnsilence !== undefined ? (
          <UnstyledButton className={classes.fix} onClick={() => onUnsilence(target.index)}>
            <BellOff size={14} aria-hidden /> Remove the suppression
          </UnstyledButton>
        ) : undefined}
      </div>
      {label === "rule" ? <code className={classes.rule}>{ruleId}</code> : <span />}
      {target.kind === "suppression" ? <span /> : <FindingMenu diagnostic={diagnostic} {...menu} />}
    </div>
  );
}

type MenuProps = { readonly diagnostic: Diagnostic } & Pick<FindingActions, "onSilence" | "onSeverity">;

function FindingMenu({ diagnostic, onSilence, onSeverity }: MenuProps) {
  const { ruleId, target, severity } = diagnostic;
  return (
    <Menu width={270}>
      <Menu.Target>
        <IconButton icon={Ellipsis} label={`What to do about ${ruleId}, ${targetName(target)}`} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<BellOff size={16} aria-hidden />} onClick={() => onSilence(diagnostic)}>
          Silence with a reason…
        </Menu.Item>
        {onSeverity === undefined ? undefined : (
          <>
            <Menu.Divider />
            <Menu.Label>{ruleId} for this assistant</Menu.Label>
            {SEVERITIES.filter((one) => one !== severity).map((one) => {
              const Icon = ICONS[one];
              return (
                <Menu.Item
                  key={one}
                  leftSection={<Icon size={16} aria-hidden />}
                  onClick={() => onSeverity(ruleId, one)}
                >
                  {one === "error" ? "Make it an error" : `Make it a ${one}`}
                </Menu.Item>
              );
            })}
            <Menu.Item leftSection={<EyeOff size={16} aria-hidden />} onClick={() => onSeverity(ruleId, "off")}>
              Switch it off
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

const isTextFix = ({ fix }: Diagnostic): boolean =>
  fix !== undefined && fix.edits.length > 0 && fix.edits.every(({ kind }) => kind === "text");
