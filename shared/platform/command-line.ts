import { MASK, maskUrl } from "#shared/base/redact.ts";
import { looksSecret } from "#shared/base/secret-url.ts";

const LAUNCHERS =
  /^(npx|npm|pnpm|pnpx|yarn|bunx?|deno|node|ts-node|tsx|uvx?|pipx?|python[\d.]*|py|docker|podman|go|cargo|java|dotnet|ruby|php|perl|bash|sh|zsh|cmd|powershell|pwsh|wsl|env|sudo|stdio:.*)$/i;
const PROGRAM_FILE = /^[^\s/?#@:]+\.(py|js|mjs|cjs|ts|exe|jar|sh|bat|cmd|dll|rb|php|go)$/i;
const PATH = /^(\.{1,2}[\\/]|~[\\/]|[a-z]:[\\/]|\/(usr|opt|home|bin|users|var|etc|snap|srv|root|tmp|app)\/)/i;
const BRIDGES = /^(mcp-remote|supergateway|mcp-proxy|@?[\w./-]*mcp-remote)(@\S*)?$/i;

/** The words of a command line, quotes removed. Not a shell: no expansion, no escapes beyond a backslash before a quote. */
export function commandWords(text: string): readonly string[] {
  const words = text.match(/"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"']+/g) ?? [];
  return words.map((word) => (/^["'].*["']$/s.test(word) ? word.slice(1, -1).replaceAll('\\"', '"') : word));
}

/** Whether a text is a command that starts a local server, rather than an address of a remote one. */
export function isCommandLine(text: string): boolean {
  const words = commandWords(text).filter((word) => !/^[A-Z_][A-Z0-9_]*=/.test(word) && word !== "$" && word !== "%");
  const first = words[0] ?? "";
  const program =
    first
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.(exe|cmd)$/i, "") ?? "";
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(first)) return first.toLowerCase().startsWith("stdio:");
  if (PATH.test(first) || PROGRAM_FILE.test(first)) return true;
  return LAUNCHERS.test(program) && (words.length > 1 || !program.includes("."));
}

/** The http(s) URL that a bridge such as `npx mcp-remote URL` wraps, and the headers it was told to send. */
export function bridgedServer(
  words: readonly string[],
): { readonly url: string; readonly headers: ReadonlyMap<string, string>; readonly sse: boolean } | undefined {
  const bridge = words.findIndex((word) => BRIDGES.test(word));
  if (bridge < 0) return undefined;
  const rest = words.slice(bridge + 1);
  const url = rest.find((word) => /^https?:\/\//i.test(word));
  if (url === undefined) return undefined;
  const headers = new Map<string, string>();
  for (const [index, word] of rest.entries()) {
    const header = /^(?:--header|-H)$/.test(word) ? rest[index + 1] : /^--header=(.*)$/s.exec(word)?.[1];
    const colon = header?.indexOf(":") ?? -1;
    if (header !== undefined && colon > 0) headers.set(header.slice(0, colon).trim(), header.slice(colon + 1).trim());
  }
  return { url, headers, sse: rest.some((word) => /^(--sse|sse-only)$/.test(word)) };
}

/** A command fit to be seen: values of secret-looking flags and variables, tokens and URLs masked. */
export function maskCommand(words: readonly string[]): string {
  let secretNext = false;
  return words
    .map((word) => {
      if (secretNext) {
        secretNext = false;
        return MASK;
      }
      const pair = /^(--?[\w-]*|[A-Za-z_]\w*)=(.+)$/s.exec(word);
      const name = pair?.[1] ?? (word.startsWith("-") ? word : "");
      const secret = /token|secret|passw|key|auth|credential|header$/i.test(name);
      if (pair !== null)
        return secret || looksSecret(pair[2] ?? "") ? `${name}=${MASK}` : `${name}=${maskUrl(pair[2] ?? "")}`;
      secretNext = secret || word === "-H";
      if (secretNext || /^[@./~\\-]|[\\/]/.test(word)) return /^[a-z]+:\/\//i.test(word) ? maskUrl(word) : word;
      return looksSecret(word) && !word.includes("-mcp") && !word.startsWith("mcp-") ? MASK : word;
    })
    .map((word) => (/\s/.test(word) ? JSON.stringify(word) : word))
    .join(" ")
    .slice(0, 500);
}
