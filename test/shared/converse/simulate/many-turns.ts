import { decide } from "#shared/converse/simulate/decide.ts";
import { indexTools, type IndexedInput } from "#shared/converse/simulate/index-tools.ts";
import { desk } from "./tools.ts";

const verbs = "show create cancel find list change".split(" ");
const things = "order ticket invoice delivery".split(" ");

/** Two dozen tools beside the desk's, with every type of parameter. */
export const manyTools: readonly IndexedInput[] = [
  ...desk,
  ...verbs.flatMap((verb) =>
    things.map((thing) => ({
      name: `${verb}_${thing}`,
      description: `Use this to ${verb} one ${thing} or several.`,
      inputSchema: {
        type: "object",
        properties: {
          [`${thing}_id`]: { type: "string", description: `Number of the ${thing}` },
          city: { type: "string", description: "City, in the form 'City, State'" },
          since: { type: "string", format: "date", description: "First day, as YYYY-MM-DD" },
          days: { type: "integer", description: "Length of the period in days" },
          color: { type: "string", description: "Color of the box, e.g. 'red' or 'blue'" },
          status: { type: "string", enum: ["open", "closed", "waiting"] },
          urgent: { type: "boolean", description: "Only what is urgent", default: false },
          tags: { type: "array", items: { type: "string" } },
          customer: { type: "object", properties: { name: { type: "string" }, email: { type: "string" } } },
        },
        required: [`${thing}_id`],
      },
    })),
  ),
];

const ends = [
  "A-17 since March 4th 2027",
  "in Seattle for the next two weeks",
  'called "the blue box" and the red one',
  "for kim@example.com, urgent, not closed",
  "B-1, B-2 and B-3",
  "with tags paper, ink and glue for 1,250 people",
];

/** 144 turns: calls, questions, several calls at once, and some that no tool fits. */
export const manyTurns: readonly string[] = verbs.flatMap((verb, at) =>
  things.flatMap((thing, place) => [
    `Please ${verb} the ${thing} ${ends[(at + place) % 6] ?? ""}`,
    `${verb} ${thing} ${ends[(at * 5 + place + 1) % 6] ?? ""} and then ${verbs[(at + 1) % 6] ?? ""} ticket ${at}${place}`,
    `what is the ${thing} of ${40 + at * place} euros`,
    `${ends[(at + place * 2) % 6] ?? ""}?`,
    `請 ${verb} ${thing} 4711`,
    `who painted the ${thing} on the ceiling`,
  ]),
);

/** Every decision on the turns as JSON, decided in the order given, each turn in its place. */
export function decideAll(turns: readonly string[] = manyTurns): readonly string[] {
  const index = indexTools(manyTools);
  return turns.map((utterance) => JSON.stringify(decide({ index, utterance })));
}
