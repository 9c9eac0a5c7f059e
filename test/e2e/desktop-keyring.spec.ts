import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import type { MethodInput, MethodName, MethodOutput } from "#shared/contract/methods.ts";
import { electronRuntime, openConsole, root } from "./console.ts";

const secret = "tok-8f41c6a2e90b7d35";

/** Asks the core as the page does, over the page's own wire. */
function ask<M extends MethodName>(page: Page, method: M, input: MethodInput<M>): Promise<MethodOutput<M>> {
  return page.evaluate(
    ([method, input]) =>
      new Promise<never>((resolve) => {
        const { preflightWire: wire } = globalThis as unknown as {
          readonly preflightWire: { send(text: string): void; onMessage(listener: (text: string) => void): void };
        };
        const id = Math.floor(Math.random() * 1e9) + 1e9;
        wire.onMessage((text) => {
          const message = JSON.parse(text) as { readonly id?: number; readonly output: never };
          if (message.id === id) resolve(message.output);
        });
        wire.send(JSON.stringify({ type: "request", id, method, input }));
      }),
    [method as string, input as unknown] as const,
  );
}

/** An Electron that starts inside a desktop session of its own, with a fresh GNOME keyring each time. */
async function electronWithKeyring(folder: string): Promise<string> {
  const script = join(folder, "electron-with-keyring");
  const wrapper = join(root, "test/support/runtime/with-keyring.sh");
  await writeFile(script, `#!/bin/bash\nexec "${wrapper}" "${electronRuntime}" "$@"\n`);
  await chmod(script, 0o755);
  return script;
}

test("a secret is sealed by the keyring, and told but kept where that keyring is gone", async () => {
  const folder = await mkdtemp(join(tmpdir(), "preflight-keyring-"));
  const console = await openConsole({
    shell: "desktop",
    executable: await electronWithKeyring(folder),
    electronArgs: ["--password-store=gnome-libsecret"],
  });
  try {
    await expect(console.page.getByRole("navigation").first()).toBeVisible();
    expect(await ask(console.page, "app.capabilities", {})).toMatchObject({ shell: "desktop", secretStorage: true });
    const url = `https://mcp.example.com/v1?token=${secret}`;
    const added = await ask(console.page, "servers.add", { id: "sealed", url });
    expect(added).toMatchObject({ ok: true, value: { secret: "readable" } });
    expect(await ask(console.page, "servers.reveal", { id: "sealed" })).toEqual({ ok: true, value: { url } });

    const files = (await readdir(console.home)).filter((name) => name.startsWith("console.db"));
    const bytes = (await Promise.all(files.map((name) => readFile(join(console.home, name), "latin1")))).join("");
    expect(bytes).toContain("keyring:gnome_libsecret");
    expect(bytes).not.toContain(secret);
    expect(bytes).not.toContain(Buffer.from(`token=${secret}`).toString("base64").slice(2, -4));

    // The next start finds a keyring that never saw this key.
    const page = await console.restart();
    await expect(page.getByRole("navigation").first()).toBeVisible();
    expect(await ask(page, "servers.list", {})).toMatchObject([{ id: "sealed", secret: "unreadable" }]);
    expect(await ask(page, "servers.reveal", { id: "sealed" })).toMatchObject({
      ok: false,
      error: { code: "E_SECRET_UNREADABLE" },
    });
  } finally {
    await console.close();
    await rm(folder, { recursive: true, force: true });
  }
});

test("without a keyring the console says so, and why", async () => {
  const console = await openConsole({ shell: "desktop", electronArgs: ["--password-store=basic"] });
  try {
    await expect(console.page.getByRole("navigation").first()).toBeVisible();
    const { secretStorage, secretStorageReason } = await ask(console.page, "app.capabilities", {});
    expect(secretStorage).toBe(false);
    expect(secretStorageReason).toContain("No keyring");
  } finally {
    await console.close();
  }
});
