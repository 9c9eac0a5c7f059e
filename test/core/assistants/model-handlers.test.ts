import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createCore } from "#core/core.ts";
import { createModelGateway } from "#core/models/model-gateway.ts";
import { fileSecrets } from "#core/secrets/file-secrets.ts";
import { openStore } from "#core/store/open-store.ts";
import { systemClock } from "#core/system-clock.ts";
import type { MethodInput } from "#shared/contract/methods.ts";
import { startModelServer } from "../../servers/models/model-server.ts";
import { coreFixture, fakeSecrets, valueOf, type CoreFixture } from "../../support/core-fixture.ts";

const KEY = "sk-test-9f8e7d6c5b4a39281706";

let fixture: CoreFixture | undefined;
afterEach(async () => {
  await fixture?.core.close();
  fixture = undefined;
});

const start = async (changes: Parameters<typeof coreFixture>[1] = {}): Promise<CoreFixture> =>
  (fixture = await coreFixture({}, { models: createModelGateway({ clock: systemClock }), ...changes }));

const claude: MethodInput<"models.save"> = {
  id: "m1",
  name: "Claude",
  provider: "anthropic",
  model: "claude-sonnet",
  key: KEY,
};
const local: MethodInput<"models.save"> = {
  id: "m2",
  name: "Local",
  provider: "openai-compatible",
  model: "qwen3:8b",
  baseUrl: "http://127.0.0.1:11434/v1",
};

it("a model is kept with its key sealed; no screen sees the key", async () => {
  const { ask, events } = await start();
  const saved = valueOf(await ask("models.save", claude));
  expect(saved).toMatchObject({ id: "m1", hasKey: true, provider: "anthropic" });
  valueOf(await ask("models.save", local));
  const listed = await ask("models.list", {});
  expect(listed.map(({ name, hasKey }) => [name, hasKey])).toEqual([
    ["Claude", true],
    ["Local", false],
  ]);
  expect(JSON.stringify([saved, listed, events])).not.toContain(KEY);
});

it("the key stays when the model is changed without it, and goes when it is emptied", async () => {
  const { ask } = await start();
  await ask("models.save", claude);
  const { key: _key, ...renamed } = { ...claude, name: "Sonnet" };
  expect(valueOf(await ask("models.save", renamed))).toMatchObject({ name: "Sonnet", hasKey: true });
  expect(valueOf(await ask("models.save", { ...renamed, key: "" }))).toMatchObject({ hasKey: false });
});

it("a kept key is not sent to another address by a change of the address alone", async () => {
  const { ask } = await start();
  await ask("models.save", { ...local, key: KEY });
  const moved = { ...local, baseUrl: "https://elsewhere.example.com/v1" };
  expect(await ask("models.save", moved)).toMatchObject({ ok: false, error: { code: "E_MODEL_KEY_AGAIN" } });
  expect(await ask("models.save", { ...moved, key: KEY })).toMatchObject({ ok: true });
  expect(await ask("models.save", { ...moved, baseUrl: "https://elsewhere.example.com/v2" })).toMatchObject({
    ok: true,
  });
});

describe("what is refused", () => {
  it.each([
    ["http over the internet", { baseUrl: "http://models.example.com/v1" }, "E_URL_UNENCRYPTED"],
    ["a link-local address over http", { baseUrl: "http://169.254.169.254/v1" }, "E_URL_UNENCRYPTED"],
    ["a key in the address", { baseUrl: `https://models.example.com/v1?key=${KEY}` }, "E_URL_SECRET"],
    ["a key in its path", { baseUrl: `https://models.example.com/${KEY}/v1` }, "E_URL_SECRET"],
    ["a password in the address", { baseUrl: `https://me:${KEY}@models.example.com/v1` }, "E_URL_USERINFO"],
    ["no address", { baseUrl: "" }, "E_MODEL_URL_MISSING"],
    ["another scheme", { baseUrl: "file:///etc/passwd" }, "E_URL_INVALID"],
    ["a line break in the key", { key: `${KEY}\r\nX-Evil: 1` }, "E_MODEL_KEY_FORM"],
    ["a masked key", { key: "••••" }, "E_MODEL_KEY_FORM"],
    ["the simulated model's id", { id: "simulated" }, "E_ID_TAKEN"],
  ])("%s", async (_what, change, code) => {
    const { ask } = await start();
    const answer = await ask("models.save", { ...local, ...change });
    expect(answer).toMatchObject({ ok: false, error: { code } });
    expect(JSON.stringify(answer)).not.toContain(KEY);
    expect(await ask("models.list", {})).toEqual([]);
  });

  it("what the private network serves over http is let through, and a pasted path is cut to the base", async () => {
    const { ask } = await start();
    const saved = await ask("models.save", { ...local, baseUrl: " http://192.168.1.9:1234/v1/chat/completions " });
    expect(valueOf(saved).baseUrl).toBe("http://192.168.1.9:1234/v1");
  });
});

