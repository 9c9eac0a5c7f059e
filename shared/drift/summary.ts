import type { Noise, ToolChange } from "#shared/drift/drift.ts";

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** The comparison in one or two sentences. */
export function summaryOf(
  tools: readonly ToolChange[],
  noise: readonly Noise[],
  collapsed: number,
  total: number,
): string {
  const parts: string[] = [];
  if (collapsed > 0) {
    parts.push(
      `${collapsed} of ${counted(total, "tool")} lost every parameter while describing themselves as before: nothing was released, everything is empty.`,
    );
  }
  if (tools.length === 0) {
    parts.push(noise.length === 0 ? "Nothing changed." : `Nothing that matters changed; ${noiseSaid(noise)}.`);
    return parts.join(" ");
  }
  const verbs = ["added", "removed", "renamed", "consolidated", "split", "changed"] as const;
  const said = verbs.flatMap((verb) => {
    const count = tools.filter(({ change }) => change === verb).length;
    return count === 0 ? [] : [`${count} ${verb}`];
  });
  const levels = (["breaking", "risky", "harmless"] as const).flatMap((level) => {
    const count = tools.filter((tool) => tool.level === level).length;
    return count === 0 ? [] : [`${count} ${level}`];
  });
  parts.push(`Tools: ${said.join(", ")}; by level: ${levels.join(", ")}.`);
  if (noise.length > 0) parts.push(`Folded away: ${noiseSaid(noise)}.`);
  return parts.join(" ");
}

const noiseSaid = (noise: readonly Noise[]): string => noise.map(({ said }) => said).join("; ");
