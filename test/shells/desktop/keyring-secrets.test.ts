import { describe, expect, test } from "vitest";
import type { Secrets } from "#core/ports.ts";
import type { SealedSecret } from "#core/store-port.ts";
import { ok } from "#shared/base/result.ts";
import { keyringSecrets, type Vault } from "../../../electron/main/keyring-secrets.ts";

const secret = "https://mcp.example.com/v1?token=abc123";

/** A vault of the form Electron's has; `key` stands for the one that the keyring holds. */
const vault = (backend: string, key = 7, available = true): Vault => ({
  isEncryptionAvailable: () => available,
  getSelectedStorageBackend: () => backend,
  encryptString: (text) => Buffer.from([key, ...Buffer.from(text).map((byte) => byte ^ key)]),
  decryptString(sealed) {
    if (sealed[0] !== key)
      throw new Error("Error while decrypting the ciphertext provided to safeStorage.decryptString.");
    return Buffer.from(sealed.subarray(1).map((byte) => byte ^ key)).toString("utf8");
  },
});

const plain: Secrets = {
  inKeyring: false,
  reason: "plain",
  seal: async (text) => ({
    backend: "file",
    sealedAt: "2026-11-22T00:00:00.000Z",
    data: Buffer.from(text).toString("base64"),
  }),
  open: async (sealed) => ok(Buffer.from(sealed.data, "base64").toString("utf8")),
};

describe("secrets of the desktop shell", () => {
  test("are sealed by the keyring, which each of them names", async () => {
    const secrets = keyringSecrets(vault("gnome_libsecret"), "linux", plain);
    const sealed = await secrets.seal(secret);
    expect(secrets.inKeyring).toBe(true);
    expect(sealed.backend).toBe("keyring:gnome_libsecret");
    expect(Buffer.from(sealed.data, "base64").toString()).not.toContain("abc123");
    expect(await secrets.open(sealed)).toEqual(ok(secret));
  });

  test.each(["basic_text", "unknown"])("go to a file where the backend is %s, and say why", async (backend) => {
    const secrets = keyringSecrets(vault(backend), "linux", plain);
    expect(secrets.inKeyring).toBe(false);
    expect(secrets.reason).toMatch(/No keyring runs/u);
    expect((await secrets.seal(secret)).backend).toBe("file");
  });

  test("go to a file where the keyring cannot be used", async () => {
    const secrets = keyringSecrets(vault("kwallet6", 7, false), "linux", plain);
    expect(secrets.reason).toMatch(/cannot be used/u);
    expect((await secrets.seal(secret)).backend).toBe("file");
  });

  test("of a file are opened beside a keyring", async () => {
    const secrets = keyringSecrets(vault("gnome_libsecret"), "linux", plain);
    expect(await secrets.open(await plain.seal(secret))).toEqual(ok(secret));
  });

  test.each<[string, Vault]>([
    ["by another key", vault("gnome_libsecret", 9)],
    ["by another keyring", vault("kwallet6")],
    ["while no keyring runs", vault("basic_text")],
  ])("sealed %s cannot be opened, and the error names the keyring but no secret", async (_why, now) => {
    const sealed: SealedSecret = await keyringSecrets(vault("gnome_libsecret"), "linux", plain).seal(secret);
    const opened = await keyringSecrets(now, "linux", plain).open(sealed);
    expect(opened).toMatchObject({ ok: false, error: { code: "E_SECRET_UNREADABLE", retriable: true } });
    expect(JSON.stringify(opened)).toContain("gnome_libsecret");
    expect(JSON.stringify(opened)).not.toContain("abc123");
  });

  test("use the keychain on macOS and DPAPI on Windows", async () => {
    expect((await keyringSecrets(vault("unknown"), "darwin", plain).seal(secret)).backend).toBe("keyring:keychain");
    expect((await keyringSecrets(vault("unknown"), "win32", plain).seal(secret)).backend).toBe("keyring:dpapi");
  });
});
