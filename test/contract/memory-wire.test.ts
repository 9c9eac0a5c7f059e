import { describe, expect, it } from "vitest";
import { memoryWire } from "#shared/rpc/memory-wire.ts";
import { contractChecks } from "./contract-suite.ts";

async function makePair() {
  const [coreEnd, screenEnd] = memoryWire();
  return { coreEnd, screenEnd };
}

describe("over the memory wire", () => {
  it.each(contractChecks)("$name", async ({ run }) => {
    await expect(run(makePair)).resolves.toBeUndefined();
  });
});
