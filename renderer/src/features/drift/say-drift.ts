import { formatCount } from "#renderer/ui/format.ts";
import type { Drift, ToolChange } from "#shared/drift/drift.ts";

const ORDER: readonly ToolChange["change"][] = ["removed", "renamed", "consolidated", "split", "changed", "added"];

/** What a comparison came to, in one line: "1 tool removed, 2 changed". Noise has a line of its own elsewhere. */
export function sayDrift({ tools, noise }: Drift): string {
  if (tools.length === 0) return noise.length === 0 ? "Nothing changed." : "Nothing changed that anybody would notice.";
  const parts = ORDER.flatMap((change) => {
    const count = tools.filter((tool) => tool.change === change).length;
    return count === 0 ? [] : [{ change, count }];
  });
  return parts
    .map(({ change, count }, index) =>
      index === 0 ? `${formatCount(count, "tool")} ${change}` : `${count.toLocaleString("en")} ${change}`,
    )
    .join(", ");
}
