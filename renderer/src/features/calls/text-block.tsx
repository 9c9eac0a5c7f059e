import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useOpenLink } from "#renderer/editor/use-open-link.ts";
import { PlainTextView } from "#renderer/editor/plain-text-view.tsx";
import { ServerMarkdown } from "#renderer/editor/server-markdown.tsx";
import { ServerText } from "#renderer/editor/server-text.tsx";
import { formatBytes } from "#renderer/ui/format.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import classes from "#renderer/features/calls/result-view.module.css";

/** Above this many characters text is drawn line by line as it comes into view. */
export const LONG_TEXT = 20_000;

/** A text as text; as Markdown where it looks like it and the person asks for it. */
export function TextBlock({ text }: { readonly text: string }) {
  const [form, setForm] = useState("text");
  const open = useOpenLink();
  if (text.length > LONG_TEXT) {
    return (
      <>
        <p className={classes.quiet}>{formatBytes(text.length)} of text</p>
        <div className={classes.long}>
          <PlainTextView label="Text" text={visibleText(text, { keepLines: true })} />
        </div>
      </>
    );
  }
  if (text === "") return <p className={classes.quiet}>(empty text)</p>;
  const looksLikeMarkdown = /^(#{1,6} |[-*+] |\d+\. |>|```)|\*\*|\]\(/m.test(text) && !/^\s*[[{]/.test(text);
  return (
    <>
      {looksLikeMarkdown ? (
        <SegmentedControl
          className={classes.choice}
          size="xs"
          aria-label="Show the text as"
          value={form}
          onChange={setForm}
          data={[
            { value: "text", label: "As text" },
            { value: "markdown", label: "Markdown" },
          ]}
        />
      ) : undefined}
      {form === "markdown" ? (
        <ServerMarkdown text={text} onOpen={open} />
      ) : (
        <div className={classes.text}>
          <ServerText text={text} />
        </div>
      )}
    </>
  );
}
