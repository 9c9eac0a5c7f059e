/** A run of words that stayed, came or went. Joined, `same`+`removed` give the old text, `same`+`added` the new. */
export interface WordEdit {
  readonly edit: "same" | "removed" | "added";
  readonly text: string;
}

/** Table cells of the longest-common-subsequence search; past this the middle is shown as replaced whole. */
const MOST_CELLS = 1_000_000;

/** The words of a text with what surrounds them, so that joining them gives the text back. */
function pieces(text: string): readonly string[] {
  return text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
}

/** A word-by-word comparison of two texts: shortest script by longest common subsequence of words. */
export function editsBetween(before: string, after: string): readonly WordEdit[] {
  const one = pieces(before);
  const two = pieces(after);
  let start = 0;
  while (start < one.length && start < two.length && one[start] === two[start]) start += 1;
  let end = 0;
  while (end < one.length - start && end < two.length - start && one.at(-1 - end) === two.at(-1 - end)) end += 1;
  const edits: WordEdit[] = [];
  const push = (edit: WordEdit["edit"], text: string): void => {
    const last = edits.at(-1);
    if (text === "") return;
    if (last?.edit === edit) edits[edits.length - 1] = { edit, text: last.text + text };
    else edits.push({ edit, text });
  };
  push("same", one.slice(0, start).join(""));
  for (const { edit, text } of middle(one.slice(start, one.length - end), two.slice(start, two.length - end))) {
    push(edit, text);
  }
  push("same", one.slice(one.length - end).join(""));
  return edits;
}

function* middle(one: readonly string[], two: readonly string[]): Generator<WordEdit> {
  const width = two.length + 1;
  if ((one.length + 1) * width > MOST_CELLS) {
    yield { edit: "removed", text: one.join("") };
    yield { edit: "added", text: two.join("") };
    return;
  }
  const lengths = new Uint32Array((one.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = two.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        one[row] === two[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  let row = 0;
  let column = 0;
  while (row < one.length || column < two.length) {
    if (row < one.length && column < two.length && one[row] === two[column]) {
      yield { edit: "same", text: one[row] ?? "" };
      row += 1;
      column += 1;
    } else if (row < one.length && (column >= two.length || at(row + 1, column) >= at(row, column + 1))) {
      yield { edit: "removed", text: one[row] ?? "" };
      row += 1;
    } else {
      yield { edit: "added", text: two[column] ?? "" };
      column += 1;
    }
  }
}
