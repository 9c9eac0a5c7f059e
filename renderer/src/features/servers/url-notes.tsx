import { Button } from "@mantine/core";
import { assertNever } from "#shared/base/assert-never.ts";
import type { ServerUrlReading } from "#shared/platform/server-url.ts";
import { StatusMark, type Tone } from "#renderer/ui/status-mark.tsx";
import classes from "#renderer/features/servers/url-notes.module.css";

interface UrlNotesProps {
  readonly reading: ServerUrlReading;
  /** Takes the text that would be read instead. */
  readonly onOffer: (text: string) => void;
}

/** What the pasted address means and what the platform would do with it, said as one types. */
export function UrlNotes({ reading, onOffer }: UrlNotesProps) {
  return (
    <ul className={classes.notes} aria-live="polite" aria-label="About this address">
      {notesOf(reading).map(({ tone, said }) => (
        <li key={said}>
          <StatusMark tone={tone} />
          <span>{said}</span>
        </li>
      ))}
      {reading.kind === "invalid" && reading.offer !== undefined ? (
        <li>
          <Button variant="default" onClick={() => onOffer(reading.offer ?? "")}>
            Use it
          </Button>
        </li>
      ) : undefined}
    </ul>
  );
}

function notesOf(reading: ServerUrlReading): readonly { readonly tone: Tone; readonly said: string }[] {
  switch (reading.kind) {
    case "empty":
      return [];
    case "stdio":
      return [{ tone: "stopped", said: reading.said }];
    case "invalid":
      return [{ tone: "stopped", said: `${reading.said} ${reading.next}` }];
    case "remote":
      return reading.notes.length === 0
        ? [{ tone: "good", said: "The platform would use this address." }]
        : reading.notes.map(({ tone, said }) => ({ tone: tone === "info" ? "quiet" : tone, said }));
    default:
      return assertNever(reading);
  }
}
