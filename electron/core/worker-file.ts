/**
 * Where the worker `name` is, seen from the module that starts it (`import.meta.url`).
 * From source (tests, Node 24 strips the types) it lies beside that module as TypeScript; in a build every
 * caller sits one folder deep (`out/main/`, `out/chunks/`, ...) and the workers are in `out/workers/`.
 */
export function workerFile(importMetaUrl: string, name: string): URL {
  const fromSource = new URL(importMetaUrl).pathname.endsWith(".ts");
  return new URL(fromSource ? `./${name}.ts` : `../workers/${name}.js`, importMetaUrl);
}
