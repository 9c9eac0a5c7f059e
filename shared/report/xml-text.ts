const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&apos;"],
]);

/** Text for XML 1.0, as content or attribute: markup escaped, characters that XML cannot hold replaced. */
export function xmlText(text: string): string {
  return (
    text
      .replaceAll(/[&<>"']/g, (char) => ENTITIES.get(char) ?? char)
      // eslint-disable-next-line no-control-regex -- control characters are what XML 1.0 forbids
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
      .toWellFormed()
  );
}
