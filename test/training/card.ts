import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const path = join(import.meta.dirname, "../../shared/converse/simulate/benchmark-card.json");

/** One figure of the card: what was measured, on what, and whether the weights had seen it. */
export interface CardFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: "%" | "ms" | "MB" | "F1";
  readonly bar?: number;
  readonly rows: number;
  /** How honest it is: rows the weights were trained on, rows of other folds, or a set never trained on. */
  readonly seen: "trained on" | "in part trained on" | "cross-validated" | "never trained on" | "not about data";
}

/** Replaces one part of the benchmark card by new figures, with today's date. */
export function writeCard(part: string, figures: readonly CardFigure[]): void {
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as { readonly parts?: object }) : {};
  const card = {
    title: "Simulated model: what was measured",
    claim: "A deterministic stand-in. It ranks tools by the words one wrote; it cannot reason, chain or know facts.",
    data: "Development halves of public sets: BFCL, SealTools, ToolAlpaca, When2Call (Apache-2.0), MetaTool (MIT); SGD (CC-BY-SA-4.0) for measuring only.",
    parts: { ...before.parts, [part]: { measuredAt: new Date().toISOString().slice(0, 10), figures } },
  };
  writeFileSync(path, `${JSON.stringify(card, undefined, 2)}\n`);
}

/** Whether a figure misses its bar: times and sizes are to stay below it. */
export function misses({ value, unit, bar }: CardFigure): boolean {
  if (bar === undefined) return false;
  return unit === "ms" || unit === "MB" ? value > bar : !(value >= bar);
}

/** A figure as a line, with its bar. */
export function figureLine(figure: CardFigure): string {
  const { name, value, unit, bar, rows, seen } = figure;
  const met = bar === undefined ? "" : misses(figure) ? " MISSED" : " ok";
  return `${name}: ${value.toFixed(unit === "F1" ? 3 : 1)} ${unit}${bar === undefined ? "" : ` (bar ${bar}${met})`}, n ${rows}, ${seen}`;
}
