import { assertNever } from "#shared/base/assert-never.ts";
import type { Conversation, ConversationStep, OpenedConversationServer } from "#shared/contract/conversation.ts";
import { SIMULATED_MODEL } from "#shared/contract/model.ts";
import { resultText } from "#shared/converse/compose-reply.ts";
import { safeLine, safeText } from "./safe-output.ts";

const MOST_RANKED = 4;
const indent = (text: string, by = "    "): string => text.replaceAll("\n", `\n${by}`);

/** The opening: the registration verdict first, then each server, then the model. */
export function openingText({ opening, modelId, modelName }: Conversation): string {
  const { verdict, servers, shared, tools } = opening;
  const renamed = tools.filter(({ name, toolName }) => name !== toolName);
  return [
    `${safeText(verdict)}.`,
    ...servers.map(serverText),
    ...(shared.length > 0 ? [`several servers use: ${shared.map((name) => safeLine(name, 64)).join(", ")}`] : []),
    ...renamed.map(({ name, toolName }) => `the model sees ${safeLine(toolName, 80)} as ${safeLine(name, 64)}`),
    modelId === SIMULATED_MODEL
      ? "Model: simulated. A deterministic stand-in that ranks by the words one wrote; it does not reason."
      : `Model: ${safeLine(modelName, 100)}`,
    "",
  ].join("\n");
}

function serverText({ name, ms, registered, malformed, incomplete, error, drift }: OpenedConversationServer): string {
  const head = `  ${safeLine(name, 80)}: ${Math.round(ms)} ms`;
  if (error !== undefined) return `${head}, NO TOOLS: ${safeLine(error.said, 300)}\n    ${safeLine(error.next, 300)}`;
  const notes = [
    `${registered} ${registered === 1 ? "tool" : "tools"}`,
    ...(malformed > 0 ? [`${malformed} malformed`] : []),
    ...(incomplete === undefined ? [] : [`incomplete: ${safeLine(incomplete)}`]),
    ...(drift === undefined ? [] : [`changed since last time (${drift.level}): ${safeLine(drift.summary)}`]),
  ];
  return `${head}, ${notes.join(", ")}`;
}

/** One step for a person at a terminal; empty while it runs. A reply stands at the margin, what led to it is indented. */
export function stepText(step: ConversationStep): string {
  switch (step.kind) {
    case "considered":
      return step.ranking.length === 0 && step.notes.length === 0 ? "" : consideredText(step);
    case "decided":
      return decidedText(step);
    case "asked-permission":
      return step.answer === "waiting" ? "" : `  ${step.answer} to call ${safeLine(step.tool, 80)}\n`;
    case "called":
      return step.state === "running" ? "" : calledText(step);
    case "replied":
      return `${safeText(step.text)}\n`;
    case "stopped":
      return `  stopped: ${safeLine(step.text, 300)}\n${step.error === undefined ? "" : `  ${safeLine(step.error.next, 300)}\n`}`;
    case "drifted":
      return `  DRIFT (${step.level}): ${safeLine(step.text, 400)}\n`;
    default:
      return assertNever(step);
  }
}

function consideredText({ ranking, notes, ms, fit }: Extract<ConversationStep, { kind: "considered" }>): string {
  const best = ranking.slice(0, MOST_RANKED).map(({ name, score }) => `${safeLine(name, 64)} ${score.toFixed(1)}`);
  const likely = fit === undefined ? "" : `; a tool fits: ${Math.round(fit * 100)} %`;
  const lines = [`  considered ${best.join(", ")}${likely} (${ms.toFixed(1)} ms)`];
  for (const { text } of notes) lines.push(`    note: ${safeLine(text, 300)}`);
  return `${lines.join("\n")}\n`;
}

function decidedText({ decision, calls, missing }: Extract<ConversationStep, { kind: "decided" }>): string {
  if (decision === "answer") return "  decided to answer without a tool\n";
  const lines = calls.flatMap(({ tool, argumentsText, sources, problem, check }) => [
    `  decided to ${decision === "call" ? "call" : "ask about"} ${safeLine(tool, 80)} ${safeLine(argumentsText, 600)}`,
    ...Object.entries(sources).flatMap(([name, words]) =>
      words.length === 0
        ? []
        : [`    ${safeLine(name, 80)}: from ${words.map(({ words: said }) => `"${safeLine(said, 80)}"`).join(", ")}`],
    ),
    ...(problem === undefined ? [] : [`    problem: ${safeLine(problem, 300)}`]),
    ...(check?.verdict === "invalid"
      ? check.violations
          .slice(0, 5)
          .map(({ pointer, message }) => `    does not fit: ${safeLine(pointer || "/", 120)} ${safeLine(message)}`)
      : []),
  ]);
  if (missing.length > 0) lines.push(`    missing: ${missing.map((name) => safeLine(name, 80)).join(", ")}`);
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

function calledText({ tool, state, ms, outcome, error }: Extract<ConversationStep, { kind: "called" }>): string {
  const head = `  called ${safeLine(tool, 80)}: ${state.replace("-", " ")} in ${Math.round(ms)} ms`;
  if (error !== undefined) return `${head}\n    ${safeLine(error.said, 300)}\n`;
  if (outcome?.kind === "protocol-error")
    return `${head}\n    ${outcome.error.code} ${safeLine(outcome.error.message, 300)}\n`;
  if (outcome === undefined || !("result" in outcome)) return `${head}\n`;
  const text = resultText(outcome.result);
  return text === "" ? `${head}\n` : `${head}\n    ${indent(safeText(text))}\n`;
}
