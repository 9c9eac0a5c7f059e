import { expect } from "@playwright/test";
import { test } from "./console.ts";
import { walkTheMainJob } from "./journey.ts";

test("the main job, from a sample server to a restart with everything still there", async ({ console }) => {
  const complaints: string[] = [];
  console.page.on("pageerror", (error) => complaints.push(error.message));
  console.page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await walkTheMainJob(console);
  expect(complaints).toEqual([]);
  expect(console.printed).not.toContain("bug in");
});
