import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { preferencesSchema, type Preferences } from "#shared/contract/methods.ts";
import type { Log, PreferenceFile } from "#core/ports.ts";

const defaults: Preferences = { theme: "system", layout: {}, view: {} };

/**
 * View settings in a small JSON file, for shells without electron-store. Nothing precious: a file that cannot be read
 * is set aside as `<file>.broken` and the defaults apply; a failed write is logged and the setting lasts for the session.
 */
export function openPreferenceFile(file: string, log: Log): PreferenceFile {
  let current = read(file, log);
  return {
    get: () => current,
    set(change) {
      current = { ...current, ...change };
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        writeFileSync(`${file}.new`, `${JSON.stringify(current, undefined, 2)}\n`, { mode: 0o600 });
        renameSync(`${file}.new`, file); // whole or not at all
      } catch (error) {
        log.warn(`preferences were not saved: ${codeOf(error)}`);
      }
      return current;
    },
  };
}

function read(file: string, log: Log): Preferences {
  try {
    const parsed = preferencesSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
    if (parsed.success) return parsed.data;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return defaults;
  }
  log.warn("the preferences could not be read; they were set aside");
  try {
    renameSync(file, `${file}.broken`);
  } catch (error) {
    log.warn(`the preferences could not be set aside: ${codeOf(error)}`);
  }
  return defaults;
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | undefined)?.code ?? "not JSON";
