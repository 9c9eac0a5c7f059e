import { saySpan, sayMoment } from "./say-time.ts";
import { skipped, type Step } from "./step.ts";
import { urlCredentials, type UrlCredential } from "./url-credentials.ts";

const NAMES: Readonly<Record<UrlCredential["kind"], string>> = {
  jwt: "token (JWT)",
  "aws-signature": "AWS signature",
  "google-signature": "Google signature",
  "azure-sas": "Azure shared access signature",
  cloudfront: "CloudFront signature",
  expiry: "link with an expiry",
  opaque: "token",
};

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
      .flatMap(({ expiresAt }) => (expiresAt === undefined ? [] : [expiresAt]))
      .toSorted((a, b) => a - b)[0];
    const fact =
      soonest === undefined
        ? `${found.length === 1 ? "one credential" : `${found.length} credentials`}, without a readable expiry`
        : `valid until ${sayMoment(soonest)} (${saySpan(soonest - clock)} left)`;
    return { verdict: "ok", fact, evidence, learned: { hasCredential: true } };
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
