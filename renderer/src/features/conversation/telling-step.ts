import type { ConversationStep, Turn } from "#shared/contract/conversation.ts";

/** The step of a turn that tells most, shown until a person chooses one: its call, else what was considered. */
export function tellingStep({ steps }: Pick<Turn, "steps">): ConversationStep | undefined {
  const last = steps.at(-1);
  if (last?.kind === "asked-permission" && last.answer === "waiting")
    return steps.findLast(({ kind }) => kind === "decided") ?? last;
  const asked = steps.some(({ kind }) => kind === "asked-permission");
  return (
    steps.findLast((step) => step.kind === "called") ??
    (asked ? steps.findLast(({ kind }) => kind === "decided") : undefined) ??
    steps.findLast((step) => step.kind === "considered" && step.ranking.length > 0) ??
    steps.findLast((step) => step.kind === "decided") ??
    last
  );
}
