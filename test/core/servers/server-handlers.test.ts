import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { coreFixture, fakeSecrets, valueOf, type CoreFixture } from "../../support/core-fixture.ts";

let secrets = fakeSecrets();
let fixture: CoreFixture;
beforeEach(async () => {
  secrets = fakeSecrets();
  fixture = await coreFixture({}, { secrets });
});
afterEach(() => fixture.core.close());

const SECRET_URL = "https://mcp.example.com/v1?token=abc123secret";
const add = (id: string, url: string, more: object = {}) => fixture.ask("servers.add", { id, url, ...more });

describe("adding a server", () => {
  it("keeps a URL without secrets as it is, and tells every screen", async () => {
    const server = valueOf(await add("s1", "https://mcp.example.com/mcp"));
    expect(server).toMatchObject({
      id: "s1",
      maskedUrl: "https://mcp.example.com/mcp",
      secret: "none",
      headerNames: [],
    });
    expect(fixture.heard("servers.changed").at(-1)?.servers).toEqual([server]);
    expect((await fixture.ports.store.getServer("s1"))?.sealed).toBeUndefined();
  });

  it("seals a secret and shows it masked everywhere", async () => {
    const server = valueOf(await add("s1", SECRET_URL, { name: "Mine", transport: "sse" }));
    expect(server).toMatchObject({ name: "Mine", secret: "readable", transport: "sse" });
    const stored = await fixture.ports.store.getServer("s1");
    expect(JSON.stringify({ ...stored, sealed: undefined })).not.toContain("abc123secret");
    expect(JSON.stringify(fixture.events)).not.toContain("abc123secret");
    expect(await fixture.ask("servers.reveal", { id: "s1" })).toEqual({ ok: true, value: { url: SECRET_URL } });
  });

  it("moves userinfo into a header, and keeps the password secret", async () => {
    const server = valueOf(await add("s1", "https://ann:pa55-word@mcp.example.com/mcp"));
    expect(server).toMatchObject({ headerNames: ["Authorization"], maskedUrl: "https://mcp.example.com/mcp" });
    await fixture.ask("discovery.run", { runId: "r1", serverId: "s1" });
    const [ask] = fixture.gateway.heard;
    expect(ask?.target).toMatchObject({
      url: "https://mcp.example.com/mcp",
      headers: { Authorization: `Basic ${btoa("ann:pa55-word")}` },
    });
    expect(ask?.target.secrets).toContain("pa55-word");
  });

  it("a header given beside the URL wins over the one made from it, whatever its case", async () => {
    await add("s1", "https://ann:pw-1234@mcp.example.com/", { headers: { authorization: "Bearer other" } });
    await fixture.ask("discovery.run", { runId: "r1", serverId: "s1" });
    expect(fixture.gateway.heard[0]?.target.headers).toEqual({ authorization: "Bearer other" });
  });

  it.each([
    ["a command line", "npx -y some-server", "E_STDIO"],
    ["nothing", "  ", "E_URL_EMPTY"],
    ["no URL", "not a url", "E_URL_INVALID"],
    ["a masked URL", "https://mcp.example.com/?token=••••", "E_URL_MASKED"],
  ])("%s is refused with a reason", async (_name, url, code) => {
    expect(await add("s1", url)).toMatchObject({ ok: false, error: { kind: "invalid-input", code } });
    expect(await fixture.ask("servers.list", {})).toEqual([]);
  });

  it("a header that would break the request is refused without being quoted", async () => {
    const refused = await add("s1", "https://mcp.example.com/", { headers: { "X-Key": "a\r\nInjected: 1" } });
    expect(refused).toMatchObject({ ok: false, error: { code: "E_HEADER_FORM" } });
    expect(JSON.stringify(refused)).not.toContain("Injected");
  });

  it("an id that is taken is refused", async () => {
    await add("s1", "https://mcp.example.com/");
    expect(await add("s1", "https://other.example.com/")).toMatchObject({ ok: false, error: { code: "E_ID_TAKEN" } });
  });
});

