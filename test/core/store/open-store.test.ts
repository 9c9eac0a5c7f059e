import { describe } from "vitest";
import { storeSuite } from "./store-suite.ts";
import { dataFolder, opened } from "./data-folder.ts";

describe("the database", () => {
  storeSuite(async () => opened(await dataFolder()));
});
