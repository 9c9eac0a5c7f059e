import { AudioBlock } from "#renderer/features/calls/audio-block.tsx";
import type { ContentBlock } from "#renderer/features/calls/content-blocks.ts";
import { ImageBlock } from "#renderer/features/calls/image-block.tsx";
import { prettyJson } from "#renderer/editor/pretty-json.ts";
import { TextBlock } from "#renderer/features/calls/text-block.tsx";
import { ServerText } from "#renderer/editor/server-text.tsx";
import { formatBytes } from "#renderer/ui/format.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import classes from "#renderer/features/calls/result-view.module.css";

interface BlockViewProps {
  readonly block: ContentBlock;
  /** Nothing else was returned: the block needs no heading. */
  readonly only: boolean;
  /** It says the same as the structured content below, and is folded away. */
  readonly repeats: boolean;
}

/** One content block. Nothing that it names is ever fetched. */
export function BlockView({ block, only, repeats }: BlockViewProps) {
  if (repeats) {
    return (
      <details className={classes.repeat}>
        <summary>Text, the same as the structured content</summary>
        <BlockBody block={block} />
      </details>
    );
  }
  return (
    <div className={classes.block}>
      {only && block.kind === "text" ? undefined : <h3 className={classes.kind}>{titleOf(block)}</h3>}
      <BlockBody block={block} />
    </div>
  );
}

function BlockBody({ block }: { readonly block: ContentBlock }) {
  switch (block.kind) {
    case "text":
      return <TextBlock text={block.text} />;
    case "image":
      return <ImageBlock data={block.data} mimeType={block.mimeType} />;
    case "audio":
      return <AudioBlock data={block.data} mimeType={block.mimeType} />;
    case "resource-link":
      return (
        <>
          <Address uri={block.uri} />
          <dl className={classes.facts}>
            {block.facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <ServerText text={value} limit={2_000} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      );
    case "resource":
      return (
        <>
          <Address uri={block.uri} />
          {block.text === undefined ? undefined : <TextBlock text={block.text} />}
          {block.blobBytes === undefined ? undefined : (
            <p className={classes.quiet}>
              {formatBytes(block.blobBytes)} of {visibleText(block.mimeType ?? "unnamed")} data, not opened
            </p>
          )}
        </>
      );
    case "unknown":
      return (
        <pre className={classes.code}>
          <ServerText text={prettyJson(block.value)} limit={20_000} />
        </pre>
      );
    default:
      return undefined;
  }
}

function Address({ uri }: { readonly uri: string }) {
  return (
    <p className={classes.address}>
      <code>
        <ServerText text={uri} limit={2_000} />
      </code>{" "}
      <span className={classes.quiet}>not fetched</span>
    </p>
  );
}

function titleOf(block: ContentBlock): string {
  switch (block.kind) {
    case "text":
      return "Text";
    case "image":
      return "Image";
    case "audio":
      return "Audio";
    case "resource-link":
      return "Resource link";
    case "resource":
      return "Embedded resource";
    case "unknown":
      return `Unknown content (${visibleText(block.type.slice(0, 60))})`;
    default:
      return "";
  }
}
