// `npm run check`: format, types, lint, rooms, dead code and unit tests; the gate before every commit.
import { runAll, say } from "./task.ts";
import { staticChecks } from "./static-checks.ts";

const { ok } = await runAll(staticChecks);
say(ok ? "\nAll checks passed." : "\nSome checks failed; see above.");
process.exitCode = ok ? 0 : 1;
