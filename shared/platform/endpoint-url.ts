import { secretsOfUrl } from "#shared/base/redact.ts";
import { hostKind, type HostKind } from "#shared/platform/host-address.ts";

/** What a text is, read as the address of something that is sent secrets: a model's API, a custom tool's endpoint. */
export type EndpointReading =
  | {
      readonly kind: "usable";
      /** As the URL parser writes it, without a fragment. May hold secrets. */
      readonly url: URL;
      readonly host: HostKind;
      /** False for http://, which is let through to this computer and the private network only. */
      readonly encrypted: boolean;
    }
  | { readonly kind: "empty" }
  | { readonly kind: "refused"; readonly code: string; readonly said: string; readonly next: string };

const refused = (code: string, said: string, next: string): EndpointReading => ({ kind: "refused", code, said, next });

/** Longest address that is read, in UTF-16 units. */
const LONGEST = 8192;

/**
 * Judges an address before anything is sent to it: https everywhere, http on loopback and the private network only, no
 * user and password in front of the host. Pure and total. No sentence holds any of the text: it may hold secrets.
 */
export function readEndpointUrl(text: string): EndpointReading {
  const typed = text.trim();
  if (typed === "") return { kind: "empty" };
  if (typed.length > LONGEST || !/^https?:\/\//i.test(typed) || !URL.canParse(typed))
    return refused("E_URL_INVALID", "This is not a web address.", "Enter an address that begins with https://.");
  const url = new URL(typed);
  url.hash = "";
  if (url.username !== "" || url.password !== "")
    return refused(
      "E_URL_USERINFO",
      "The address has a user or a password in front of its host.",
      "Take them out, and put them where secrets are kept.",
    );
  const host = hostKind(url.hostname);
  const encrypted = url.protocol === "https:";
  if (!encrypted && host !== "loopback" && host !== "private")
    return refused(
      "E_URL_UNENCRYPTED",
      "The address begins with http://: everything sent there, secrets too, could be read on the way.",
      "Use https://. Only this computer and the private network are spoken to over http.",
    );
  return { kind: "usable", url, host, encrypted };
}

/** `readEndpointUrl` for the base address of a model's API, which has no query and holds no secret. */
export function readModelUrl(text: string): EndpointReading {
  const read = readEndpointUrl(text);
  if (read.kind !== "usable") return read;
  if (read.url.search !== "" || secretsOfUrl(read.url.href).length > 0)
    return refused(
      "E_URL_SECRET",
      "The base address has a query, or a part that looks like a key.",
      "Enter the address without it, and the key in its own field.",
    );
  return read;
}
