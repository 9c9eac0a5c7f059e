import { describe } from "vitest";
import { memoryStore } from "#core/store/memory-store.ts";
import { storeSuite } from "./store-suite.ts";

describe("the in-memory store", () => {
  storeSuite(async () => memoryStore());
});
