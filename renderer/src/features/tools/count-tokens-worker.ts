/// <reference lib="webworker" />
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";

// Text that looks like a control token ("<|endoftext|>") is text here, whatever a server writes.
const AS_TEXT = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };

self.addEventListener(
  "message",
  ({ data }: MessageEvent<{ readonly id: number; readonly texts: readonly string[] }>) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    self.postMessage({ id: data.id, counts: data.texts.map((text) => countTokens(text, AS_TEXT)) });
  },
);
