import { Button } from "@mantine/core";
import { useOffered } from "#renderer/api/actions.ts";
import type { CallWords } from "#renderer/features/calls/describe-call.ts";
import { prettyJson } from "#renderer/editor/pretty-json.ts";
import { ServerText } from "#renderer/editor/server-text.tsx";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import type { Phase } from "#shared/base/console-error.ts";
import type { CallRecord } from "#shared/contract/call-record.ts";
import classes from "#renderer/features/calls/result-view.module.css";

/** Phases of which a diagnosis knows no more than the call did. */
const PAST_THE_CONNECTION: ReadonlySet<string> = new Set<Phase>(["schema", "content", "storage"]);

interface OutcomeNoteProps {
  readonly record: CallRecord;
  readonly words: CallWords;
}

/** What to say before the content: nothing for a plain success, the kind of failure otherwise. */
export function OutcomeNote({ record, words }: OutcomeNoteProps) {
  const { outcome, error, inputCheck } = record;
  const diagnose = useOffered("server.diagnose");
  return (
    <>
      {error === undefined ? undefined : (
        <ErrorCard said={error.said} next={error.next} code={error.code} evidence={error.evidence} limit={error.limit}>
          {diagnose === undefined || PAST_THE_CONNECTION.has(error.phase) ? undefined : (
            <Button variant="default" onClick={diagnose.run}>
              Diagnose
            </Button>
          )}
        </ErrorCard>
      )}
      {record.state === "completed" || error !== undefined ? undefined : (
        <p className={classes.note} data-tone={words.tone}>
          {words.meaning}
        </p>
      )}
      {outcome?.kind === "protocol-error" ? (
        <div className={classes.protocol}>
          <p>
            <code>{outcome.error.code}</code> <ServerText text={outcome.error.message} limit={4_000} />
          </p>
          {outcome.error.data === undefined ? undefined : (
            <pre className={classes.code}>
              <ServerText text={prettyJson(outcome.error.data)} limit={20_000} />
            </pre>
          )}
        </div>
      ) : undefined}
      {inputCheck?.verdict === "invalid" ? (
        <div className={classes.check} data-tone="attention">
          <p>The arguments that were sent break the tool’s input schema:</p>
          <ul>
            {inputCheck.violations.slice(0, 10).map(({ pointer, message }) => (
              <li key={`${pointer} ${message}`}>
                <code>{pointer === "" ? "the whole" : pointer}</code> {message}
              </li>
            ))}
          </ul>
        </div>
      ) : undefined}
    </>
  );
}
