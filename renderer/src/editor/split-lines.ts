const WIDEST = 2_000;

/** The lines of a text; one of more than 2,000 characters becomes several, so that no row is megabytes wide. */
export function splitLines(text: string): readonly string[] {
  const lines: string[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.length <= WIDEST) lines.push(line);
    else for (let start = 0; start < line.length; start += WIDEST) lines.push(line.slice(start, start + WIDEST));
  }
  return lines;
}
