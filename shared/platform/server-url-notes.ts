import { decoded, findUrlSecrets } from "#shared/base/secret-url.ts";
import { findInvisible } from "#shared/base/visible-text.ts";
import { isBlockedPort } from "#shared/platform/fetch-ports.ts";
import type { HostKind } from "#shared/platform/host-address.ts";
import type { PlatformProfile } from "#shared/platform/profile.ts";

/** One thing a person should know about an address. `stopped`: it cannot work as it is. */
export interface UrlNote {
  readonly tone: "info" | "attention" | "stopped";
  readonly said: string;
}

const note = (tone: UrlNote["tone"], said: string): UrlNote => ({ tone, said });

/** Notes on where the address points: reachability from the platform, look-alike hosts, ports that fetch refuses. */
export function hostNotes(typed: string, url: URL, kind: HostKind, profile: PlatformProfile): readonly UrlNote[] {
  const notes: UrlNote[] = [];
  const reach: Record<Exclude<HostKind, "public">, string> = {
    loopback: `Only here: a loopback address is this computer, and ${profile.title} cannot reach it.`,
    private: `The host looks like a private network's: ${profile.title} cannot reach it from outside.`,
    "link-local": `A link-local address: ${profile.title} cannot reach it, and cloud machines keep their credentials service there.`,
    unroutable: `The host is reserved or not routable: nothing answers there on the public internet.`,
  };
  if (kind !== "public") notes.push(note("attention", reach[kind]));
  const typedHost = (/^[a-z]+:[\\/]+(?:[^/?#\\]*@)?([^/?#\\]*)/i.exec(typed)?.[1] ?? "").replace(/:\d*$/, "");
  const same = decoded(typedHost).toLowerCase() === url.hostname;
  if (/(^|\.)xn--/.test(url.hostname)) {
    notes.push(note("attention", `The host is written with letters beyond ASCII; its real name is ${url.hostname}.`));
  } else if (!same && typedHost !== "") {
    notes.push(note("info", `The host is read as ${url.hostname}.`));
  }
  if (isBlockedPort(url.port)) {
    notes.push(note("stopped", `Port ${url.port} is one that fetch refuses: clients built on it never connect.`));
  }
  return notes;
}

/** Notes on what the address carries: scheme, credentials, fragment, path, placeholders. Never quotes a secret. */
export function urlNotes(typed: string, url: URL, kind: HostKind, profile: PlatformProfile): readonly UrlNote[] {
  const notes: UrlNote[] = [];
  const secrets = findUrlSecrets(typed);
  if (url.protocol === "http:" && kind !== "loopback") {
    const refused = profile.httpsOnly === true ? `${profile.title} refuses http://: it accepts https:// only.` : "";
    const clear = secrets.length > 0 ? " The secret in it would travel unencrypted." : "";
    notes.push(
      note(refused === "" ? "attention" : "stopped", `${refused}${clear}`.trim() || "http:// is not encrypted."),
    );
  } else if (url.protocol === "http:" && profile.httpsOnly === true) {
    notes.push(note("info", `http:// is allowed here for loopback; ${profile.title} accepts https:// only.`));
  }
  if (url.username !== "" || url.password !== "") {
    notes.push(
      note("attention", `The user name and password were moved to an Authorization header.${headerField(profile)}`),
    );
  }
  if (typed.includes("#")) notes.push(note("info", "The part after # was left out: it is never sent to a server."));
  const named = secrets.flatMap(({ name, part }) => (part === "query" && name !== undefined ? [`\`${name}\``] : []));
  if (named.length > 0) notes.push(note("info", `The secret in ${named.slice(0, 3).join(", ")} is masked everywhere.`));
  if (secrets.some(({ part }) => part === "path")) {
    notes.push(note("info", "A part of the path looks like a token and is masked everywhere."));
  }
  const path = decoded(url.pathname).replace(/\/+$/, "");
  if (/\/sse$/i.test(path)) notes.push(note("info", "An SSE endpoint: the older of the two HTTP transports."));
  if (/\/messages?$/i.test(path) || url.searchParams.has("sessionId")) {
    notes.push(
      note(
        "attention",
        "This looks like the message endpoint of one SSE connection: the server's URL usually ends in /sse.",
      ),
    );
  }
  if (
    /\$\{|%24%7B|<[a-z][\w -]*>|%3C[a-z][\w-]*%3E|\{[a-z][\w-]*\}|%7B[a-z][\w-]*%7D|\b(your|my)[-_ ]?(api[-_ ]?)?(key|token|secret)\b/i.test(
      typed,
    )
  ) {
    notes.push(note("attention", "A placeholder still stands in the address: replace it by its value."));
  }
  if (findInvisible(typed).length > 0) notes.push(note("attention", "The address holds invisible characters."));
  return notes;
}

function headerField(profile: PlatformProfile): string {
  if (profile.auth === undefined || profile.auth.includes("headers")) return "";
  return ` ${profile.title} has no field for either: use a token in the URL, or a proxy that adds the header.`;
}
