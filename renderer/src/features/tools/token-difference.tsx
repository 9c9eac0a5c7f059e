import { useMemo } from "react";
import { useTextTokens, type TokenCount } from "#renderer/features/tools/list-tokens.ts";
import type { JsonObject } from "#shared/base/json.ts";
import { viewTool } from "#shared/mcp/tool.ts";
import { modelTool } from "#shared/report/model-view.ts";
import classes from "#renderer/features/tools/tool-detail.module.css";

interface TokenDifferenceProps {
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/** How many tokens a tool takes in a request, before and after a change; in OpenAI's encoding. */
export function TokenDifference({ before, after }: TokenDifferenceProps) {
  const was = useTextTokens(useMemo(() => definition(before), [before]));
  const now = useTextTokens(useMemo(() => definition(after), [after]));
  return (
    <span className={classes.figure} title="The function definition as OpenAI counts it">
      {before === after || was === now ? (
        <strong>{say(now)}</strong>
      ) : (
        <>
          {say(was)} → <strong>{say(now)}</strong>
        </>
      )}{" "}
      tokens
    </span>
  );
}

const definition = (tool: JsonObject): string => JSON.stringify(modelTool(viewTool(tool), "openai-chat").body);

const say = (count: TokenCount): string =>
  count === "counting" ? "…" : count === "unknown" ? "?" : count.toLocaleString("en");