it("a removed model comes back with its key, and is purged at the next start", async () => {
  const { ask, ports, heard } = await start();
  await ask("models.save", claude);
  valueOf(await ask("models.remove", { id: "m1" }));
  expect(await ask("models.list", {})).toEqual([]);
  expect(heard("models.changed").at(-1)?.models).toEqual([]);
  expect(await ask("models.check", { id: "m1" })).toMatchObject({ ok: false, error: { code: "E_NO_MODEL" } });
  expect(valueOf(await ask("models.restore", { id: "m1" }))).toMatchObject({ hasKey: true });
  await ask("models.remove", { id: "m1" });
  const again = await createCore(ports);
  const context = { signal: new AbortController().signal };
  expect(await again.handlers["models.restore"]({ id: "m1" }, context)).toMatchObject({ ok: false });
});

it("a check tells whether the model answers, calls tools, and how soon", async () => {
  await using server = await startModelServer([
    { calls: [{ name: "report_ready", argumentsText: '{"word":"ready"}' }], tokens: { input: 60, output: 5 } },
    { text: ["I am ready."] },
  ]);
  const { ask } = await start();
  await ask("models.save", { ...local, baseUrl: server.baseUrl("openai-compatible") });
  const first = valueOf(await ask("models.check", { id: "m2" }));
  expect(first).toMatchObject({ calledTool: true, tokens: { input: 60, output: 5 } });
  expect(first.firstTokenMs).toBeLessThanOrEqual(first.ms);
  expect(valueOf(await ask("models.check", { id: "m2" }))).toMatchObject({ calledTool: false, said: "I am ready." });
});

it("a check can be stopped", async () => {
  const controller = new AbortController();
  await using server = await startModelServer(() => () => controller.abort());
  const { ask } = await start();
  await ask("models.save", { ...local, baseUrl: server.baseUrl("openai-compatible") });
  const stopped = await ask("models.check", { id: "m2" }, controller.signal);
  expect(stopped).toMatchObject({ ok: false, error: { kind: "cancelled" } });
  await server.idle();
});

it("a key that cannot be opened is told, kept, and can be entered again", async () => {
  const secrets = fakeSecrets();
  const { ask } = await start({ secrets });
  await ask("models.save", claude);
  secrets.locked = true;
  const failed = await ask("models.check", { id: "m1" });
  expect(failed).toMatchObject({ ok: false, error: { code: "E_SECRET_LOCKED" } });
  expect(JSON.stringify(failed)).toContain("enter the key again");
  const { key: _key, ...renamed } = { ...claude, name: "Sonnet" };
  expect(valueOf(await ask("models.save", renamed))).toMatchObject({ hasKey: true });
});

it("no form of the key is in the data folder, apart from the sealed one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "preflight-models-"));
  try {
    const opened = await openStore({ folder });
    if (!opened.ok) throw new Error("the store did not open");
    const { ask } = await start({ store: opened.value, secrets: { ...fileSecrets(), seal: sealedElsewhere } });
    await ask("models.save", claude);
    await ask("models.check", { id: "m1" });
    await fixture?.core.close();
    fixture = undefined;
    for (const file of await readdir(folder, { recursive: true })) {
      const bytes = await readFile(join(folder, file)).catch(() => Buffer.alloc(0));
      for (const form of [KEY, Buffer.from(KEY).toString("base64")]) expect(bytes.includes(form)).toBe(false);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

const sealedElsewhere = async () => ({
  backend: "keyring:test",
  sealedAt: "2026-01-01T00:00:00.000Z",
  data: "c2VhbGVk",
});
