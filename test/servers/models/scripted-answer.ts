/** What a scripted model says once, whatever protocol it is asked in. */
export interface ScriptedAnswer {
  /** Pieces of text, sent one by one. */
  readonly text?: readonly string[];
  readonly calls?: readonly ScriptedCall[];
  /** Absent = what calls and text imply. */
  readonly finish?: "length" | "refused";
  readonly tokens?: { readonly input: number; readonly output: number };
}

export interface ScriptedCall {
  /** Absent = made up by the server; Gemini has none. */
  readonly id?: string;
  readonly name: string;
  /** As it is streamed, JSON or not (Gemini sends objects only). */
  readonly argumentsText: string;
  /** Gemini's, which it wants back. */
  readonly signature?: string;
}

/** One server-sent event: its name, where the protocol names them, and its data. */
export interface SentEvent {
  readonly event?: string;
  readonly data: unknown;
}

/** Arguments in pieces, as a model writes them. */
export function pieces(text: string): readonly string[] {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)].filter((piece) => piece !== "");
}

export const tokensOf = (answer: ScriptedAnswer) => answer.tokens ?? { input: 21, output: 8 };
