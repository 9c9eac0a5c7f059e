import { generate } from "selfsigned";

/** A key and a certificate as PEM. */
export interface Pem {
  readonly key: string;
  readonly cert: string;
}

export interface CertificateWishes {
  /** DNS names; `127.0.0.1` is always among the addresses unless `foreign`. */
  readonly names?: readonly string[];
  readonly foreign?: boolean;
  readonly from?: Date;
  readonly to?: Date;
  /** Signs it; absent = self-signed. */
  readonly authority?: Pem;
  readonly isAuthority?: boolean;
}

const DAY = 24 * 3_600_000;

/** A fresh certificate for a test server. */
export async function certificate(commonName: string, wishes: CertificateWishes = {}): Promise<Pem> {
  const names = wishes.names ?? [commonName];
  const made = await generate([{ name: "commonName", value: commonName }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: wishes.from ?? new Date(Date.now() - DAY),
    notAfterDate: wishes.to ?? new Date(Date.now() + 90 * DAY),
    ...(wishes.authority === undefined ? {} : { ca: wishes.authority }),
    extensions: [
      { name: "basicConstraints", cA: wishes.isAuthority === true, critical: true },
      ...(wishes.isAuthority === true
        ? [{ name: "keyUsage" as const, keyCertSign: true, cRLSign: true, digitalSignature: true }]
        : []),
      {
        name: "subjectAltName",
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          ...(wishes.foreign === true ? [] : [{ type: 7 as const, ip: "127.0.0.1" }]),
        ],
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}
