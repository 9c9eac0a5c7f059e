import { useMemo } from "react";
import { visibleText } from "#shared/base/visible-text.ts";
import { readableWords } from "#shared/drift/readable-words.ts";
import { editsBetween } from "#shared/drift/word-diff.ts";
import classes from "#renderer/features/drafts/word-difference.module.css";

interface WordDifferenceProps {
  readonly before: string;
  readonly after: string;
  /** Names it: "What the draft changes in the description". */
  readonly label: string;
}

/** Two texts as one, word by word: what goes is struck out, what comes is marked. */
export function WordDifference({ before, after, label }: WordDifferenceProps) {
  const edits = useMemo(() => readableWords(editsBetween(before, after)), [before, after]);
  return (
    // Focusable, because a long one scrolls.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.words} role="region" aria-label={label} tabIndex={0}>
      {edits.map(({ edit, text }, index) => {
        const Piece = edit === "same" ? "span" : edit === "added" ? "ins" : "del";
        return (
          // The words have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <Piece key={index}>{visibleText(text, { keepLines: true })}</Piece>
        );
      })}
    </div>
  );
}
