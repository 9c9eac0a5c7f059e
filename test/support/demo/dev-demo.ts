import { buildPage } from "../screens/build-page.ts";
import { startDemoConsole } from "./demo-console.ts";

/* `npm run dev:demo`: the whole window on a core with invented servers, without a network and without a database. */
const demo = await startDemoConsole(await buildPage());
await demo.fill();
console.log(`\nThe demo console (nothing outlives it; Ctrl-C ends):\n\n  ${demo.shell.link()}\n`);
