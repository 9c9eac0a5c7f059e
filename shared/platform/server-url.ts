import { maskUrl, secretsOfUrl } from "#shared/base/redact.ts";
import { decoded, findUrlSecrets } from "#shared/base/secret-url.ts";
import { findInvisible } from "#shared/base/visible-text.ts";
import { bridgedServer, commandWords, isCommandLine, maskCommand } from "#shared/platform/command-line.ts";
import { hostKind } from "#shared/platform/host-address.ts";
import { insighto } from "#shared/platform/insighto.ts";
import type { PlatformProfile } from "#shared/platform/profile.ts";
import { suggestServerName } from "#shared/platform/server-name.ts";
import { hostNotes, urlNotes, type UrlNote } from "#shared/platform/server-url-notes.ts";

/** What a person's text is, read as the address of a server. */
export type ServerUrlReading =
  | {
      readonly kind: "remote";
      /** What to connect to: no userinfo, no fragment. Holds its secrets. */
      readonly url: string;
      /** Request headers that the text implies (userinfo becomes `Authorization`). Values are secrets. */
      readonly headers: Readonly<Record<string, string>>;
      /** Every secret string, as typed and decoded, header values included. */
      readonly secrets: readonly string[];
      readonly maskedUrl: string;
      /** What a person should know, most important first. Holds no secret. */
      readonly notes: readonly UrlNote[];
      /** Why the platform would not use it at all; absent where it would. */
      readonly platformRefuses?: string;
      readonly transportHint?: "sse" | "streamable-http";
      readonly suggestedName: string;
    }
  | { readonly kind: "stdio"; readonly command: string; readonly said: string }
  | { readonly kind: "empty" }
  | {
      readonly kind: "invalid";
      readonly said: string;
      readonly next: string;
      /** A text that would be read; the person decides. May hold secrets. */
      readonly offer?: string;
    };

/** Longest address that is read, in UTF-16 units: servers and proxies refuse longer request lines. */
const LONGEST_URL = 8192;

const invalid = (said: string, next: string, offer?: string): ServerUrlReading => ({
  kind: "invalid",
  said,
  next,
  ...(offer === undefined ? {} : { offer }),
});

/**
 * Reads what a person pasted as the address of an MCP server, judged by what the platform would do with it.
 * Pure and total: any text gives a reading; nothing is resolved or fetched. No sentence in the reading holds a secret.
 */
