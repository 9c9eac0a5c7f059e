import { createModelGateway } from "#core/models/model-gateway.ts";
import type { OpenedModel } from "#core/model-ports.ts";
import { systemClock } from "#core/system-clock.ts";
import { modelProviderSchema } from "#shared/contract/model.ts";
import { startModelServer } from "../servers/models/model-server.ts";
import type { BenchFigure } from "./figure.ts";

const RUNS = 60;

/**
 * What our side adds to a real model's first token: the time until the first token of a server on loopback that has it
 * ready, by protocol (median), and the first answer of all, which loads the provider's code.
 */
export async function run(): Promise<BenchFigure[]> {
  await using server = await startModelServer(() => ({ text: ["Hi."] }));
  const gateway = createModelGateway({ clock: systemClock });
  const figures: BenchFigure[] = [];
  for (const provider of modelProviderSchema.options) {
    const model: OpenedModel = {
      id: "m",
      name: "m",
      provider,
      model: "scripted-1",
      baseUrl: server.baseUrl(provider),
      key: "sk-bench-0000",
    };
    const ask = async (): Promise<number> => {
      const answer = await gateway.answer(model, {
        prompt: "You help.",
        messages: [{ role: "user", text: "Hi" }],
        tools: [{ name: "search", description: "Searches.", inputSchema: { type: "object", properties: {} } }],
        signal: new AbortController().signal,
      });
      if (!answer.ok) throw new Error(answer.error.said);
      return answer.value.firstTokenMs ?? answer.value.ms;
    };
    const began = performance.now();
    await ask();
    figures.push({
      name: `models: first answer of all, ${provider}`,
      value: Math.round(performance.now() - began),
      unit: "ms",
      bar: 1500,
    });
    const times: number[] = [];
    for (let at = 0; at < RUNS; at += 1) times.push(await ask());
    const median = times.toSorted((a, b) => a - b)[RUNS >> 1] ?? 0;
    figures.push({
      name: `models: first token, ${provider}, p50`,
      value: Math.round(median * 10) / 10,
      unit: "ms",
      bar: 20,
    });
  }
  return figures;
}
