import { startModelServer } from "../../servers/models/model-server.ts";
import type { DemoConsole } from "./demo-console.ts";

/** Adds models of every sort, served from loopback: one that calls tools, one that does not, one that refuses its key. */
export async function fillModels(demo: DemoConsole): Promise<void> {
  const server = await startModelServer(({ path }) => {
    if (path.startsWith("/able")) return { calls: [{ name: "report_ready", argumentsText: '{"word":"ready"}' }] };
    if (path.startsWith("/wordy")) return { text: ["Ready! Let me know how I can help you today."] };
    if (path.startsWith("/silent")) return () => {};
    return (response) => {
      response.writeHead(401, { "content-type": "application/json" });
      response.end('{"error":{"message":"invalid x-api-key"}}');
    };
  });
  demo.closers.add(async () => server[Symbol.asyncDispose]());
  const local = { provider: "openai-compatible" as const };
  const { ask } = demo.fixture;
  await ask("models.save", {
    ...local,
    id: "m1",
    name: "Qwen on this computer",
    model: "qwen3:8b",
    baseUrl: `${server.origin}/able/v1`,
  });
  await ask("models.save", {
    ...local,
    id: "m2",
    name: "A small one",
    model: "tinyllama:1.1b",
    baseUrl: `${server.origin}/wordy/v1`,
  });
  await ask("models.save", {
    id: "m3",
    name: "Claude",
    provider: "anthropic",
    model: "claude-sonnet-4-5",
    baseUrl: `${server.origin}/refusing/v1`,
    key: "sk-ant-demo-0000000000",
  });
  await ask("models.save", {
    ...local,
    id: "m4",
    name: "A name that someone made long so that it would say all about the place where the model runs",
    model: "organisation/with-a-long-name/and-a-longer-model-name-3.1-405b-instruct-fp8",
    baseUrl: `${server.origin}/silent/v1`,
  });
}
