import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import type { Store } from "#core/ports.ts";
import { openStore } from "#core/store/open-store.ts";
import { storeSuite } from "./store-suite.ts";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

storeSuite("the database", async (): Promise<Store> => {
  const folder = await mkdtemp(join(tmpdir(), "preflight-store-"));
  folders.push(folder);
  const opened = await openStore({ folder });
  if (!opened.ok) throw new Error(opened.error.said);
  return opened.value;
});