export function readServerUrl(text: string, profile: PlatformProfile = insighto): ServerUrlReading {
  const typed = unwrap(text);
  if (typed === "") return { kind: "empty" };
  if (typed.length > LONGEST_URL) {
    return invalid(`The address is longer than ${LONGEST_URL} characters.`, "Paste the server's URL alone.");
  }
  if (/^[[{]/.test(typed) && !/^\[[0-9a-f:.]+\]/i.test(typed)) return readJson(typed, profile);
  if (isCommandLine(typed)) return readCommand(typed, profile);
  return readAddress(typed, profile);
}

/** What people paste around an address: blanks, invisible characters, quotes, back-ticks, angle brackets, Markdown. */
function unwrap(text: string): string {
  const link = /^\s*\[[^\]]*\]\((\S+)\)\s*$/.exec(text)?.[1];
  const trimmed = (link ?? text).replaceAll(
    /^[\s\u200b-\u200f\u2028-\u202e\u2060\ufeff]+|[\s\u200b-\u200f\u2028-\u202e\u2060\ufeff]+$/g,
    "",
  );
  const inner = /^(["'`<“‘])(.*)(["'`>”’])[,;]?$/s.exec(trimmed)?.[2];
  return (inner ?? trimmed).trim();
}

function readJson(typed: string, profile: PlatformProfile): ServerUrlReading {
  const command = /"command"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(typed)?.[1];
  const url = /"(?:url|serverUrl|httpUrl)"\s*:/.test(typed);
  if (command !== undefined && !url) return stdio(maskCommand(commandWords(command)), profile);
  return invalid(
    "This is a client configuration, not the address of one server.",
    "Use Import to read the servers in it.",
  );
}

function stdio(command: string, profile: PlatformProfile): ServerUrlReading {
  return {
    kind: "stdio",
    command,
    said: `This is a command that starts a stdio server. ${profile.title} connects to URLs only, so it cannot use it: host the server over Streamable HTTP, or put a bridge such as mcp-proxy in front, and give its https:// URL.`,
  };
}

function readCommand(typed: string, profile: PlatformProfile): ServerUrlReading {
  const words = commandWords(typed);
  const bridged = bridgedServer(words);
  if (bridged === undefined) return stdio(maskCommand(words), profile);
  const reading = readAddress(bridged.url, profile);
  if (reading.kind !== "remote") return reading;
  return {
    ...reading,
    headers: { ...reading.headers, ...Object.fromEntries(bridged.headers) },
    secrets: [...reading.secrets, ...[...bridged.headers.values()].filter((value) => value !== "")],
    notes: [
      { tone: "info", said: "The command only bridges to this remote server: the console connects to it directly." },
      ...reading.notes,
    ],
    ...(bridged.sse ? { transportHint: "sse" as const } : {}),
  };
}

function readAddress(typed: string, profile: PlatformProfile): ServerUrlReading {
  const scheme = /^([a-z][a-z0-9+.-]*):[\\/]{2}/i.exec(typed)?.[1]?.toLowerCase();
  if (scheme === undefined) return offerScheme(typed);
  if (scheme === "ws" || scheme === "wss") {
    const offer = typed.replace(/^ws/i, "http");
    return invalid(
      "MCP over a URL is spoken in HTTP, not over WebSocket.",
      "Try the same address with https://.",
      offer,
    );
  }
  if (scheme !== "http" && scheme !== "https") {
    return invalid(
      `An MCP server's URL begins with https://, not with ${scheme}:.`,
      "Paste the server's https:// URL.",
    );
  }
  const doubled = /^https?:\/\/(?=https?:\/\/)/i.exec(typed)?.[0];
  if (doubled !== undefined) {
    return invalid("The address has its scheme twice.", "Remove one of them.", typed.slice(doubled.length));
  }
  if (!URL.canParse(typed)) return invalid(whyUnparsable(typed), "Correct the address and paste it again.");
  return readUrl(typed, new URL(typed), profile);
}

function offerScheme(typed: string): ServerUrlReading {
  const bare = typed.replace(/^(https?:)?[\\/]*/i, "");
  const host = /^(?:[^\s/?#@]*@)?(\[[0-9a-f:.]+\]|[^\s/?#:@]+)(?::\d{1,5})?(?:[/?#]|$)/i.exec(bare)?.[1];
  const known =
    host !== undefined && (/[.[]/.test(host) || /^localhost$/i.test(host) || /:\d{2,5}([/?#]|$)/.test(bare));
  if (!known || /\s/.test(bare)) {
    return invalid("This is not the address of a server.", "Paste a URL that begins with https://.");
  }
  const offer = `${hostKind(host) === "loopback" ? "http" : "https"}://${bare}`;
  return URL.canParse(offer)
    ? invalid("The address does not begin with https:// or http://.", `Use ${maskUrl(offer)}?`, offer)
    : invalid(whyUnparsable(offer), "Correct the address and paste it again.");
}

/** Why the URL parser refuses a text, without quoting any of it: it may hold secrets. */
function whyUnparsable(typed: string): string {
  const authority = (/^[a-z]+:[\\/]+([^/?#\\]*)/i.exec(typed)?.[1] ?? "").replace(/^.*@/s, "");
  if (authority === "") return "The address has no host.";
  if (findInvisible(authority).length > 0) return "The host holds invisible or direction-changing characters.";
  if (/\s/.test(authority)) return "The host holds a blank.";
  if (authority.startsWith("[") && !/^\[[0-9a-f:.]+\](:\d+)?$/i.test(authority))
    return "The IPv6 address in brackets is not valid.";
  const port = /:([^:\]]*)$/.exec(authority)?.[1];
  if (port !== undefined && (!/^\d*$/.test(port) || Number(port) > 65_535))
    return "The port is not a number up to 65535.";
  if (/^[\d.]+$/.test(authority)) return "The IPv4 address is not valid.";
  return "The host is not valid.";
}

function readUrl(typed: string, parsed: URL, profile: PlatformProfile): ServerUrlReading {
  const kind = hostKind(parsed.hostname);
  const user = decoded(parsed.username);
  const password = decoded(parsed.password);
  const headers: Record<string, string> = {};
  const secrets = new Set(secretsOfUrl(typed));
  if (user !== "" || password !== "") {
    const basic = btoa(
      [...new TextEncoder().encode(`${user}:${password}`)].map((byte) => String.fromCharCode(byte)).join(""),
    );
    headers["Authorization"] = `Basic ${basic}`;
    secrets.add(basic);
    secrets.add(headers["Authorization"]);
    if (password !== "") secrets.add(password);
  }
  const notes = [...hostNotes(typed, parsed, kind, profile), ...urlNotes(typed, parsed, kind, profile)];
  const clean = new URL(parsed.href);
  clean.username = "";
  clean.password = "";
  clean.hash = "";
  for (const secret of secretsOfUrl(clean.href)) secrets.add(secret);
  const refuses =
    profile.httpsOnly === true && parsed.protocol === "http:" && kind !== "loopback"
      ? `${profile.title} accepts https:// only.`
      : undefined;
  const hint = transportHint(clean);
  return {
    kind: "remote",
    url: clean.href,
    headers,
    secrets: [...secrets],
    maskedUrl: maskUrl(clean.href),
    notes: [...notes].toSorted((a, b) => TONES.indexOf(a.tone) - TONES.indexOf(b.tone)),
    ...(refuses === undefined ? {} : { platformRefuses: refuses }),
    ...(hint === undefined ? {} : { transportHint: hint }),
    suggestedName: suggestServerName(withoutSecrets(clean), kind === "public"),
  };
}

const TONES: readonly UrlNote["tone"][] = ["stopped", "attention", "info"];

function transportHint(url: URL): "sse" | "streamable-http" | undefined {
  const path = url.pathname.replace(/\/+$/, "").toLowerCase();
  const named = url.searchParams.get("transport")?.toLowerCase();
  if (path.endsWith("/sse") || named === "sse") return "sse";
  return path.endsWith("/mcp") || named === "streamable-http" || named === "http" ? "streamable-http" : undefined;
}

/** The URL with its secret path parts cut out, so that no name can be drawn from them. */
function withoutSecrets(url: URL): URL {
  let href = url.href;
  for (const { start, end, part } of findUrlSecrets(href).toReversed()) {
    if (part === "path") href = href.slice(0, start) + href.slice(end);
  }
  return new URL(href);
}
