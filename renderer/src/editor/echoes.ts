/** More than this many unreturned texts are not remembered: nobody types so far ahead of the window. */
const MOST = 50;

/** Texts that an editor reported and that did not come back yet. */
export interface Echoes {
  /** Notes a text that was typed and is about to be reported. */
  typed(text: string): void;
  /** True for a text that only comes back: no change of whoever holds it, though more may have been typed since. */
  isEcho(text: string): boolean;
}

/** Keeps a controlled editor from writing an older text over newer typing while the window is behind. */
export function createEchoes(): Echoes {
  const waiting: string[] = [];
  return {
    typed(text) {
      waiting.push(text);
      if (waiting.length > MOST) waiting.shift();
    },
    isEcho(text) {
      const at = waiting.lastIndexOf(text);
      waiting.splice(0, at < 0 ? waiting.length : at + 1);
      return at >= 0;
    },
  };
}
