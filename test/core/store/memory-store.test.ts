import { memoryStore } from "#core/store/memory-store.ts";
import { storeSuite } from "./store-suite.ts";

storeSuite("the in-memory store", async () => memoryStore());
