// The client under test of the official suite: our own gateway, driven the way the console drives it.
// Run as `node test/conformance/adapter.ts URL`; the suite describes the scenario in the environment.
import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { sampleArguments } from "#shared/schema/sample-arguments.ts";
import { createGateway } from "#core/mcp/gateway.ts";
import type { ToolEntry } from "#shared/mcp/tool.ts";

interface PlannedCall {
  readonly name: string;
  readonly arguments: JsonObject;
}

const url = process.argv.at(-1) ?? "";
const gateway = createGateway({
  traffic: { append: () => {} },
  clock: { now: () => new Date().toISOString(), monotonicMs: () => performance.now() },
});
const target = { serverId: "conformance", url, headers: {}, secrets: [] };
const signal = new AbortController().signal;

// Elicitation is off, as on the platform; the two scenarios about it run with it switched on.
const asks = /elicitation|2322/.test(process.env["MCP_CONFORMANCE_SCENARIO"] ?? "");
const elicit = async (question: JsonObject): Promise<JsonObject> => {
  const schema = question["requestedSchema"];
  return { action: "accept", content: isJsonObject(schema) ? sampleArguments(schema) : {} };
};

const discovered = await gateway.discover(target, { jobId: "discover", signal });
if (!discovered.ok) {
  console.error(discovered.error);
  process.exit(1);
}
const { tools, remember } = discovered.value;
for (const call of plannedCalls(tools)) {
  const tool = tools.find((each) => each.name === call.name)?.raw;
  const called = await gateway.call(
    target,
    { name: call.name, argumentsValue: call.arguments, ...(tool === undefined ? {} : { tool }) },
    { jobId: `call ${call.name}`, signal, remembered: remember, ...(asks ? { elicit } : {}) },
  );
  if (!called.ok) {
    console.error(called.error);
    process.exit(1);
  }
  console.log(call.name, called.value.outcome.kind);
}

/** The calls that the scenario asks for, else one of every tool with arguments made from its schema. */
function plannedCalls(listed: readonly ToolEntry[]): readonly PlannedCall[] {
  const context: unknown = JSON.parse(process.env["MCP_CONFORMANCE_CONTEXT"] ?? "{}");
  const asked = isJsonObject(context) ? context["toolCalls"] : undefined;
  if (Array.isArray(asked)) return asked as PlannedCall[];
  return listed.map((tool) => ({ name: tool.name, arguments: argumentsFor(tool, listed) }));
}

function argumentsFor(tool: ToolEntry, listed: readonly ToolEntry[]): JsonObject {
  const schema = tool.raw["inputSchema"];
  const sample = isJsonObject(schema) ? sampleArguments(schema) : {};
  // The suite's echo tool hands a schema back, to see whether it went through the client whole.
  if (tool.name !== "json_schema_echo") return sample;
  const focal = listed.find((each) => each.name !== tool.name)?.raw["inputSchema"];
  return { ...sample, schema: isJsonObject(focal) ? focal : {} };
}
