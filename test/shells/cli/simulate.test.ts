import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "./run-cli.ts";

const tools = [
  {
    tid: 0,
    variant: "plain",
    name: "find_parcel",
    description: "Find a parcel by its tracking code and tell where it is.",
    inputSchema: {
      type: "object",
      properties: { tracking_code: { type: "string", description: "Tracking code of the parcel" } },
      required: ["tracking_code"],
    },
  },
  {
    tid: 1,
    variant: "plain",
    name: "open_hours",
    description: "Opening hours of a post office.",
    inputSchema: { type: "object", properties: { city: { type: "string", description: "City" } }, required: ["city"] },
  },
  { tid: 0, variant: "other", name: "locate_package", description: "Locate a package.", inputSchema: {} },
];

describe("preflight simulate", () => {
  let folder: string;
  let list: string;
  const file = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };
  const lines = (rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join("\n");
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "preflight-simulate-"));
    list = await file("tools.jsonl", lines(tools));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("prints one line a row, the same on two runs but for the time", async () => {
    const rows = await file(
      "rows.jsonl",
      lines([
        { id: "a", q: "Where is my parcel with the tracking code ZX4711?", tools: [0, 1] },
        { id: "b", q: "Please find my parcel", tools: "all" },
      ]),
    );
    const run = () => runCli(["simulate", "--tools", list, "--queries", rows, "--json"]);
    const [one, two] = [await run(), await run()];
    expect(one.code).toBe(0);
    const read = one.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(read[0]).toMatchObject({
      id: "a",
      decision: "call",
      calls: [{ name: "find_parcel", args: { tracking_code: "ZX4711" } }],
      ranking: [{ name: "find_parcel" }, { name: "open_hours" }],
      ms: expect.any(Number),
    });
    expect(read[1]).toMatchObject({ id: "b", decision: "ask", missing: ["tracking_code"] });
    const timeless = (out: string): string => out.replaceAll(/"ms": ?[\d.]+/g, "");
    expect(timeless(two.out)).toBe(timeless(one.out));
  });

  it("takes the tools of one variant", async () => {
    const rows = await file("variant.jsonl", lines([{ id: 1, q: "locate the package", tools: "all" }]));
    const run = await runCli(["simulate", "--tools", list, "--queries", rows, "--variant", "other", "--json"]);
    expect(JSON.parse(run.out).ranking.map(({ name }: { name: string }) => name)).toEqual(["locate_package"]);
  });

  it.each([
    ["a line that is no JSON", '{"id":1,"q":"x"}\nnot json', "line 2"],
    ["a row without a request", '{"id":1,"q":"x"}\n{"id":2}', "Row 2 has no request"],
    ["a row that offers an unknown tool", '{"id":1,"q":"x","tools":[7]}\n{"id":2,"q":"y"}', "Row 1 offers a tool"],
  ])("says where %s stands", async (_, text, says) => {
    const rows = await file("bad.jsonl", text);
    const run = await runCli(["simulate", "--tools", list, "--queries", rows, "--json"]);
    expect(run.code).not.toBe(0);
    expect(`${run.out}${run.err}`).toContain(says);
  });
});
