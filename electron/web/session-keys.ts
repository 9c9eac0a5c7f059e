import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** Longest time between printing the link and opening it, in milliseconds. */
const tokenLifeMs = 15 * 60_000;
/** Sessions kept at once; the oldest goes first. */
const mostSessions = 32;

/**
 * Who may talk to the browser shell. A link carries a one-time token of 256 bits; the first page that shows it gets
 * a session key for its cookie. Only digests are kept, and compared in constant time.
 */
export interface SessionKeys {
  /** A fresh one-time token for a link. The one before it stops working. */
  issueToken(): string;
  /** The session key for a token, once; undefined for any other. */
  exchange(token: string): string | undefined;
  knows(sessionKey: string): boolean;
}

/** Keeps keys in memory: they end with the process. `nowMs` is a monotonic clock in milliseconds. */
export function sessionKeys(nowMs: () => number): SessionKeys {
  let pending: { readonly digest: Buffer; readonly issuedAt: number } | undefined;
  const sessions: Buffer[] = [];
  return {
    issueToken() {
      const token = randomBytes(32).toString("base64url");
      pending = { digest: digestOf(token), issuedAt: nowMs() };
      return token;
    },
    exchange(token) {
      if (pending === undefined || nowMs() - pending.issuedAt > tokenLifeMs) return undefined;
      if (!timingSafeEqual(pending.digest, digestOf(token))) return undefined;
      pending = undefined;
      const key = randomBytes(32).toString("base64url");
      sessions.push(digestOf(key));
      if (sessions.length > mostSessions) sessions.shift();
      return key;
    },
    knows(sessionKey) {
      const digest = digestOf(sessionKey);
      return sessions.reduce((found, known) => timingSafeEqual(known, digest) || found, false);
    },
  };
}

/** Equal lengths for any text, as the constant-time comparison needs. */
function digestOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
