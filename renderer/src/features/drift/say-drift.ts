import { formatCount } from "#renderer/ui/format.ts";
import type { Drift, ToolChange } from "#shared/drift/drift.ts";

const ORDER: readonly ToolChange["change"][] = ["removed", "renamed", "consolidated", "split", "changed", "added"];

/** What a comparison came to, in one line: "1 tool removed, 2 changed". Noise has a line of its own elsewhere. */
export function sayDrift({ tools, noise, server = [] }: Drift): string {
  if (tools.length === 0) {
    if (server.length > 0) return "No tool changed; what the server says of itself did.";
    return noise.length === 0 ? "Nothing changed." : "Nothing changed that anybody would notice.";
  }
  const parts = ORDER.flatMap((change) => {
    const count = tools.filter((tool) => tool.change === change).length;
    return count === 0 ? [] : [{ change, count }];
  });
  const said = parts
    .map(({ change, count }, index) =>
      index === 0 ? `${formatCount(count, "tool")} ${change}` : `${count.toLocaleString("en")} ${change}`,
    )
    .join(", ");
  return server.every(({ kind }) => kind === "version-not-raised") ? said : `${said}, and the server itself`;
}
