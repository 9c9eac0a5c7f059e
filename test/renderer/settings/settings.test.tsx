import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { endConsole, renderConsole, type RenderedConsole } from "../../support/render-console.tsx";

let console: RenderedConsole | undefined;
afterEach(async () => {
  await endConsole(console);
  console = undefined;
});

it("changes the theme at once and for the next start", async () => {
  const rendered = (console = await renderConsole());
  fireEvent.click(await screen.findByRole("button", { name: "Settings" }));
  fireEvent.click(await screen.findByRole("radio", { name: "Dark" }));
  expect(document.documentElement.dataset["mantineColorScheme"]).toBe("dark");
  await waitFor(async () => expect((await rendered.ask("preferences.get", {})).theme).toBe("dark"));
});

it("says where secrets are kept when there is no keyring", async () => {
  console = await renderConsole();
  fireEvent.click(await screen.findByRole("button", { name: "Settings" }));
  const secrets = await screen.findByRole("region", { name: "Secrets" });
  expect(secrets.textContent).toContain("a file that only your user can read");
});

it("lists every shortcut that is on offer", async () => {
  console = await renderConsole();
  fireEvent.click(await screen.findByRole("button", { name: "Settings" }));
  const keys = await screen.findByRole("region", { name: "Keyboard" });
  expect(keys.textContent).toContain("Find an action");
  expect(keys.textContent).toContain("Next pane");
});
