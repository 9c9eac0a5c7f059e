import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { BlockView } from "#renderer/features/calls/block-view.tsx";
import { readContent } from "#renderer/features/calls/content-blocks.ts";
import { OutputCheck } from "#renderer/features/calls/output-check.tsx";
import { prettyJson } from "#renderer/features/calls/result-json.ts";
import { ServerText } from "#renderer/editor/server-text.tsx";
import type { JsonObject } from "#shared/base/json.ts";
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
        // Blocks have no identity but their place, and never move.
        // oxlint-disable-next-line react/no-array-index-key
        <BlockView key={index} block={block} only={blocks.length === 1 && structured === undefined} />
      ))}
      {blocks.length > shown ? (
        <Button size="compact-sm" variant="default" onClick={() => setShown(shown + 200)}>
          Show more of {blocks.length.toLocaleString("en")} blocks
        </Button>
      ) : undefined}
      {structured === undefined ? undefined : (
        <section className={classes.block} aria-label="Structured content">
          <h4 className={classes.kind}>Structured content</h4>
          <pre className={classes.code}>
            <ServerText text={structured} limit={20_000} />
          </pre>
        </section>
      )}
      <OutputCheck check={check} missing={structured === undefined} />
    </>
  );
}
