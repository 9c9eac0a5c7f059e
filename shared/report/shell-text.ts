/** A word for a POSIX shell: as it is where it is plainly safe, else in single quotes. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Text for a shell comment or a one-line string: line breaks and control characters become blanks. */
export function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are the subject
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
}
