import type { OpenSimulatedModel } from "#core/model-ports.ts";

/** A model so simple that a test knows what it chooses: the tool whose description shares most words with what is said. */
export const wordModel: OpenSimulatedModel = async (tools) => ({
  async decide({ utterance, instead = [] }) {
    const said = new Set(wordsOf(utterance));
    const drafted = new Map(instead.map(({ position, tool }) => [position, tool.description]));
    const ranking = tools
      .map(({ name, description }, position) => ({
        name,
        position,
        score: wordsOf(drafted.get(position) ?? description).filter((word) => said.has(word)).length,
        parts: [],
      }))
      .toSorted((one, two) => two.score - one.score);
    const best = ranking[0];
    const called = best !== undefined && best.score > 0;
    return {
      decision: called ? "call" : "answer",
      calls: called ? [{ name: best.name, position: best.position, args: {}, sources: {} }] : [],
      ranking,
      fit: called ? 1 : 0,
      unsure: false,
      notes: [],
    };
  },
  close: async () => undefined,
});

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[a-z]{4,}/g) ?? [];