describe("changing a server", () => {
  it("a new name leaves the secret sealed as it was", async () => {
    await add("s1", SECRET_URL);
    const before = await fixture.ports.store.getServer("s1");
    const server = valueOf(await fixture.ask("servers.update", { id: "s1", name: "Renamed" }));
    expect(server.name).toBe("Renamed");
    expect((await fixture.ports.store.getServer("s1"))?.sealed).toEqual(before?.sealed);
  });

  it("a transport is set, kept when it is left out, and found out again when it is taken away", async () => {
    await add("s1", "https://mcp.example.com/", { transport: "sse" });
    expect(valueOf(await fixture.ask("servers.update", { id: "s1", name: "Same" })).transport).toBe("sse");
    expect(valueOf(await fixture.ask("servers.update", { id: "s1", transport: null })).transport).toBeUndefined();
    expect((await fixture.ports.store.getServer("s1"))?.transport).toBeUndefined();
  });

  it("the masked URL sent back means unchanged", async () => {
    const { maskedUrl } = valueOf(await add("s1", SECRET_URL));
    valueOf(await fixture.ask("servers.update", { id: "s1", url: maskedUrl, name: "Same" }));
    expect(valueOf(await fixture.ask("servers.reveal", { id: "s1" })).url).toBe(SECRET_URL);
  });

  it("a new URL keeps the headers and forgets the era; new headers keep the URL", async () => {
    await add("s1", SECRET_URL, { headers: { "X-Key": "k-12345" } });
    await fixture.ask("discovery.run", { runId: "r1", serverId: "s1" });
    expect((await fixture.ports.store.getServer("s1"))?.remembered).toBeDefined();
    valueOf(await fixture.ask("servers.update", { id: "s1", url: "https://b.example.com/mcp" }));
    expect((await fixture.ports.store.getServer("s1"))?.remembered).toBeUndefined();
    valueOf(await fixture.ask("servers.update", { id: "s1", headers: { "X-Other": "o-12345" } }));
    await fixture.ask("discovery.run", { runId: "r2", serverId: "s1" });
    expect(fixture.gateway.heard.map(({ target }) => [target.url, target.headers])).toEqual([
      [SECRET_URL, { "X-Key": "k-12345" }],
      ["https://b.example.com/mcp", { "X-Other": "o-12345" }],
    ]);
  });

  it("a secret that cannot be opened is shown as such and never replaced by accident", async () => {
    await add("s1", SECRET_URL, { headers: { "X-Key": "k-12345" } });
    const before = await fixture.ports.store.getServer("s1");
    secrets.locked = true;
    await fixture.core.close();
    fixture = await coreFixture({}, { secrets, store: fixture.ports.store });
    expect(await fixture.ask("servers.list", {})).toMatchObject([{ id: "s1", secret: "unreadable" }]);
    expect(await fixture.ask("servers.reveal", { id: "s1" })).toMatchObject({ ok: false, error: { kind: "storage" } });
    expect(await fixture.ask("servers.update", { id: "s1", url: "https://b.example.com/" })).toMatchObject({
      ok: false,
    });
    expect(await fixture.ports.store.getServer("s1")).toEqual(before);
    const entered = { id: "s1", url: "https://b.example.com/mcp", headers: { "X-Key": "new-1" } };
    expect(await fixture.ask("servers.update", entered)).toMatchObject({ ok: true });
  });
});

describe("removing a server", () => {
  it("can be undone until the next start", async () => {
    await add("s1", "https://mcp.example.com/");
    expect(await fixture.ask("servers.remove", { id: "s1" })).toEqual({ ok: true, value: {} });
    expect(await fixture.ask("servers.list", {})).toEqual([]);
    expect(await fixture.ask("servers.restore", { id: "s1" })).toMatchObject({ ok: true, value: { id: "s1" } });
    await fixture.ask("servers.remove", { id: "s1" });
    await fixture.core.close();
    fixture = await coreFixture({}, { store: fixture.ports.store });
    expect(await fixture.ask("servers.restore", { id: "s1" })).toMatchObject({
      ok: false,
      error: { kind: "not-found" },
    });
  });

  it("ids that are not there are not found", async () => {
    const gone = { ok: false, error: { kind: "not-found" } };
    expect(await fixture.ask("servers.remove", { id: "no" })).toMatchObject(gone);
    expect(await fixture.ask("servers.restore", { id: "no" })).toMatchObject(gone);
    expect(await fixture.ask("servers.reveal", { id: "no" })).toMatchObject(gone);
    expect(await fixture.ask("servers.update", { id: "no", name: "x" })).toMatchObject(gone);
    expect(await fixture.ask("samples.start", { id: "no" })).toMatchObject(gone);
    expect(await fixture.ask("snapshots.get", { id: "no" })).toMatchObject(gone);
    expect(await fixture.ask("discovery.run", { runId: "r", serverId: "no" })).toMatchObject(gone);
    expect(await fixture.ask("calls.get", { id: "no" })).toMatchObject(gone);
    expect(await fixture.ask("examples.remove", { id: "no" })).toMatchObject(gone);
    expect(await fixture.ask("snapshots.latest", { serverId: "no" })).toBeNull();
  });
});

describe("sample servers", () => {
  it("are kept by id and path, and started again by the next discovery on whatever port they get", async () => {
    const { url = "" } = valueOf(await fixture.ask("samples.start", { id: "agency" }));
    const server = valueOf(await add("s1", `${url}/dental`));
    expect(server).toMatchObject({ sample: "agency", maskedUrl: `${url}/dental` });
    expect((await fixture.ports.store.getServer("s1"))?.maskedUrl).toBe("http://127.0.0.1/dental");

    await fixture.ask("samples.stop", { id: "agency" });
    expect(await fixture.ask("servers.list", {})).toMatchObject([{ maskedUrl: "http://127.0.0.1/dental" }]);
    valueOf(await fixture.ask("discovery.run", { runId: "r1", serverId: "s1" }));
    const [running] = fixture.heard("samples.changed").at(-1)?.samples ?? [];
    expect(running?.url).not.toBe(url);
    expect(fixture.gateway.heard[0]?.target.url).toBe(`${running?.url}/dental`);
    expect(fixture.heard("servers.changed").at(-1)?.servers).toMatchObject([{ maskedUrl: `${running?.url}/dental` }]);
  });
});

describe("links", () => {
  it("only web and mail links are opened", async () => {
    const opened: string[] = [];
    await fixture.core.close();
    fixture = await coreFixture({}, { openExternal: async (url) => void opened.push(url) });
    for (const url of ["https://example.com/", "javascript:alert(1)", "file:///etc/passwd", "ms-msdt:x", "nonsense"]) {
      await fixture.ask("app.openExternal", { url });
    }
    expect(opened).toEqual(["https://example.com/"]);
  });
});
