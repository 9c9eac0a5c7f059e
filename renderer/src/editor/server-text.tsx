import { Tooltip } from "@mantine/core";
import { Fragment, useMemo } from "react";
import { findInvisible } from "#shared/base/visible-text.ts";
import classes from "#renderer/editor/server-text.module.css";

interface ServerTextProps {
  readonly text: string;
  /** Above this many characters the rest is folded away behind a count. */
  readonly limit?: number;
}

interface Piece {
  readonly at: number;
  readonly text: string;
  /** Set on a run of characters that would not be seen. */
  readonly hidden?: { readonly codes: string; readonly name: string; readonly count: number };
}

const MAX_CHIPS = 500;

/** Text from a server as inert text; what would not be seen (bidi, tags, zero-width, controls) stands there as a chip. */
export function ServerText({ text, limit = 100_000 }: ServerTextProps) {
  const shown = text.length > limit ? text.slice(0, limit) : text;
  const pieces = useMemo(() => splitHidden(shown), [shown]);
  return (
    <span className={classes.text}>
      {pieces.map(({ at, text: piece, hidden }) =>
        hidden === undefined ? (
          <Fragment key={at}>{piece}</Fragment>
        ) : (
          <Tooltip key={at} label={`${hidden.name}: the model reads it, a person does not see it`}>
            <span className={classes.chip}>
              {hidden.codes}
              {hidden.count > 1 ? ` ×${hidden.count}` : ""}
            </span>
          </Tooltip>
        ),
      )}
      {shown.length < text.length ? (
        <span className={classes.cut}> … {(text.length - shown.length).toLocaleString("en")} more characters</span>
      ) : undefined}
    </span>
  );
}

/** Cuts a text where something invisible stands; runs of the invisible are one piece. Exported for its test. */
export function splitHidden(text: string): readonly Piece[] {
  const found = findInvisible(text);
  if (found.length === 0) return [{ at: 0, text }];
  const pieces: Piece[] = [];
  let from = 0;
  for (let index = 0; index < found.length;) {
    const first = found[index];
    if (first === undefined || pieces.length > MAX_CHIPS * 2) break;
    let end = first.index;
    let count = 0;
    for (let next = found[index]; next?.index === end && next.name === first.name; next = found[index]) {
      end += next.codePoint > 0xffff ? 2 : 1;
      count += 1;
      index += 1;
    }
    if (first.index > from) pieces.push({ at: from, text: text.slice(from, first.index) });
    const codes = `U+${first.codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
    pieces.push({ at: first.index, text: text.slice(first.index, end), hidden: { codes, name: first.name, count } });
    from = end;
  }
  if (from < text.length) pieces.push({ at: from, text: text.slice(from) });
  return pieces;
}
