import type { Core } from "#core/core.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Conversation, ConversationStep, Turn } from "#shared/contract/conversation.ts";
import { openingText, stepText } from "./conversation-text.ts";
import type { CommandIo } from "./command.ts";
import { exitCodeOf, exitCodes } from "./exit-code.ts";
import { safeJsonLine, safeLine, safeText, tellError } from "./safe-output.ts";

/** How a conversation of the command line is held. */
export interface Holding {
  readonly core: Core;
  readonly assistantId: string;
  /** What is said, one after the other. */
  readonly said: AsyncIterable<string> | Iterable<string>;
  readonly json: boolean;
  /** Asks the person for permission; absent = calls that need it are refused. */
  readonly permit?: (tool: string) => Promise<{ readonly allow: boolean; readonly always: boolean }>;
  /** Told the conversation as it was in the end. */
  readonly onEnd?: (conversation: Conversation) => Promise<void>;
  /** Shows what is said before it is answered: it was not typed at this terminal. */
  readonly echo: boolean;
}

/**
 * Opens a conversation, says what is to be said and prints what comes of it: as text step by step, as JSON one line for
 * the opening and one a turn. Gives the exit code: 130 stopped, that of a server that gave nothing, 2 where a call or the
 * model failed.
 */
export async function holdConversation(holding: Holding, io: CommandIo): Promise<number> {
  const { core, assistantId, said, json, echo } = holding;
  const context = { signal: io.signal };
  const conversationId = "conversation";
  const started = await core.handlers["conversations.start"]({ conversationId, assistantId }, context);
  if (!started.ok) return tellError(io, started.error, json);
  const conversation = started.value;
  const { turns: _none, ...opening } = conversation;
  io.out(json ? safeJsonLine(opening) : openingText(conversation));
  const stopHearing = core.subscribe((name, payload) => {
    if (name === "conversation.stepped") hear(holding, io, (payload as { readonly step: ConversationStep }).step);
  });
  const turns: Turn[] = [];
  let failure: ConsoleError | undefined;
  try {
    for await (const line of said) {
      if (io.signal.aborted) break;
      const text = line.trim();
      if (text === "") continue;
      if (!json && echo) io.out(`\n> ${safeText(text)}\n`);
      const turnId = `turn-${turns.length + 1}`;
      const turn = await core.handlers["conversations.say"]({ conversationId, turnId, text }, context);
      if (!turn.ok) {
        failure = turn.error;
        break;
      }
      turns.push(turn.value);
      io.out(json ? safeJsonLine(turn.value) : `  (${Math.round(turn.value.totalMs)} ms)\n`);
    }
  } finally {
    stopHearing();
    // However it ended: what was said until then is worth keeping.
    const ended = await core.handlers["conversations.get"]({ id: conversationId }, context);
    if (ended.ok) await holding.onEnd?.(ended.value);
  }
  if (failure !== undefined) return tellError(io, failure, json);
  return io.signal.aborted ? exitCodes.cancelled : exitCodeOfAll(conversation, turns);
}

function hear({ core, json, permit }: Holding, io: CommandIo, step: ConversationStep): void {
  if (step.kind === "asked-permission" && step.answer === "waiting") {
    const { callId, tool } = step;
    const refuse = { allow: false, always: false };
    if (permit === undefined && !json)
      io.err(`  ${safeLine(tool, 80)} does not claim to only read: not called. Give --yes to allow such calls.\n`);
    const answer = permit === undefined ? Promise.resolve(refuse) : permit(tool).catch(() => refuse);
    void answer.then((given) =>
      core.handlers["conversations.permit"](
        { conversationId: "conversation", callId, ...given },
        { signal: io.signal },
      ),
    );
    return;
  }
  // A decision is told again when its arguments were checked; the text waits for that.
  if (json || (step.kind === "decided" && step.decision === "call" && !settled(step))) return;
  if (step.kind === "considered" && step.ms === 0) return;
  io.out(stepText(step));
}

const settled = ({ calls }: Extract<ConversationStep, { kind: "decided" }>): boolean =>
  calls.every(({ check, problem }) => check !== undefined || problem !== undefined);

function exitCodeOfAll({ opening }: Conversation, turns: readonly Turn[]): number {
  const error: ConsoleError | undefined = opening.servers.find((server) => server.error !== undefined)?.error;
  if (error !== undefined) return exitCodeOf(error) || exitCodes.toolError;
  const bad = turns.some(
    ({ state, steps }) =>
      state !== "done" || steps.some((step) => step.kind === "called" && step.state !== "completed"),
  );
  return bad ? exitCodes.toolError : exitCodes.ok;
}
