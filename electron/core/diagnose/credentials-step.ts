import { saySpan, sayMoment } from "./say-time.ts";
import { skipped, type Step } from "./step.ts";
import type { UrlCredential } from "./url-credential.ts";
import { urlCredentials } from "./url-credentials.ts";

const NAMES: Readonly<Record<UrlCredential["kind"], string>> = {
  jwt: "token (JWT)",
  "aws-signature": "AWS signature",
  "google-signature": "Google signature",
  "azure-sas": "Azure shared access signature",
  cloudfront: "CloudFront signature",
  "alibaba-signature": "Alibaba Cloud signature",
  "tencent-signature": "Tencent Cloud signature",
  "akamai-token": "Akamai token",
  expiry: "link with an expiry",
  opaque: "token",
};

/** A URL is pasted once and used for weeks: what ends within a day ends unnoticed. */
const SOON_MS = 24 * 3_600_000;

/**
 * Reads the credentials in the URL and headers and compares their expiry with this machine's clock. An expired one is
 * a warning: only the server's answer says whether it checks.
 */
export const credentialsStep: Step = {
  id: "credentials",
  run({ url, target, now }) {
    const found = urlCredentials(url, target.headers);
    if (found.length === 0) return { ...skipped("no credential in the URL"), learned: { hasCredential: false } };
    const clock = Date.parse(now);
    const evidence = [...found.map((one) => describe(one, clock)), `this machine's clock: ${sayMoment(clock)}`];
    const ended = found.find(({ expiresAt }) => expiresAt !== undefined && expiresAt <= clock);
    if (ended?.expiresAt !== undefined) {
      const expired = `The ${NAMES[ended.kind]} in the ${ended.where} expired on ${sayMoment(ended.expiresAt)}, ${saySpan(clock - ended.expiresAt)} ago.`;
      return { verdict: "warn", fact: expired, evidence, learned: { hasCredential: true, expired } };
    }
    const early = found.find(({ notBefore }) => notBefore !== undefined && notBefore > clock);
    if (early?.notBefore !== undefined) {
      const fact = `The ${NAMES[early.kind]} in the ${early.where} is valid only from ${sayMoment(early.notBefore)}.`;
      return { verdict: "warn", fact, evidence, learned: { hasCredential: true } };
    }
    const soonest = found
      .flatMap(({ expiresAt, ...one }) => (expiresAt === undefined ? [] : [{ ...one, expiresAt }]))
      .toSorted((a, b) => a.expiresAt - b.expiresAt)[0];
    const learned = { hasCredential: true };
    if (soonest === undefined) {
      const counted = found.length === 1 ? "one credential" : `${found.length} credentials`;
      return { verdict: "ok", fact: `${counted}, without a readable expiry`, evidence, learned };
    }
    const { kind, where, expiresAt } = soonest;
    const left = saySpan(expiresAt - clock);
    if (expiresAt - clock < SOON_MS) {
      const fact = `The ${NAMES[kind]} in the ${where} expires in ${left}; conversations after that would register no tools.`;
      return { verdict: "warn", fact, evidence, learned };
    }
    return { verdict: "ok", fact: `valid until ${sayMoment(expiresAt)} (${left} left)`, evidence, learned };
  },
};

function describe({ kind, where, expiresAt, notBefore }: UrlCredential, clock: number): string {
  const ends =
    expiresAt === undefined
      ? "no readable expiry"
      : `${expiresAt <= clock ? "expired" : "expires"} ${sayMoment(expiresAt)}`;
  const begins = notBefore === undefined ? "" : `, valid from ${sayMoment(notBefore)}`;
  return `${NAMES[kind]} in the ${where}: ${ends}${begins}`;
}
