import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostileRows } from "../servers/hostile/rows.ts";
import { runCli, type CliRun } from "../shells/cli/run-cli.ts";
import { startHost, type Host } from "./host-client.ts";
import { SEED } from "./hostile-console.ts";

let host: Host;
let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  host = startHost();
  folder = await mkdtemp(join(tmpdir(), "preflight-hostile-cli-"));
  const { cert = "" } = await host.ask("authority", "");
  await writeFile(join(folder, "authority.pem"), cert);
  env = { NODE_EXTRA_CA_CERTS: join(folder, "authority.pem"), PREFLIGHT_HOME: folder };
});
afterAll(async () => {
  host.close();
  await rm(folder, { recursive: true, force: true });
});

/** What a terminal must never be sent by a server: C0 and C1 controls (line feed apart), and what hides or turns text. */
// eslint-disable-next-line no-control-regex -- control characters are the subject
const ACTIVE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]|\udb40[\udc00-\udc7f]/;

const inert = ({ out, err }: CliRun): void => {
  const text = out + err;
  expect(ACTIVE.exec(text)?.[0]).toBeUndefined();
  expect(text).not.toContain(SEED);
  expect(text).not.toMatch(/\bE_UNKNOWN\b/);
  expect(text).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m); // a stack is a bug that was not caught
};

describe("the command line against hostile servers", () => {
  test.each(hostileRows.filter(({ cli }) => cli === true).map((row) => [`${row.id} ${row.title}`, row] as const))(
    "%s",
    { timeout: 60_000 },
    async (_, row) => {
      const key = `cli-${row.id}`;
      const { started = { url: "", extra: "" } } = await host.ask("start", key, row.id);
      const url = `${started.url}?token=${SEED}`;
      const withUrl = { env: { ...env, PREFLIGHT_URL: url } };
      try {
        const diagnosis = await runCli(["diagnose", "--json"], withUrl);
        inert(diagnosis);
        const said = JSON.parse(diagnosis.out) as { ok: boolean; code?: string; cause: string; remedy: string };
        expect(said.cause).not.toBe("");
        expect(said.remedy).not.toBe("");
        if (row.code !== undefined) {
          expect(diagnosis.code).not.toBe(0);
          const codes = typeof row.diagnosed === "object" ? row.diagnosed.code : row.code;
          expect(codes.split("|")).toContain(said.code);
        }
        const discovered = await runCli(["discover"], withUrl);
        inert(discovered);
        if (row.code !== undefined && row.drive === "discover") expect(discovered.code).not.toBe(0);
        if (row.drive === "call") {
          const called = await runCli(["call", "first"], withUrl);
          inert(called);
          inert(await runCli(["call", "first", "--json"], withUrl));
        }
      } finally {
        await host.ask("stop", key);
      }
    },
  );
});
