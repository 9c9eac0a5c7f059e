import { useEffect, useState } from "react";
import { countTokens } from "#renderer/features/tools/count-tokens.ts";
import { viewTool } from "#shared/mcp/tool.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import { modelNames, type Provider } from "#shared/report/model-names.ts";
import { modelTool } from "#shared/report/model-view.ts";

/** Tokens of one text and of the whole list. `counting` while unknown, `unknown` where it could not be counted. */
export type TokenCount = number | "counting" | "unknown";

const BATCH = 200;
const LONGEST = 1_000_000;
// A list's count by its hash and provider: a snapshot never changes. Few are ever looked at.
const known = new Map<string, number>();

/** The tokens of one text in o200k. */
export function useTextTokens(text: string): TokenCount {
  const [count, setCount] = useState<{ readonly text: string; readonly tokens: TokenCount }>();
  useEffect(() => {
    let wanted = true;
    void countTokens([text.slice(0, LONGEST)]).then((counts) => {
      if (wanted) setCount({ text, tokens: counts?.[0] ?? "unknown" });
    });
    return () => {
      wanted = false;
    };
  }, [text]);
  return count?.text === text ? count.tokens : "counting";
}

/** The tokens of a whole list as a provider's request carries it. Counted in batches, so that nothing waits. */
export function useListTokens(snapshot: Snapshot, provider: Provider): TokenCount {
  const key = `${provider} ${snapshot.listHash}`;
  const [counted, setCounted] = useState<{ readonly key: string; readonly tokens: TokenCount }>();
  useEffect(() => {
    if (known.has(key)) return undefined;
    let wanted = true;
    void countList(snapshot, provider, () => wanted).then((tokens) => {
      if (!wanted) return;
      if (typeof tokens === "number") known.set(key, tokens);
      setCounted({ key, tokens });
    });
    return () => {
      wanted = false;
    };
  }, [key, snapshot, provider]);
  return known.get(key) ?? (counted?.key === key ? counted.tokens : "counting");
}

async function countList(snapshot: Snapshot, provider: Provider, wanted: () => boolean): Promise<TokenCount> {
  const names = modelNames(
    snapshot.tools.map(({ name }) => name),
    provider,
  );
  let total = 0;
  for (let start = 0; start < snapshot.tools.length && wanted(); start += BATCH) {
    const texts = snapshot.tools
      .slice(start, start + BATCH)
      .map(({ name, raw }) => JSON.stringify(modelTool(viewTool(raw), provider, names.get(name)).body));
    const counts = await countTokens(texts.map((text) => text.slice(0, LONGEST)));
    if (counts === undefined) return "unknown";
    for (const count of counts) total += count;
  }
  return total;
}
