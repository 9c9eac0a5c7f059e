import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../shared/converse/simulate");

/** The data that ships with the simulated model: every JSON file of its room, the benchmark card included. Bytes. */
export const shippedFiles = (): readonly { readonly name: string; readonly size: number }[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .toSorted()
    .map((name) => ({ name, size: statSync(join(folder, name)).size }));
