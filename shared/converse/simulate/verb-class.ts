import { stemOf, wordsOf } from "#shared/converse/simulate/words.ts";

/** Kinds of action and the verbs that tell them. */
const verbs: Readonly<Record<string, string>> = {
  read: "get show display view read retrieve fetch list check see lookup tell give describe what which who how many",
  find: "find search seek look locate discover browse query explore recommend suggest",
  create: "create add insert make generate build new register set compose write draft",
  change: "update change modify edit alter adjust rename revise move replace",
  remove: "delete remove erase clear drop discard uninstall",
  cancel: "cancel abort revoke",
  book: "book reserve buy purchase order rent hire",
  send: "send deliver share forward mail transmit post publish request pay transfer notify",
  play: "play watch listen stream resume",
  calculate: "calculate compute determine evaluate solve convert estimate predict analyze compare",
  stop: "stop end halt pause close shut turn",
};
const classes = new Map(
  Object.entries(verbs).flatMap(([kind, words]) => words.split(" ").map((word) => [stemOf(word), kind] as const)),
);
const AHEAD = 12;

/** The kind of the first verb among the stems, else of the first word of the description; undefined where none tells. */
export function verbClass(stems: readonly string[], description: string): string | undefined {
  for (const stem of stems.slice(0, AHEAD)) {
    const kind = classes.get(stem);
    if (kind !== undefined) return kind;
  }
  const [first] = wordsOf(description.slice(0, 80));
  return first === undefined ? undefined : classes.get(first.stem.replace(/s$/, ""));
}
