import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { LONGEST_SPEECH_S, type Spoken } from "#shared/converse/voice/speakable.ts";
import classes from "#renderer/features/conversation/voice-panel.module.css";

/** How long a text takes to be said, and what of it cannot be. */
export function SpokenNotes({ spoken: { words, seconds, tooLong, findings } }: { readonly spoken: Spoken }) {
  const length = `${words.toLocaleString("en")} ${words === 1 ? "word" : "words"}, about ${sayTime(seconds)} of speech`;
  return (
    <ul className={classes.notes}>
      <li>
        <StatusMark tone={tooLong ? "attention" : "good"} />
        <span>
          {length}
          {tooLong ? `: more than ${LONGEST_SPEECH_S} s is too long to listen to` : ""}
        </span>
      </li>
      {findings.map(({ kind, text }) => (
        <li key={kind}>
          <StatusMark tone="attention" />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

/** Seconds of speech: "3 s", "2 min". */
const sayTime = (seconds: number): string =>
  seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`;
