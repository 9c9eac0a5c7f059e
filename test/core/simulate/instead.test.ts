import { expect, it } from "vitest";
import { simulateBudgets } from "#core/simulate/simulate-budgets.ts";
import { createSimulatedModels } from "#core/simulate/simulated-models.ts";
import type { ModelTool } from "#core/model-ports.ts";

const tool = (name: string, description: string): ModelTool => ({ name, description, inputSchema: {} });
const tools = [tool("a", "Counts apples."), tool("b", "Counts pears."), tool("c", "Counts plums.")];
const signal = new AbortController().signal;
const asked = { utterance: "penguins for the xylophone choir" };

it.each([
  ["in this process", simulateBudgets],
  ["beside the main loop", { ...simulateBudgets, toolsHere: 0 }],
])("tools that are read otherwise count for one decision only, %s", async (_place, budgets) => {
  const model = await createSimulatedModels(budgets)(tools, signal);
  try {
    const before = await model.decide(asked, signal);
    const instead = [{ position: 2, tool: tool("c", "Puts penguins on the roster of the xylophone choir.") }];
    const drafted = await model.decide({ ...asked, instead }, signal);
    expect(drafted.ranking[0]?.name).toBe("c");
    expect(await model.decide(asked, signal)).toEqual(before);
    const whole = await createSimulatedModels()([...tools.slice(0, 2), ...instead.map((one) => one.tool)], signal);
    expect(await whole.decide(asked, signal)).toEqual(drafted);
  } finally {
    await model.close();
  }
});
