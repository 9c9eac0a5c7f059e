import { Button, CopyButton, Modal } from "@mantine/core";
import { useApi } from "#renderer/api/console-api.tsx";
import { removeWithUndo } from "#renderer/features/lint/remove-suppression.ts";
import type { SuppressionRecord } from "#shared/contract/assistant.ts";
import { findRule } from "#shared/lint/catalogue.ts";
import { CodeText } from "#renderer/ui/code-text.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import classes from "#renderer/features/lint/silenced-dialog.module.css";

interface SilencedDialogProps {
  readonly opened: boolean;
  readonly records: readonly SuppressionRecord[];
  /** Ids of those that suppress nothing. */
  readonly unused: ReadonlySet<string>;
  readonly onClose: () => void;
}

/** What was silenced here, why, and since when; each can be taken back. */
export function SilencedDialog({ opened, records, unused, onClose }: SilencedDialogProps) {
  const api = useApi();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Silenced findings"
      size={640}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {records.length === 0 ? (
        <EmptyState title="Nothing is silenced here." />
      ) : (
        <ul className={classes.list}>
          {records.map((record) => (
            <li key={record.id}>
              <div className={classes.words}>
                <p>
                  <code>{record.ruleId}</code> {whereOf(record)}
                  {unused.has(record.id) ? <span className={classes.unused}> suppresses nothing</span> : undefined}
                </p>
                <p className={classes.about}>
                  <CodeText text={findRule(record.ruleId)?.title ?? "A rule that is not there any more"} />
                </p>
                <p className={classes.about}>
                  “{record.reason}”, {new Date(record.addedAt).toLocaleDateString("en-GB")}
                </p>
              </div>
              <Button
                variant="default"
                size="compact-xs"
                aria-label={`Remove the suppression of ${record.ruleId}`}
                onClick={() => void removeWithUndo(api, record)}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      {records.length === 0 ? undefined : (
        <div className={classes.foot}>
          <CopyButton value={asFile(records)} timeout={1_500}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? "Copied" : "Copy as a file for a pipeline"}
              </Button>
            )}
          </CopyButton>
          <code>preflight lint --suppressions FILE</code>
        </div>
      )}
    </Modal>
  );
}

function whereOf({ fingerprint, toolName, serverId, assistantId }: SuppressionRecord): string {
  if (fingerprint !== undefined) return "for one finding";
  if (toolName !== undefined) return `on ${toolName}`;
  if (serverId !== undefined) return "on this server";
  return assistantId === undefined ? "everywhere" : "in this assistant";
}

/** What `preflight lint --suppressions` reads. */
function asFile(records: readonly SuppressionRecord[]): string {
  const rows = records.map(({ ruleId, reason, fingerprint, toolName }) =>
    Object.assign(
      { rule: ruleId, reason },
      fingerprint === undefined ? {} : { fingerprint },
      toolName === undefined ? {} : { tool: toolName },
    ),
  );
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}
