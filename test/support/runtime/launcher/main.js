// A small stand-in for the `default_app.asar` that comes with Electron and is not in the tarball that we take it from.
// Covers what the tests need: electron [-r module]... <folder or file> [arguments], --version, --abi.
import { existsSync, readFileSync } from "node:fs";
import { Module } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { app } from "electron/main";

const preloaded = [];
let target;
for (let index = 1; index < process.argv.length && target === undefined; index += 1) {
  const argument = process.argv[index];
  if (argument === "-r" || argument === "--require") preloaded.push(process.argv[(index += 1)]);
  else if (argument === "-v" || argument === "--version") stop(`v${process.versions.electron}`, 0);
  else if (argument === "-a" || argument === "--abi") stop(process.versions.modules, 0);
  else if (argument.startsWith("--app=")) target = argument.slice("--app=".length);
  else if (!argument.startsWith("-")) target = argument;
}
if (target === undefined) stop("usage: electron [options] <folder or file>", 1);
if (preloaded.length > 0) Module._preloadModules(preloaded);

Object.defineProperty(process, "defaultApp", { configurable: false, enumerable: true, value: true });
const root = resolve(target);
const manifest = join(root, "package.json");
if (existsSync(manifest)) {
  const { version, productName, name } = JSON.parse(readFileSync(manifest, "utf8"));
  if (version !== undefined) app.setVersion(version);
  if (productName !== undefined || name !== undefined) app.name = productName ?? name;
}
const entry = Module._resolveFilename(root, null, true);
app.setAppPath(existsSync(manifest) ? root : dirname(entry));
await import(pathToFileURL(entry).toString());

function stop(line, code) {
  (code === 0 ? process.stdout : process.stderr).write(`${line}\n`);
  process.exit(code);
}
