import { describe, expect, it } from "vitest";
import { memoryWire } from "#shared/rpc/memory-wire.ts";
import { contractChecks } from "./contract-suite.ts";

describe("over the memory wire", () => {
  it.each(contractChecks)("$name", async ({ run }) => {
    const makePair = async () => {
      const [coreEnd, screenEnd] = memoryWire();
      return { coreEnd, screenEnd };
    };
    await expect(run(makePair)).resolves.toBeUndefined();
  });
});
