import { describe, expect, it } from "vitest";
import { credentialsStep } from "#core/diagnose/credentials-step.ts";
import type { StepOutcome } from "#core/diagnose/step.ts";

const NOW = "2026-11-22T12:00:00.000Z";
const HOUR = 3_600_000;
const clock = Date.parse(NOW);

/** A moment so many hours from now, as each kind of signed URL writes it. */
const iso = (hours: number): string => new Date(clock + hours * HOUR).toISOString().replace(".000", "");
const compact = (hours: number): string => iso(hours).replaceAll(/[-:]/g, "");
const epoch = (hours: number): string => String((clock + hours * HOUR) / 1000);
const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const jwt = (claims: object): string => `${base64url({ alg: "HS256" })}.${base64url(claims)}.c2ln`;
/** A custom policy as CloudFront wants it in a URL. */
const policy = (from: number, to: number): string =>
  Buffer.from(
    `{"Statement":[{"Resource":"https://mcp.example.com/*","Condition":{"DateGreaterThan":{"AWS:EpochTime":${epoch(from)}},"DateLessThan":{"AWS:EpochTime":${epoch(to)}}}}]}`,
  )
    .toString("base64")
    .replaceAll("+", "-")
    .replaceAll("=", "_")
    .replaceAll("/", "~");

/** Each kind, valid from and to so many hours from now; `begins` where its form says when. */
const kinds: readonly {
  readonly name: string;
  readonly says: string;
  readonly begins: boolean;
  readonly query: (from: number, to: number) => string;
  readonly malformed: string;
}[] = [
  {
    name: "AWS Signature V4",
    says: "AWS signature",
    begins: true,
    query: (from, to) =>
      `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA%2F20261122&X-Amz-Date=${compact(from)}&X-Amz-Expires=${(to - from) * 3600}&X-Amz-Signature=abcdef0123`,
    malformed: "X-Amz-Date=20269922T996000Z&X-Amz-Expires=&X-Amz-Signature=abcdef0123",
  },
  {
    name: "AWS Signature V2",
    says: "AWS signature",
    begins: false,
    query: (_, to) => `AWSAccessKeyId=AKIAEXAMPLE&Expires=${epoch(to)}&Signature=abc%2Bdef%3D`,
    malformed: "AWSAccessKeyId=AKIAEXAMPLE&Expires=tomorrow&Signature=abc",
  },
  {
    name: "Google Cloud Storage V4",
    says: "Google signature",
    begins: true,
    query: (from, to) =>
      `X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Date=${compact(from)}&X-Goog-Expires=${(to - from) * 3600}&X-Goog-Signature=abcdef`,
    malformed: "X-Goog-Date=yesterday&X-Goog-Expires=-5&X-Goog-Signature=abcdef",
  },
  {
    name: "Google Cloud Storage V2",
    says: "Google signature",
    begins: false,
    query: (_, to) => `GoogleAccessId=me%40x.iam.gserviceaccount.com&Expires=${epoch(to)}&Signature=abc`,
    malformed: "GoogleAccessId=me&Expires=99999999999999999999&Signature=abc",
  },
  {
    name: "Google Cloud CDN",
    says: "Google signature",
    begins: false,
    query: (_, to) => `Expires=${epoch(to)}&KeyName=my-key&Signature=abc`,
    malformed: "Expires=&KeyName=my-key&Signature=abc",
  },
  {
    name: "Azure SAS",
    says: "Azure shared access signature",
    begins: true,
    query: (from, to) => `sv=2024-11-04&st=${iso(from)}&se=${iso(to)}&sr=b&sp=r&sig=abc%3D`,
    malformed: "sv=2024-11-04&st=whenever&se=2026-99-99T99:99:99Z&sig=abc",
  },
  {
    name: "Azure SAS in minutes, without a zone",
    says: "Azure shared access signature",
    begins: true,
    query: (from, to) => `sv=2024-11-04&st=${iso(from).slice(0, 16)}&se=${iso(to).slice(0, 16)}&sig=abc%3D`,
    malformed: "se=&sig=abc",
  },
  {
    name: "CloudFront, canned policy",
    says: "CloudFront signature",
    begins: false,
    query: (_, to) => `Expires=${epoch(to)}&Signature=abc~def__&Key-Pair-Id=K2JCJMDEHXQW5F`,
    malformed: "Expires=soon&Signature=abc~def__&Key-Pair-Id=K2JCJMDEHXQW5F",
  },
  {
    name: "CloudFront, custom policy",
    says: "CloudFront signature",
    begins: true,
    query: (from, to) => `Policy=${policy(from, to)}&Signature=abc~def__&Key-Pair-Id=K2JCJMDEHXQW5F`,
    malformed: `Policy=${"!".repeat(20_000)}&Signature=abc&Key-Pair-Id=K2JCJMDEHXQW5F`,
  },
  {
    name: "Alibaba OSS V4",
    says: "Alibaba Cloud signature",
    begins: true,
    query: (from, to) =>
      `x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-date=${compact(from)}&x-oss-expires=${(to - from) * 3600}&x-oss-signature=abc`,
    malformed: "x-oss-date=1&x-oss-expires=1e9&x-oss-signature=abc",
  },
  {
    name: "Alibaba OSS V1",
    says: "Alibaba Cloud signature",
    begins: false,
    query: (_, to) => `OSSAccessKeyId=LTAI&Expires=${epoch(to)}&Signature=abc`,
    malformed: "OSSAccessKeyId=LTAI&Expires=NaN&Signature=abc",
  },
  {
    name: "Tencent COS",
    says: "Tencent Cloud signature",
    begins: true,
    query: (from, to) =>
      `q-sign-algorithm=sha1&q-ak=AKID&q-sign-time=${epoch(from)}%3B${epoch(to)}&q-key-time=1%3B2&q-signature=abc`,
    malformed: "q-sign-time=now&q-signature=abc",
  },
  {
    name: "Akamai",
    says: "Akamai token",
    begins: true,
    query: (from, to) => `hdnts=st%3D${epoch(from)}~exp%3D${epoch(to)}~acl%3D%2F*~hmac%3Dabcdef`,
    malformed: "hdnts=exp%3D~acl%3D%2F*~hmac%3Dabcdef",
  },
  {
    name: "a JSON Web Token",
    says: "token (JWT)",
    begins: true,
    query: (from, to) => `token=${jwt({ nbf: Number(epoch(from)), exp: Number(epoch(to)) })}`,
    malformed: `token=${jwt({ exp: 1e300, nbf: "then" })}`,
  },
  {
    name: "a plain expiry",
    says: "link with an expiry",
    begins: false,
    query: (_, to) => `token=abcdefgh&expires=${epoch(to)}`,
    malformed: "token=abcdefgh&expires=0x7fffffff",
  },
  {
    name: "a plain expiry in milliseconds",
    says: "link with an expiry",
    begins: false,
    query: (_, to) => `key=abcdefgh&expires_at=${epoch(to)}000`,
    malformed: "key=abcdefgh&expires_at=12",
  },
];

