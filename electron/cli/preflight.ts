#!/usr/bin/env node
import * as module from "node:module";
import { cacheHome } from "./cache-home.ts";

// Compiled code is kept between runs, in a folder of this user alone: whoever can write there can run code as us.
// Node before 22.8 has no such cache.
module.enableCompileCache?.(cacheHome(process.platform, process.env));
const [{ runCommandLine }, { processIo }] = await Promise.all([
  import("./run-command-line.ts"),
  import("./process-io.ts"),
]);
process.exitCode = await runCommandLine(process.argv.slice(2), processIo());
