import { open, stat } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { StorageFailure } from "#core/store-port.ts";
import { openStore } from "#core/store/open-store.ts";
import { databaseOf, dataFolder, fill, filledFolder, opened } from "./data-folder.ts";
import { storeSuite } from "./store-suite.ts";

describe("the database", () => {
  storeSuite(async () => opened(await dataFolder()));

  it("can be closed twice, and refuses work after that", async () => {
    const store = await opened(await dataFolder());
    await Promise.all([store.close(), store.close()]);
    await store.close();
    const refusal = await store.listServers().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StorageFailure);
    expect(refusal).toMatchObject({ error: { code: "E_STORE_CLOSED", phase: "storage" } });
  });

  it("keeps everything over a restart", async () => {
    const folder = await dataFolder();
    const first = await opened(folder);
    await fill(first);
    const seen = [await first.listServers(), await first.latestSnapshot("one"), await first.getCall("call")];
    await first.close();
    const second = await opened(folder);
    expect([await second.listServers(), await second.latestSnapshot("one"), await second.getCall("call")]).toEqual(
      seen,
    );
    await second.close();
  });

  it("that meets damage says so, and checks the whole file when it is opened next", async () => {
    const folder = await filledFolder();
    const { size } = await stat(databaseOf(folder));
    const file = await open(databaseOf(folder), "r+");
    for (let at = 4096 * 4; at < size; at += 4096) await file.write(new Uint8Array(64).fill(255), 0, 64, at);
    await file.close();
    const result = await openStore({ folder });
    const met = result.ok ? await result.value.latestSnapshot("one").catch((error: unknown) => error) : result.error;
    if (result.ok) await result.value.close().catch(() => {});
    expect(JSON.stringify(met)).toContain("damaged");
    expect(await openStore({ folder })).toMatchObject({ ok: false, error: { state: "corrupt" } });
  });
});
