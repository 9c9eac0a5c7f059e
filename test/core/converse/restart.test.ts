import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createCore, type Core } from "#core/core.ts";
import { openNodePorts } from "#core/node-ports.ts";
import { openStore } from "#core/store/open-store.ts";
import { valueOf } from "../../support/core-fixture.ts";
import { replyOf, stepsOf } from "./conversation-fixture.ts";

const context = { signal: new AbortController().signal };

async function open(folder: string): Promise<Core> {
  const store = valueOf(await openStore({ folder }));
  return createCore(openNodePorts({ shell: "browser", version: "0.0.0", folder, store }));
}

it("a conversation outlives the console: its open question is answered after a restart", async () => {
  const folder = await mkdtemp(join(tmpdir(), "preflight-converse-"));
  const first = await open(folder);
  const { assistant } = valueOf(await first.handlers["assistants.openSample"]({}, context));
  valueOf(await first.handlers["conversations.start"]({ conversationId: "c", assistantId: assistant.id }, context));
  const say = async (core: Core, turnId: string, text: string) =>
    valueOf(await core.handlers["conversations.say"]({ conversationId: "c", turnId, text }, context));
  const asked = await say(first, "t1", "Please tell me how an account is doing");
  expect(stepsOf(asked, "decided")[0]).toMatchObject({ decision: "ask", missing: ["account_id"] });
  const before = valueOf(await first.handlers["conversations.get"]({ id: "c" }, context));
  await first.close();

  const second = await open(folder);
  expect(valueOf(await second.handlers["conversations.get"]({ id: "c" }, context))).toEqual(before);
  const answered = await say(second, "t2", "it is ACC-1001");
  expect(replyOf(answered)).toMatch(/^Northwind Clinics is active/);
  expect(await second.handlers["conversations.list"]({}, context)).toMatchObject([{ id: "c", turns: 2, calls: 1 }]);
  await second.close();
  await rm(folder, { recursive: true });
});
