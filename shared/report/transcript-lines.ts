import { assertNever } from "#shared/base/assert-never.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import { resultText } from "#shared/converse/compose-reply.ts";
import type { TranscriptConversation, TranscriptStep } from "#shared/report/transcript.ts";

/** A line of a transcript in no format yet: who speaks, in words, with code apart and a longer text below. */
export interface TranscriptLine {
  readonly tone: "step" | "reply" | "bad";
  /** Text and code in turns: "called ", {code: "search"}, ": completed". */
  readonly parts: readonly (string | { readonly code: string })[];
  /** Verbatim, below the line. */
  readonly block?: string;
}

const MOST_RANKED = 5;
const LONGEST_BLOCK = 4_000;

const code = (text: string): { readonly code: string } => ({ code: visibleText(text).slice(0, 2_000) });
const text = (value: string): string => visibleText(value, { keepLines: true });
const duration = (ms: number): string => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;

/** What a model is called in a transcript; the simulated one never passes for another. */
export const modelText = ({ modelId, modelName }: TranscriptConversation): string =>
  modelId === "simulated" ? "the simulated model (deterministic, no language model)" : text(modelName);

/** One step as lines. */
export function stepLines(step: TranscriptStep): readonly TranscriptLine[] {
  switch (step.kind) {
    case "considered":
      return consideredLines(step);
    case "decided":
      return decidedLines(step);
    case "asked-permission":
      return [{ tone: "step", parts: ["permission for ", code(step.tool), `: ${step.answer}`] }];
    case "called":
      return [calledLine(step)];
    case "replied":
      return [{ tone: "reply", parts: [text(step.text)] }];
    case "stopped":
      return [{ tone: "bad", parts: [`stopped (${step.why}): ${text(step.text)}`] }];
    case "drifted":
      return [{ tone: "bad", parts: [`drift, ${step.level}: ${text(step.text)}`] }];
    default:
      return assertNever(step);
  }
}

function consideredLines({
  ranking,
  fit,
  notes,
  ms,
}: Extract<TranscriptStep, { kind: "considered" }>): readonly TranscriptLine[] {
  if (ranking.length === 0 && notes.length === 0) return [{ tone: "step", parts: [`thought for ${duration(ms)}`] }];
  const ranked = ranking
    .slice(0, MOST_RANKED)
    .flatMap(({ name, score }, at) => [at === 0 ? "" : ", ", code(name), ` ${score.toFixed(1)}`]);
  const likely = fit === undefined ? "" : `; a tool fits: ${Math.round(fit * 100)} %`;
  return [
    { tone: "step", parts: ["considered ", ...ranked, `${likely} (${duration(ms)})`] },
    ...notes.map((note) => ({ tone: "step" as const, parts: [`note: ${text(note.text)}`] })),
  ];
}

function decidedLines({
  decision,
  calls,
  missing,
  tokens,
}: Extract<TranscriptStep, { kind: "decided" }>): readonly TranscriptLine[] {
  const spent = tokens === undefined ? "" : ` (${tokens.input} tokens in, ${tokens.output} out)`;
  if (decision === "answer") return [{ tone: "step", parts: [`decided to answer without a tool${spent}`] }];
  return calls.flatMap(({ tool, argumentsText, sources, check, problem }): readonly TranscriptLine[] => {
    const from = Object.entries(sources).flatMap(([name, words]) =>
      words.length === 0 ? [] : [`${name} from ${words.map(({ words: said }) => `“${said}”`).join(", ")}`],
    );
    const verb = decision === "call" ? "decided to call " : "asks about ";
    return [
      { tone: "step", parts: [verb, code(tool), " with ", code(argumentsText), spent] },
      ...(from.length > 0 ? [{ tone: "step" as const, parts: [text(from.join("; "))] }] : []),
      ...(missing.length > 0 ? [{ tone: "step" as const, parts: [text(`missing: ${missing.join(", ")}`)] }] : []),
      ...(check?.verdict === "invalid"
        ? check.violations.slice(0, 5).map(({ pointer, message }) => ({
            tone: "bad" as const,
            parts: ["does not fit: ", code(pointer || "/"), ` ${text(message)}`],
          }))
        : []),
      ...(problem === undefined ? [] : [{ tone: "bad" as const, parts: [text(problem)] }]),
    ];
  });
}

function calledLine({ tool, state, ms, outcome, error }: Extract<TranscriptStep, { kind: "called" }>): TranscriptLine {
  const tone = state === "completed" ? "step" : "bad";
  const parts = ["called ", code(tool), `: ${state.replace("-", " ")} in ${duration(ms)}`];
  const said =
    error !== undefined
      ? error.said
      : outcome?.kind === "protocol-error"
        ? `${outcome.error.code} ${outcome.error.message}`
        : outcome !== undefined && "result" in outcome
          ? resultText(outcome.result)
          : "";
  return said === "" ? { tone, parts } : { tone, parts, block: text(said.slice(0, LONGEST_BLOCK)) };
}
