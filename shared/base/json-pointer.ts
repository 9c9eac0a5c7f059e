/** One JSON Pointer (RFC 6901) from reference tokens: `["a/b", 0]` gives `/a~1b/0`; no tokens give `""`. */
export function toPointer(tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The reference tokens of a JSON Pointer (RFC 6901). A pointer without its leading slash is read as if it had one. */
export function fromPointer(pointer: string): readonly string[] {
  if (pointer === "") return [];
  const body = pointer.startsWith("/") ? pointer.slice(1) : pointer;
  return body.split("/").map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The value a JSON Pointer names inside `root`, or undefined where there is none. Own properties only. */
export function atPointer(root: unknown, pointer: string): unknown {
  let here: unknown = root;
  for (const token of fromPointer(pointer)) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, token)) return undefined;
    here = (here as Record<string, unknown>)[token];
  }
  return here;
}
