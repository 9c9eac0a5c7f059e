import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createCore, type Core } from "#core/core.ts";
import { openNodePorts } from "#core/node-ports.ts";
import { openStore } from "#core/store/open-store.ts";
import { valueOf } from "../../support/core-fixture.ts";

let folder: string;
let core: Core;
const context = { signal: new AbortController().signal };
const open = async (): Promise<void> => {
  const opened = await openStore({ folder });
  if (!opened.ok) throw new Error(opened.error.said);
  core = await createCore(openNodePorts({ shell: "browser", version: "0.0.0", folder, store: opened.value }));
};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "preflight-core-"));
  await open();
});
afterEach(async () => {
  await core.close();
  await rm(folder, { recursive: true });
});

it("a sample server is discovered, called, and after a restart found again with all that was known of it", async () => {
  const { url = "", surfaces } = valueOf(await core.handlers["samples.start"]({ id: "customer-success" }, context));
  const server = { id: "s1", url: `${url}${surfaces[0]?.path}` };
  expect(valueOf(await core.handlers["servers.add"](server, context))).toMatchObject({ sample: "customer-success" });
  const first = valueOf(await core.handlers["discovery.run"]({ runId: "r1", serverId: "s1" }, context));
  expect(first.tools.map(({ name }) => name)).toContain("search_tickets");
  const call = valueOf(
    await core.handlers["tools.call"](
      { callId: "c1", serverId: "s1", toolName: "search_tickets", argumentsText: '{"query":"export"}' },
      context,
    ),
  );
  expect(call).toMatchObject({
    state: "completed",
    inputCheck: { verdict: "valid" },
    outputCheck: { verdict: "valid" },
  });

  await core.close();
  await open();
  const [again] = await core.handlers["servers.list"]({}, context);
  expect(again).toMatchObject({ id: "s1", sample: "customer-success", lastRun: { id: "r1" } });
  const second = valueOf(await core.handlers["discovery.run"]({ runId: "r2", serverId: "s1" }, context));
  expect(second.listHash).toBe(first.listHash);
  expect(await core.handlers["calls.list"]({ limit: 10 }, context)).toMatchObject([{ id: "c1", state: "completed" }]);
  const traffic = await core.handlers["traffic.list"]({ serverId: "s1", limit: 100 }, context);
  expect(traffic.map(({ rpcMethod }) => rpcMethod)).toContain("tools/list");
});
