import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import type { ModelGateway } from "#core/model-ports.ts";
import { useJobs } from "#renderer/api/jobs.ts";
import { sayCheck } from "#renderer/features/settings/model-check-line.tsx";
import { fail, ok } from "#shared/base/result.ts";
import { cancelled } from "#shared/base/failure.ts";
import { endConsole, renderConsole, type RenderedConsole } from "../../support/render-console.tsx";

const KEY = "sk-test-9f8e7d6c5b4a39281706";

let console: RenderedConsole | undefined;
afterEach(async () => {
  await endConsole(console);
  console = undefined;
});

/** A model that says what it is told to. */
function gateway(answer: ModelGateway["answer"]): ModelGateway {
  return { answer };
}

const ready: ModelGateway["answer"] = async () =>
  ok({
    text: "",
    calls: [{ id: "c", name: "report_ready", argumentsText: '{"word":"ready"}' }],
    finish: "calls",
    tokens: { input: 60, output: 5 },
    firstTokenMs: 240,
    ms: 1200,
  });

async function openSettings(answer: ModelGateway["answer"] = ready): Promise<RenderedConsole> {
  console = await renderConsole({}, async () => undefined, { models: gateway(answer) });
  fireEvent.click(await screen.findByRole("button", { name: "Settings" }));
  await screen.findByRole("region", { name: "Models" });
  return console;
}

const type = (label: string, text: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
};

async function addLocal(): Promise<void> {
  fireEvent.click(await screen.findByRole("button", { name: "Add a model" }));
  await screen.findByRole("dialog", { name: "Add a model" });
  fireEvent.click(screen.getByRole("button", { name: "Ollama" }));
  type("Model", "qwen3:8b");
  type("Key", KEY);
}

it("says that none is set up, and sets one up with its key covered", async () => {
  const rendered = await openSettings();
  expect(screen.getByRole("region", { name: "Models" }).textContent).toContain("No real model is set up");
  await addLocal();
  expect(screen.getByLabelText("Base address")).toHaveProperty("value", "http://127.0.0.1:11434/v1");
  expect(screen.getByText(/does not leave this computer/)).toBeTruthy();
  expect(screen.getByLabelText("Key")).toHaveProperty("type", "password");
  expect(screen.getByText(/Kept in a file that only you can read/)).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  const row = await screen.findByRole("listitem");
  expect(row.textContent).toContain("OpenAI-compatible · qwen3:8b · 127.0.0.1:11434 · key in a file only you can read");
  expect((await rendered.ask("models.list", {}))[0]).toMatchObject({ name: "qwen3:8b", hasKey: true });
  expect(document.body.innerHTML).not.toContain(KEY);
});

it("cannot save an address over which everything could be read", async () => {
  await openSettings();
  await addLocal();
  type("Base address", "http://models.example.com/v1");
  expect(await screen.findByText(/could be read on the way/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Save" })).toHaveProperty("disabled", true);
});

it("checks a model and says how soon it answered and whether it calls tools", async () => {
  await openSettings();
  await addLocal();
  fireEvent.click(screen.getByRole("button", { name: "Save and check" }));
  expect((await screen.findByText(/Answers and calls tools/)).textContent).toBe(
    "Answers and calls tools: first token after 240 ms, whole answer 1.2 s, 60 tokens in, 5 out.",
  );
});

it("shows a check under way in Activity too, and stops it", async () => {
  await openSettings(
    (_model, { signal }) =>
      new Promise((resolve) => signal.addEventListener("abort", () => resolve(fail(cancelled("The model's answer"))))),
  );
  await addLocal();
  fireEvent.click(screen.getByRole("button", { name: "Save and check" }));
  expect(await screen.findByRole("progressbar", { name: "Checking the model" })).toBeTruthy();
  expect(useJobs.getState().running).toMatchObject([{ kind: "model-check", title: "qwen3:8b" }]);
  fireEvent.click(within(await screen.findByRole("listitem")).getByRole("button", { name: "Cancel" }));
  expect(await screen.findByText("The check was cancelled.")).toBeTruthy();
  expect(useJobs.getState().running).toEqual([]);
});

it("shows what went wrong in the model's row until it is dismissed", async () => {
  const error = {
    kind: "refused-credentials" as const,
    code: "E_MODEL_KEY_REFUSED",
    phase: "http" as const,
    said: "The provider refuses the key (401).",
    evidence: "HTTP 401",
    retriable: false,
    next: "Enter the key again.",
  };
  await openSettings(async () => fail(error));
  await addLocal();
  fireEvent.click(screen.getByRole("button", { name: "Save and check" }));
  const row = await screen.findByRole("listitem");
  expect((await within(row).findByRole("alert")).textContent).toContain("The provider refuses the key (401).");
  fireEvent.click(within(row).getByRole("button", { name: "Dismiss" }));
  await waitFor(() => expect(within(row).queryByRole("alert")).toBeNull());
});

it("a removed model comes back with undo; the key that is kept stays through a change", async () => {
  const rendered = await openSettings();
  await addLocal();
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  fireEvent.click(await screen.findByRole("button", { name: "Edit qwen3:8b" }));
  await screen.findByRole("dialog", { name: "Edit qwen3:8b" });
  type("Name", "Local");
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  fireEvent.click(await screen.findByRole("button", { name: "Remove Local" }));
  await waitFor(() => expect(screen.queryByRole("listitem")).toBeNull());
  fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
  expect((await screen.findByRole("listitem")).textContent).toContain("Local");
  expect((await rendered.ask("models.list", {}))[0]).toMatchObject({ name: "Local", hasKey: true });
});

it("is honest about a model that answers in words", () => {
  const said = sayCheck({ calledTool: false, said: "ready", ms: 900, firstTokenMs: 100 });
  expect(said).toContain("did not call the tool");
  expect(said).toContain("“ready”");
});
