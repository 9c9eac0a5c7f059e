import type { UrlCredential } from "./url-credential.ts";

/** A signed URL's form: who makes it, how it is known, and where it says when it begins and ends. */
interface Form {
  readonly kind: UrlCredential["kind"];
  /** Parameters that it always has, lower case. */
  readonly has: readonly string[];
  readonly times: (query: Query) => Times;
}
type Query = ReadonlyMap<string, string>;
/** Epoch milliseconds; absent where nothing readable is said. */
interface Times {
  readonly expiresAt?: number | undefined;
  readonly notBefore?: number | undefined;
}

/** Moment of signing and seconds of life, as Signature Version 4 and those modelled on it say it. */
const lifetime =
  (prefix: string) =>
  (query: Query): Times => {
    const notBefore = compactDate(query.get(`${prefix}date`));
    const seconds = wholeNumber(query.get(`${prefix}expires`));
    return {
      notBefore,
      ...(notBefore === undefined || seconds === undefined ? {} : { expiresAt: notBefore + seconds * 1000 }),
    };
  };
const expires = (query: Query): Times => ({ expiresAt: moment(query.get("expires")) });

const FORMS: readonly Form[] = [
  { kind: "aws-signature", has: ["x-amz-signature"], times: lifetime("x-amz-") },
  { kind: "google-signature", has: ["x-goog-signature"], times: lifetime("x-goog-") },
  { kind: "alibaba-signature", has: ["x-oss-signature"], times: lifetime("x-oss-") },
  { kind: "tencent-signature", has: ["q-signature", "q-sign-time"], times: tencent },
  { kind: "azure-sas", has: ["sig", "se"], times: azure },
  { kind: "cloudfront", has: ["key-pair-id", "policy"], times: cloudFrontPolicy },
  { kind: "cloudfront", has: ["key-pair-id", "expires"], times: expires },
  { kind: "aws-signature", has: ["awsaccesskeyid", "signature"], times: expires },
  { kind: "google-signature", has: ["googleaccessid", "signature"], times: expires },
  { kind: "google-signature", has: ["keyname", "signature"], times: expires },
  { kind: "alibaba-signature", has: ["ossaccesskeyid", "signature"], times: expires },
  { kind: "akamai-token", has: ["hdnts"], times: akamai("hdnts") },
  { kind: "akamai-token", has: ["hdnea"], times: akamai("hdnea") },
  { kind: "akamai-token", has: ["__token__"], times: akamai("__token__") },
];
const PLAIN = ["expires", "exp", "expiry", "expires_at", "expiresat", "expiration", "valid_until"];

/**
 * Reads a signed URL's form and life from its query: AWS Signature V4 and V2, Google Cloud Storage V4 and V2 and Cloud
 * CDN, Azure shared access signatures, CloudFront (canned and custom policy), Alibaba OSS, Tencent COS, Akamai, and plain
 * expiry parameters. Names in lower case. A life that cannot be read is absent; undefined where nothing is signed.
 */
export function signedUrl(query: Query): UrlCredential | undefined {
  const where = "signed query";
  const form = FORMS.find(({ has }) => has.every((name) => query.has(name)));
  if (form !== undefined) {
    const { expiresAt, notBefore } = form.times(query);
    return {
      kind: form.kind,
      where,
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(notBefore === undefined ? {} : { notBefore }),
    };
  }
  for (const name of PLAIN) {
    const expiresAt = moment(query.get(name));
    if (expiresAt !== undefined) return { kind: "expiry", where: `query parameter ${name}`, expiresAt };
  }
  return undefined;
}

/** `20261122T120000Z`, the basic form of ISO 8601 that signatures use. */
function compactDate(text: string | undefined): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? "");
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  return date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function azure(query: Query): Times {
  return { expiresAt: isoDate(query.get("se")), notBefore: isoDate(query.get("st")) };
}

/** `q-sign-time=<begin>;<end>`, in seconds. */
function tencent(query: Query): Times {
  const [from = "", to = ""] = (query.get("q-sign-time") ?? "").split(";");
  return { expiresAt: moment(to), notBefore: moment(from) };
}

/** A custom policy: JSON in base64 with `-`, `_` and `~` for `+`, `=` and `/`. */
function cloudFrontPolicy(query: Query): Times {
  const text = (query.get("policy") ?? "").slice(0, 8_192);
  const plain = text.replaceAll("-", "+").replaceAll("_", "=").replaceAll("~", "/");
  const policy = Buffer.from(plain, "base64").toString("utf8");
  const epoch = (name: string): number | undefined =>
    moment(new RegExp(`"${name}"\\s*:\\s*\\{\\s*"AWS:EpochTime"\\s*:\\s*(\\d{9,13})\\b`).exec(policy)?.[1]);
  return { expiresAt: epoch("DateLessThan"), notBefore: epoch("DateGreaterThan") };
}

/** `st=<begin>~exp=<end>~acl=...~hmac=...`, in seconds. */
function akamai(name: string): (query: Query) => Times {
  return (query) => {
    const fields = new Map((query.get(name) ?? "").split("~").map((field) => field.split("=", 2) as [string, string]));
    return { expiresAt: moment(fields.get("exp")), notBefore: moment(fields.get("st")) };
  };
}

/** Epoch seconds, epoch milliseconds or a date; undefined for anything that is no plausible moment. */
function moment(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1000;
  return /^\d{13}$/.test(text) ? Number(text) : isoDate(text);
}

const isoDate = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{4}-\d\d-\d\d(?:$|T)/.test(text) ? date(text) : undefined;

/** A date without a zone is meant in UTC. */
function date(text: string): number | undefined {
  const parsed = Date.parse(/T[\d:.]+$/.test(text) ? `${text}Z` : text);
  return Number.isNaN(parsed) ? undefined : parsed;
}

const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
