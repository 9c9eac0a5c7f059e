import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createCore, type Core } from "#core/core.ts";
import { createGateway } from "#core/mcp/gateway.ts";
import { createSimulatedModels } from "#core/simulate/simulated-models.ts";
import { systemClock } from "#core/system-clock.ts";
import { coreFixture, valueOf } from "../support/core-fixture.ts";
import type { BenchFigure } from "./figure.ts";

const DELAY_MS = 100;
const never = new AbortController().signal;
const context = { signal: never };

const tool = (name: string) => ({
  name,
  description: `Looks up what ${name.replaceAll("_", " ")} says, by its number.`,
  inputSchema: { type: "object", properties: { number: { type: "string", description: "Its number" } } },
  annotations: { readOnlyHint: true },
});

/** A server that takes 100 ms for each request. */
async function slowServer(name: string): Promise<Server> {
  const results: Readonly<Record<string, object>> = {
    initialize: {
      protocolVersion: "2025-11-25",
      capabilities: { tools: {} },
      serverInfo: { name, version: "1" },
    },
    "tools/list": { tools: [tool(name)] },
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      setTimeout(() => {
        if (request.method !== "POST") return response.writeHead(405).end();
        const { id, method } = JSON.parse(Buffer.concat(chunks).toString()) as { id?: number; method: string };
        if (id === undefined) return response.writeHead(202).end();
        if (method === "tools/call") return undefined; // never answers
        const result = results[method];
        const error = { code: -32601, message: "Method not found" };
        response.writeHead(200, { "content-type": "application/json" });
        return response.end(JSON.stringify({ jsonrpc: "2.0", id, ...(result === undefined ? { error } : { result }) }));
      }, DELAY_MS);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

export async function run(): Promise<readonly BenchFigure[]> {
  const figure = (name: string, value: number, unit: string, bar?: number): BenchFigure => ({
    name: `conversation: ${name}`,
    value: Math.round(value * 100) / 100,
    unit,
    ...(bar === undefined ? {} : { bar }),
  });
  return [...(await openings(figure)), ...(await decisions(figure))];
}

type Figure = (name: string, value: number, unit: string, bar?: number) => BenchFigure;

async function openings(figure: Figure): Promise<readonly BenchFigure[]> {
  const { ports, core: plain } = await coreFixture();
  await plain.close();
  const core = await createCore({
    ...ports,
    gateway: (traffic) => createGateway({ traffic, clock: systemClock }),
    clock: systemClock,
  });
  const servers = await Promise.all(Array.from({ length: 20 }, (_, at) => slowServer(`desk_${at}`)));
  const ids = servers.map((_, at) => `s${at}`);
  for (const [at, server] of servers.entries()) {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
    valueOf(await core.handlers["servers.add"]({ id: ids[at] ?? "", url }, context));
  }
  let conversations = 0;
  const open = async (serverIds: string[]): Promise<number> => {
    const assistant = { id: "a", name: "Desk", prompt: "", serverIds, profileId: "insighto", severities: {} };
    const more = { modelId: "simulated", httpToolIds: [], confirmCalls: true };
    valueOf(await core.handlers["assistants.save"]({ ...assistant, ...more }, context));
    const conversationId = `c${(conversations += 1)}`;
    const begun = performance.now();
    valueOf(await core.handlers["conversations.start"]({ conversationId, assistantId: "a" }, context));
    return performance.now() - begun;
  };
  const median = async (serverIds: string[]): Promise<number> => {
    const times = [await open(serverIds), await open(serverIds), await open(serverIds)];
    return times.sort((one, two) => one - two)[1] ?? Number.NaN;
  };
  await open(ids); // each server's era is known from here on, as in everyday use
  const one = await median(["s0"]);
  const all = await median(ids);
  const begun = performance.now();
  const stop = new AbortController();
  const starting = core.handlers["conversations.start"](
    { conversationId: "stopped", assistantId: "a" },
    { signal: stop.signal },
  );
  setTimeout(() => stop.abort(), 50);
  await starting;
  const stopped = performance.now() - begun - 50;
  const hung = await stopOfCall(core, open);
  await core.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  return [
    figure("opening over one server of 100 ms", one, "ms"),
    figure("opening over 20 servers of 100 ms", all, "ms"),
    figure("20 servers against one", all / one, "times", 1.5),
    figure("opening that is stopped ends after", stopped, "ms", 100),
    figure("turn that is stopped in a call ends after", hung, "ms", 100),
  ];
}

/** From stopping a turn whose call hangs to its end, in milliseconds. */
async function stopOfCall(core: Core, open: (serverIds: string[]) => Promise<number>): Promise<number> {
  await open(["s0"]);
  const [newest] = await core.handlers["conversations.list"]({}, context);
  const conversationId = newest?.id ?? "";
  const stop = new AbortController();
  let from = Number.NaN;
  core.subscribe((name, payload) => {
    if (name !== "conversation.stepped" || (payload as { step: { kind: string } }).step.kind !== "called") return;
    setTimeout(() => {
      from = performance.now();
      stop.abort();
    }, 300);
  });
  const said = { conversationId, turnId: "t", text: "Look up what desk 0 says by its number 4711" };
  const turn = valueOf(await core.handlers["conversations.say"](said, { signal: stop.signal }));
  return turn.state === "stopped" ? performance.now() - from : Number.NaN;
}

async function decisions(figure: Figure): Promise<readonly BenchFigure[]> {
  const verbs = "get list create update delete search export archive assign merge".split(" ");
  const things = "ticket invoice order customer shipment contract meeting report device license".split(" ");
  const places = "region team branch warehouse campaign project account vendor season channel".split(" ");
  const tools = verbs.flatMap((verb) =>
    things.flatMap((thing) => places.map((place) => tool(`${verb}_${thing}_by_${place}`))),
  );
  const open = createSimulatedModels();
  const begun = performance.now();
  const model = await open(tools, never);
  const opened = performance.now() - begun;
  const decide = async (at: number): Promise<number> => {
    const from = performance.now();
    const utterance = `Please ${verbs[at % 10] ?? ""} the open ${things[(at * 7) % 10] ?? ""}s for ${places[(at * 3) % 10] ?? ""} AB-${1000 + at}`;
    await model.decide({ utterance }, never);
    return performance.now() - from;
  };
  for (let at = 0; at < 30; at += 1) await decide(at);
  const times: number[] = [];
  for (let at = 0; at < 300; at += 1) times.push(await decide(at));
  times.sort((one, two) => one - two);
  await model.close();
  return [
    figure("1,000 tools read in the worker, its start included", opened, "ms", 900),
    figure("decision among 1,000 tools through the port, p50", times[150] ?? Number.NaN, "ms", 5),
    figure("decision among 1,000 tools through the port, p95", times[285] ?? Number.NaN, "ms", 20),
  ];
}
