import { formatBytes, formatDuration } from "#renderer/ui/format.ts";
import { StatusMark, type Tone } from "#renderer/ui/status-mark.tsx";
import { isJsonObject } from "#shared/base/json.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import type { HttpToolAnswer } from "#shared/contract/http-tool.ts";
import type { CallOutcome } from "#shared/mcp/call.ts";
import classes from "#renderer/features/http-tools/http-tools.module.css";

const LONGEST = 40_000;

/** What an endpoint answered: its status and times, and what a model would be given. */
export function HttpAnswerView({
  answer: { status, contentType, bytes, outcome, timings },
}: {
  readonly answer: HttpToolAnswer;
}) {
  const tone: Tone = outcome.kind === "completed" ? "good" : "stopped";
  const text = textOf(outcome);
  return (
    <section aria-label="Answer">
      <p className={classes.facts}>
        <StatusMark tone={tone} label={outcome.kind === "completed" ? "completed" : "failed"} />
        <strong>HTTP {status}</strong>
        <span>{visibleText(contentType)}</span>
        <span>{formatBytes(bytes)}</span>
        <span
          title={`connect ${formatDuration(timings.connectMs)}, wait ${formatDuration(timings.waitMs)}, read ${formatDuration(timings.readMs)}`}
        >
          {formatDuration(timings.totalMs)}
        </span>
      </p>
      {/* Focusable, because it scrolls. */}
      <pre className={classes.body} tabIndex={0} role="region" aria-label="Body">
        {visibleText(text.slice(0, LONGEST), { keepLines: true })}
        {text.length > LONGEST ? `\n… ${(text.length - LONGEST).toLocaleString("en")} more characters` : ""}
      </pre>
    </section>
  );
}

/** The text that a model would be given. */
function textOf(outcome: CallOutcome): string {
  if (outcome.kind === "cancelled") return "";
  if (outcome.kind === "protocol-error") return outcome.error.message;
  const { content } = outcome.result;
  if (!Array.isArray(content)) return "";
  return content
    .map((block) => (isJsonObject(block) && typeof block["text"] === "string" ? block["text"] : ""))
    .join("\n");
}
