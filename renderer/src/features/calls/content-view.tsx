import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { BlockView } from "#renderer/features/calls/block-view.tsx";
import { readContent, type ContentBlock } from "#renderer/features/calls/content-blocks.ts";
import { OutputCheck } from "#renderer/features/calls/output-check.tsx";
import { prettyJson } from "#renderer/editor/pretty-json.ts";
import { ServerText } from "#renderer/editor/server-text.tsx";
import { jsonEqual, type JsonObject } from "#shared/base/json.ts";
import type { SchemaVerdict } from "#shared/mcp/call.ts";
import classes from "#renderer/features/calls/result-view.module.css";

const FIRST = 50;

interface ContentViewProps {
  readonly result: JsonObject;
  /** What the output schema says of the structured content; absent where the tool has none. */
  readonly check: SchemaVerdict | undefined;
}

/** Content blocks in order, each by its kind, then the structured content with its verdict. Nothing is ever hidden. */
export function ContentView({ result, check }: ContentViewProps) {
  const blocks = useMemo(() => readContent(result), [result]);
  const [shown, setShown] = useState(FIRST);
  const { structuredContent } = result;
  const structured = useMemo(
    () => (structuredContent === undefined ? undefined : prettyJson(structuredContent)),
    [structuredContent],
  );
  return (
    <>
      {blocks.length === 0 && structured === undefined ? (
        <p className={classes.quiet}>The result is empty: no content, no structured content.</p>
      ) : undefined}
      {blocks.slice(0, shown).map((block, index) => (
        <BlockView
          // oxlint-disable-next-line react/no-array-index-key -- blocks have no identity but their place, and never move
          key={index}
          block={block}
          only={blocks.length === 1 && structured === undefined}
          repeats={repeats(block, structuredContent)}
        />
      ))}
      {blocks.length > shown ? (
        <Button size="compact-sm" variant="default" onClick={() => setShown(shown + 200)}>
          Show more of {blocks.length.toLocaleString("en")} blocks
        </Button>
      ) : undefined}
      {structured === undefined ? undefined : (
        <div className={classes.block}>
          <h3 className={classes.kind}>Structured content</h3>
          <pre className={classes.code}>
            <ServerText text={structured} limit={20_000} />
          </pre>
        </div>
      )}
      <OutputCheck check={check} missing={structured === undefined} />
    </>
  );
}

/** True for the text that the specification asks for beside structured content: the same value, as JSON. */
function repeats(block: ContentBlock, structured: unknown): boolean {
  if (block.kind !== "text" || structured === undefined || block.text.length > 200_000) return false;
  try {
    return jsonEqual(JSON.parse(block.text), structured);
  } catch {
    return false; // text that is not JSON repeats nothing
  }
}
