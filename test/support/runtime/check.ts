// `npm run check`: format, types, lint, rooms, dead code and unit tests but the shells'; the gate before every commit.
import { runAll, say } from "./task.ts";
import { quickChecks } from "./static-checks.ts";

const { ok } = await runAll(quickChecks);
say(ok ? "\nAll checks passed." : "\nSome checks failed; see above.");
process.exitCode = ok ? 0 : 1;
