import type { AskAboutStore } from "#core/store/open-store-asking.ts";

/**
 * What to do about a refused database where there is nobody to ask: what the flag says, once; otherwise tells the
 * choices and gives up, with everything left as it is.
 */
export function chooseByFlag(flag: string | boolean | undefined, tell: (line: string) => void): AskAboutStore {
  let used = false;
  return async ({ said, choices }) => {
    tell(said);
    const choice = choices.find(({ kind }) => kind === flag);
    if (choice !== undefined && !used) {
      used = true;
      return choice;
    }
    for (const { kind } of choices) tell(kind === "retry" ? "- start again" : `- start again with --database ${kind}`);
    tell("Nothing was changed.");
    return undefined;
  };
}
