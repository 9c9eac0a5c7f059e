/** First words of tool names that change something. */
export const MUTATING: ReadonlySet<string> = new Set(
  "add append archive assign block book cancel clear close commit create delete deploy disable dispatch drop edit enable grant insert install invite kill merge modify move overwrite patch pay post provision publish purge push refund register remove rename replace reset restart restore revoke send set terminate unassign uninstall unpublish update upload upsert wipe write".split(
    " ",
  ),
);

/** First words of tool names that only look. */
export const READING: ReadonlySet<string> = new Set(
  "check count describe download fetch find get inspect list lookup preview query read retrieve search show stat summarize track validate verify view".split(
    " ",
  ),
);

const OPPOSITES: readonly (readonly [string, string])[] = [
  ["add", "remove"],
  ["allow", "deny"],
  ["approve", "reject"],
  ["archive", "unarchive"],
  ["assign", "unassign"],
  ["before", "after"],
  ["block", "unblock"],
  ["buy", "sell"],
  ["close", "open"],
  ["close", "reopen"],
  ["connect", "disconnect"],
  ["create", "delete"],
  ["encode", "decode"],
  ["encrypt", "decrypt"],
  ["enable", "disable"],
  ["first", "last"],
  ["follow", "unfollow"],
  ["forward", "back"],
  ["get", "set"],
  ["grant", "revoke"],
  ["import", "export"],
  ["in", "out"],
  ["increase", "decrease"],
  ["input", "output"],
  ["install", "uninstall"],
  ["join", "leave"],
  ["load", "save"],
  ["lock", "unlock"],
  ["login", "logout"],
  ["max", "min"],
  ["mount", "unmount"],
  ["mute", "unmute"],
  ["next", "previous"],
  ["on", "off"],
  ["pause", "resume"],
  ["pin", "unpin"],
  ["publish", "unpublish"],
  ["push", "pull"],
  ["read", "write"],
  ["resolve", "unresolve"],
  ["send", "receive"],
  ["show", "hide"],
  ["source", "target"],
  ["star", "unstar"],
  ["start", "stop"],
  ["start", "end"],
  ["subscribe", "unsubscribe"],
  ["up", "down"],
  ["upload", "download"],
  ["watch", "unwatch"],
];
const opposed = Map.groupBy([...OPPOSITES, ...OPPOSITES.map(([a, b]) => [b, a] as const)], ([a]) => a);
const PREFIXES: ReadonlySet<string> = new Set(["un", "dis", "de", "in", "non", "re"]);

/** Whether two words mean opposite things: listed ones, and any word beside its un-, dis-, de- or re- form. */
export function areOpposite(a: string, b: string): boolean {
  if (opposed.get(a)?.some(([, other]) => other === b) === true) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const more = long.length - short.length;
  if (short.length < 3 || more < 2 || more > 3 || !long.endsWith(short)) return false;
  return PREFIXES.has(long.slice(0, more));
}

const GROUPS = [
  "get fetch retrieve read obtain lookup load show view",
  "find search query discover",
  "create add make new insert",
  "delete remove erase drop",
  "update edit modify change set patch",
  "run execute invoke perform",
  "send post submit dispatch",
  "list enumerate",
  "check verify validate",
];
const canonical = new Map(
  GROUPS.flatMap((group) => group.split(" ").map((word) => [word, group.split(" ")[0] ?? word] as const)),
);

/** A verb as the first of its synonyms: `fetch` and `retrieve` as `get`. Other words stay. */
export function canonicalVerb(word: string): string {
  return canonical.get(word) ?? word;
}
