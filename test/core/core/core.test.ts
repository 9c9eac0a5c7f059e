import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dataHome } from "#core/data-home.ts";
import { memoryStore } from "#core/store/memory-store.ts";
import { openNodePorts } from "#core/node-ports.ts";
import { openPreferenceFile } from "#core/preference-file.ts";
import { StorageFailure } from "#core/store-port.ts";
import { createTrafficLog } from "#core/traffic/traffic-log.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { methods } from "#shared/contract/methods.ts";
import type { Exchange } from "#shared/contract/traffic.ts";
import { coreFixture } from "../../support/core-fixture.ts";

const diskFull: ConsoleError = {
  kind: "storage",
  code: "E_DISK_FULL",
  phase: "storage",
  said: "The disk is full.",
  evidence: "ENOSPC",
  retriable: true,
  next: "Make room.",
};

const exchange = (id: string, more: Partial<Exchange> = {}): Exchange => ({
  id,
  serverId: "s1",
  jobId: "j",
  startedAt: "2026-01-01T00:00:00.000Z",
  method: "POST",
  maskedUrl: "https://mcp.example.com/",
  requestHeaders: [],
  responseHeaders: [],
  responseBytes: 0,
  cut: false,
  ...more,
});

describe("the core", () => {
  it("answers every method of the contract", async () => {
    const { core } = await coreFixture();
    expect(Object.keys(core.handlers).toSorted()).toEqual(Object.keys(methods).toSorted());
    await core.close();
  });

  it("makes a value of a storage failure", async () => {
    const store = memoryStore();
    const failing = { ...store, putServer: () => Promise.reject(new StorageFailure(diskFull)) };
    const fixture = await coreFixture({}, { store: failing });
    expect(await fixture.ask("servers.add", { id: "s1", url: "https://mcp.example.com/" })).toEqual({
      ok: false,
      error: diskFull,
    });
    await fixture.core.close();
  });

  it("a listener that throws stops neither the job nor the others", async () => {
    const fixture = await coreFixture();
    fixture.core.subscribe(() => {
      throw new Error("broken screen");
    });
    const heard: string[] = [];
    const end = fixture.core.subscribe((name) => heard.push(name));
    expect(await fixture.ask("servers.add", { id: "s1", url: "https://mcp.example.com/" })).toMatchObject({ ok: true });
    expect(heard).toEqual(["servers.changed"]);
    expect(fixture.bugs).toHaveLength(1);
    end();
    await fixture.ask("servers.remove", { id: "s1" });
    expect(heard).toHaveLength(1);
    await fixture.core.close();
  });
});

describe("traffic", () => {
  it("is listed newest first, by server, and told as it comes", () => {
    const told: string[] = [];
    const log = createTrafficLog((name) => told.push(name));
    log.append(exchange("a"));
    log.append(exchange("b", { serverId: "s2" }));
    log.append(exchange("c"));
    log.append(exchange("a", { status: 200 }));
    expect(log.list("s1", 10).map(({ id, status }) => [id, status])).toEqual([
      ["a", 200],
      ["c", undefined],
    ]);
    expect(log.list("s1", 1).map(({ id }) => id)).toEqual(["a"]);
    expect(told).toEqual(Array(4).fill("traffic.appended"));
  });

  it("keeps 2,000 exchanges at most", () => {
    const log = createTrafficLog(() => undefined);
    for (let at = 0; at < 2_500; at += 1) log.append(exchange(String(at)));
    const kept = log.list("s1", 5_000);
    expect([kept.length, kept[0]?.id, kept.at(-1)?.id]).toEqual([2_000, "2499", "500"]);
  });

  it("keeps 64 MiB at most", () => {
    const log = createTrafficLog(() => undefined);
    const responseBody = "x".repeat(1024 * 1024);
    for (let at = 0; at < 100; at += 1) log.append(exchange(String(at), { responseBody }));
    expect(log.list("s1", 2_000).length).toBe(31);
  });
});

describe("the ports of a Node shell", () => {
  let folder: string;
  const lines: string[] = [];
  const log = { warn: (line: string) => void lines.push(line), bug: () => undefined };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "preflight-ports-"));
    lines.length = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("the data folder follows PREFLIGHT_HOME, then the system's custom", () => {
    const home = "/home/ann";
    expect(dataHome({ platform: "linux", env: { PREFLIGHT_HOME: "/data" }, home })).toBe("/data");
    expect(dataHome({ platform: "linux", env: {}, home })).toBe("/home/ann/.config/preflight");
    expect(dataHome({ platform: "linux", env: { XDG_CONFIG_HOME: "/x" }, home })).toBe("/x/preflight");
    expect(dataHome({ platform: "linux", env: { XDG_CONFIG_HOME: "relative" }, home })).toBe(
      "/home/ann/.config/preflight",
    );
    expect(dataHome({ platform: "darwin", env: {}, home })).toBe("/home/ann/Library/Application Support/Preflight");
  });

  it("say honestly where secrets are", () => {
    const ports = openNodePorts({ shell: "browser", version: "1.2.3", folder, store: memoryStore(), log });
    expect(ports.capabilities).toMatchObject({
      shell: "browser",
      version: "1.2.3",
      secretStorage: false,
      secretStorageReason: expect.stringContaining("no keyring"),
      openExternal: false,
      nativeMenu: false,
    });
    expect(ports.samples.list().map(({ id }) => id)).toContain("customer-success");
  });

  it("preferences last, in a file for the user alone", async () => {
    const file = join(folder, "deep", "preferences.json");
    openPreferenceFile(file, log).set({ theme: "dark" });
    expect(openPreferenceFile(file, log).get()).toEqual({ theme: "dark", layout: {}, view: {} });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(lines).toEqual([]);
  });

  it("a broken preference file is set aside, not lost", async () => {
    const file = join(folder, "preferences.json");
    await writeFile(file, '{"theme": "mauve"');
    expect(openPreferenceFile(file, log).get().theme).toBe("system");
    expect(await readdir(folder)).toEqual(["preferences.json.broken"]);
    expect(await readFile(`${file}.broken`, "utf8")).toContain("mauve");
    expect(lines).toHaveLength(1);
  });

  it("a preference that cannot be saved still holds for the session", async () => {
    await writeFile(join(folder, "file"), "");
    const preferences = openPreferenceFile(join(folder, "file", "preferences.json"), log);
    expect(preferences.set({ theme: "light" }).theme).toBe("light");
    expect(preferences.get().theme).toBe("light");
    expect(lines.at(-1)).toContain("not saved");
  });
});
