import type { ToolRule } from "#shared/lint/rule.ts";
import { excerpt, wordsOf } from "#shared/lint/words.ts";

/** First words of a sentence that sets a rule and does not say what the tool does. */
const RULE_FIRST =
  /^(important|note|nb|warning|caution|attention|critical|mandatory|prerequisites?|requirements?|remember|please note|do not|don't|never|you must|you should|must( not)? be|make sure|ensure that you|only (if|when|after|once)|before (using|calling|you))\b/i;
/** From here on, a reader has to look for the purpose. */
const SHORTEST = 60;

export const rulesBuried: ToolRule = {
  id: "T217",
  name: "purpose-not-first",
  scope: "tool",
  severity: "hint",
  title: "The description does not begin with what the tool does",
  why: "Clients cut long descriptions, and models weigh their beginning: the first sentence should be a verb and its object, the rules after it.",
  before: '"IMPORTANT: never call this twice. ... Cancels an order."',
  after: '"Cancels an order. Call it once an order."',
  source: "OpenAI function calling guide (clear descriptions first: about +6 % in tests)",
  yieldsTo: ["T201", "T202"],
  *check({ description }) {
    const text = description.trim();
    if (text.length < SHORTEST) return;
    const [first = ""] = text.split(/(?<=[.!?:])\s|\n/, 1);
    const plain = first.replaceAll(/^[^\p{L}\p{N}]+/gu, "");
    const words = wordsOf(plain);
    const ruleFirst = RULE_FIRST.test(plain);
    if (!ruleFirst && words.length > 1) return;
    yield {
      message: ruleFirst
        ? "The description begins with a rule; what the tool does comes later."
        : "The first sentence holds no verb and object.",
      pointer: "/description",
      evidence: excerpt(first),
    };
  },
};
