import { expect, it } from "vitest";
import { simulateBudgets } from "#core/simulate/simulate-budgets.ts";
import { createSimulatedModels } from "#core/simulate/simulated-models.ts";
import type { ModelTool, SimulationFailure } from "#core/model-ports.ts";

const never = new AbortController().signal;
const order: ModelTool = {
  name: "get_order",
  description: "Looks up one order by its number.",
  inputSchema: { type: "object", properties: { number: { type: "string" } }, required: ["number"] },
};
const others = (count: number): readonly ModelTool[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `weather_${at}`,
    description: `Weather of region ${at}`,
    inputSchema: { type: "object" },
  }));
const said = { utterance: "look up order A-4711" };
const failureOf = (work: Promise<unknown>): Promise<SimulationFailure> =>
  work.then(
    () => expect.fail("it did not fail"),
    (error: SimulationFailure) => error,
  );

it("decides on a small list in this process, and on a large one in the worker, alike", async () => {
  const open = createSimulatedModels();
  const openBeside = createSimulatedModels({ ...simulateBudgets, toolsHere: 0 });
  const tools = [order, ...others(20)];
  const here = await open(tools, never);
  const beside = await openBeside(tools, never);
  const decided = await here.decide(said, never);
  expect(decided).toMatchObject({ calls: [{ name: "get_order" }] });
  expect(await beside.decide(said, never)).toEqual(decided);
  await Promise.all([here.close(), beside.close()]);
});

it("a list of more than 200 tools is decided on beside the main loop", async () => {
  const open = createSimulatedModels();
  const model = await open([...others(300), order], never);
  expect(await model.decide(said, never)).toMatchObject({
    ranking: expect.arrayContaining([expect.objectContaining({ name: "get_order", position: 300 })]),
  });
  await model.close();
});

it("a cancelled decision fails at once, and the next one is answered", async () => {
  const open = createSimulatedModels({ ...simulateBudgets, toolsHere: 0 });
  const model = await open([order], never);
  const controller = new AbortController();
  const deciding = failureOf(model.decide(said, controller.signal));
  controller.abort();
  expect((await deciding).error.kind).toBe("cancelled");
  expect((await model.decide(said, never)).calls[0]?.name).toBe("get_order");
  expect((await failureOf(open([order], controller.signal))).error.kind).toBe("cancelled");
  await model.close();
});

it("a decision that waits when its model is closed was cancelled, and hit no limit", async () => {
  const open = createSimulatedModels({ ...simulateBudgets, toolsHere: 0 });
  const model = await open(others(3_000), never);
  const deciding = failureOf(model.decide(said, never));
  await model.close();
  expect((await deciding).error.kind).toBe("cancelled");
});

it("a list beyond the limits is a limit that was hit, and the model can be opened again", async () => {
  const open = createSimulatedModels({ ...simulateBudgets, toolsHere: 0, openMs: 1 });
  const failure = await failureOf(open(others(5_000), never));
  expect(failure.error).toMatchObject({ kind: "limit", code: "E_SIMULATION_LIMIT", limit: { value: 1 } });
});

it("an open model outlives its worker: the list is read again", async () => {
  const open = createSimulatedModels({ ...simulateBudgets, toolsHere: 0 });
  const one = await open([order], never);
  await one.close();
  expect((await one.decide(said, never)).calls[0]?.name).toBe("get_order");
  const models = await Promise.all(Array.from({ length: 12 }, (_, at) => open([order, ...others(at)], never)));
  const decisions = await Promise.all(models.map((model) => model.decide(said, never)));
  expect(decisions.map(({ calls }) => calls[0]?.name)).toEqual(models.map(() => "get_order"));
  await Promise.all(models.map((model) => model.close()));
});
