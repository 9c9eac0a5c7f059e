// Cuts a table of word classes out of a public tagger: `node test/training/build-word-classes.ts MODULES_FOLDER`, where
// the folder holds the npm packages wink-nlp 2.4.0 and wink-eng-lite-web-model 1.8.1 (MIT). Each word of
// word-neighbours.json is tagged in three frames; the tags together tell what it can be. Only the letters are kept.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Give the folder with the two packages.");
interface Nlp {
  readonly its: { readonly pos: unknown };
  readonly readDoc: (text: string) => {
    readonly tokens: () => { readonly out: (what: unknown) => readonly string[] };
  };
}
const load = createRequire(join(folder, "package.json"));
const nlp = (load("wink-nlp") as (model: unknown, pipes: readonly string[]) => Nlp)(load("wink-eng-lite-web-model"), [
  "sbd",
  "pos",
]);
const room = join(import.meta.dirname, "../../shared/converse/simulate");
const { words } = JSON.parse(readFileSync(join(room, "word-neighbours.json"), "utf8")) as { readonly words: string };
const tag = (text: string, at: number): string => nlp.readDoc(text).tokens().out(nlp.its.pos)[at] ?? "";

/** n noun, b noun that can be a verb, w verb that can be a noun, v verb, a adjective, r adverb, p name, m number, o others. */
function classOf(word: string): string {
  const [alone, named, done] = [tag(word, 0), tag(`the ${word}`, 1), tag(`to ${word} it`, 1)];
  if (alone === "NOUN") return done === "VERB" ? "b" : "n";
  if (alone === "VERB") return named === "NOUN" ? "w" : "v";
  return { ADJ: "a", ADV: "r", PROPN: "p", NUM: "m" }[alone] ?? "o";
}
writeFileSync(
  join(room, "word-classes.json"),
  `${JSON.stringify({ source: "wink-eng-lite-web-model 1.8.1 (MIT)", classes: words.split(" ").map(classOf).join("") })}\n`,
);
