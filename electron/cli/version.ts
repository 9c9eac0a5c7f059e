import { readFileSync } from "node:fs";

/** The version of the package this file came in, from source or from `out/`. */
export const version = readVersion();

function readVersion(): string {
  for (const path of ["../../package.json", "../../../package.json"]) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as {
        readonly name?: string;
        readonly version?: string;
      };
      if (name === "preflight" && version !== undefined) return version;
    } catch {
      // not there: the next place
    }
  }
  return "0.0.0";
}
