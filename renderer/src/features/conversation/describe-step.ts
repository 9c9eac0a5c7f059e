import { formatCount } from "#renderer/ui/format.ts";
import type { Tone } from "#renderer/ui/status-mark.tsx";
import { assertNever } from "#shared/base/assert-never.ts";
import type { ConversationStep, DecidedCall } from "#shared/contract/conversation.ts";

/** A step in a line. Names between back-ticks are shown as code. */
export interface StepWords {
  readonly title: string;
  readonly tone: Tone | "running" | undefined;
}

const CALL_STATES: Readonly<
  Record<
    Extract<ConversationStep, { kind: "called" }>["state"],
    { readonly says: string; readonly tone: StepWords["tone"] }
  >
> = {
  running: { says: "is being called", tone: "running" },
  completed: { says: "answered", tone: "good" },
  "tool-error": { says: "answered that it failed", tone: "attention" },
  "protocol-error": { says: "was refused by its server", tone: "stopped" },
  "input-required": { says: "asks for something first", tone: "attention" },
  cancelled: { says: "was stopped", tone: "quiet" },
  failed: { says: "gave no answer", tone: "stopped" },
};

const ALONE: ReadonlyMap<string, string> = new Map();

/** What a step says of itself in the transcript. `apart`: what tells calls of one tool apart, by call. */
export function describeStep(step: ConversationStep, apart = ALONE): StepWords {
  const named = ({ tool, callId }: { readonly tool: string; readonly callId: string }): string =>
    apart.has(callId) ? `\`${tool}\` (${apart.get(callId)})` : `\`${tool}\``;
  switch (step.kind) {
    case "considered": {
      const [first] = step.ranking;
      const offered = formatCount(step.offered, "tool");
      if (step.offered === 0) return { title: "Had no tool to consider", tone: "attention" };
      return {
        title: first === undefined ? `Was offered ${offered}` : `Considered ${offered}: \`${first.name}\` first`,
        tone: step.unsure ? "attention" : undefined,
      };
    }
    case "decided":
      return {
        title: describeDecision(step, named),
        tone: step.calls.some(({ problem }) => problem) ? "attention" : undefined,
      };
    case "asked-permission":
      return step.answer === "waiting"
        ? { title: `Waits for permission to call ${named(step)}`, tone: "running" }
        : step.answer === "allowed"
          ? { title: `Was allowed to call ${named(step)}`, tone: undefined }
          : { title: `Was refused to call ${named(step)}`, tone: "quiet" };
    case "called": {
      const { says, tone } = CALL_STATES[step.state];
      return { title: `${named(step)} ${says}`, tone };
    }
    case "replied":
      return { title: "Replied", tone: undefined };
    case "stopped":
      return { title: step.text, tone: step.why === "stopped" ? "quiet" : "stopped" };
    case "drifted":
      return { title: step.text, tone: step.level === "breaking" ? "stopped" : "attention" };
    default:
      return assertNever(step);
  }
}

function describeDecision(
  { decision, calls, missing }: Extract<ConversationStep, { kind: "decided" }>,
  named: (call: DecidedCall) => string,
): string {
  const names = calls.slice(0, 3).map(named);
  const more = calls.length > names.length ? ` and ${calls.length - names.length} more` : "";
  if (decision === "call")
    return calls.length === 0 ? "Decided to call a tool" : `Decided to call ${names.join(", ")}${more}`;
  if (decision === "answer") return "Decided to answer without a tool";
  const lacking = missing.slice(0, 4).map((one) => `\`${one}\``);
  return lacking.length === 0 ? "Decided to ask back" : `Decided to ask for ${lacking.join(", ")}`;
}