async function look(query: string, headers: Readonly<Record<string, string>> = {}): Promise<StepOutcome> {
  const url = new URL(`https://mcp.example.com/v1?${query}`);
  return await credentialsStep.run({
    url,
    target: { serverId: "s", url: url.href, headers, secrets: [] },
    maskedUrl: "",
    learned: {},
    signal: new AbortController().signal,
    remainingMs: () => 1_000,
    now: NOW,
    monotonicMs: () => 0,
  });
}

describe.each(kinds)("$name", ({ says, query, malformed }) => {
  it("that lasts is in order, and its end is told", async () => {
    const outcome = await look(query(-1, 71));
    expect(outcome).toMatchObject({ verdict: "ok", learned: { hasCredential: true } });
    expect(outcome.fact).toBe("valid until 25 November 2026, 11:00 UTC (3 days left)");
    expect(outcome.evidence[0]).toContain(`${says} in the`);
    expect(outcome.learned?.expired).toBeUndefined();
  });

  it("that has expired is a warning with the moment, for the answer that may follow", async () => {
    const outcome = await look(query(-71, -48));
    expect(outcome.verdict).toBe("warn");
    expect(outcome.learned?.expired).toBe(outcome.fact);
    expect(outcome.fact).toContain(`The ${says} in the `);
    expect(outcome.fact).toContain("expired on 20 November 2026, 12:00 UTC, 2 days ago.");
  });

  it("that is about to expire is a warning", async () => {
    const outcome = await look(query(-1, 2));
    expect(outcome.verdict).toBe("warn");
    expect(outcome.fact).toContain("expires in 2 hours; conversations after that would register no tools");
    expect(outcome.learned?.expired).toBeUndefined();
  });

  it("that is malformed is a credential without a readable expiry", async () => {
    const outcome = await look(malformed);
    expect(outcome).toMatchObject({ verdict: "ok", learned: { hasCredential: true } });
    expect(outcome.fact).toMatch(/^(?:one credential|\d credentials), without a readable expiry$/);
    expect(outcome.evidence.join("\n")).not.toMatch(/NaN|Invalid|out of range/);
  });
});

it.each(kinds.filter(({ begins }) => begins))("$name that is not valid yet is a warning", async ({ says, query }) => {
  const outcome = await look(query(48, 96));
  expect(outcome.verdict).toBe("warn");
  expect(outcome.fact).toContain(`The ${says} in the `);
  expect(outcome.fact).toContain("is valid only from 24 November 2026, 12:00 UTC");
});

describe("credentials beside each other", () => {
  it("a header's expired token is told although the URL's lasts", async () => {
    const outcome = await look(`expires=${epoch(72)}`, { Authorization: `Bearer ${jwt({ exp: Number(epoch(-48)) })}` });
    expect(outcome.fact).toContain("The token (JWT) in the header Authorization expired on 20 November 2026");
  });

  it("a URL without any is skipped", async () => {
    expect(await look("page=2&sort=name")).toMatchObject({ verdict: "skipped", learned: { hasCredential: false } });
  });
});
