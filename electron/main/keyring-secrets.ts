import type { Secrets } from "#core/ports.ts";
import { cannotOpenHere } from "#core/secrets/cannot-open.ts";
import { fail, ok } from "#shared/base/result.ts";

/** The part of Electron's `safeStorage` that every version from 33 to 45 has. */
export interface Vault {
  isEncryptionAvailable(): boolean;
  /** Linux only; which of the desktop's keyrings is in use. */
  getSelectedStorageBackend?(): string;
  encryptString(text: string): Buffer;
  decryptString(sealed: Buffer): string;
}

/** Where the operating system keeps the key, by `process.platform`. */
const backendOf = new Map([
  ["darwin", "keychain"],
  ["win32", "dpapi"],
]);

/**
 * Secrets sealed by the operating system's keyring where there is one, by `plain` otherwise, saying why.
 * Each secret names the keyring that sealed it. One that cannot be opened stays as it is: this only ever reads it.
 * Must be made after the app is ready.
 */
export function keyringSecrets(vault: Vault, platform: NodeJS.Platform, plain: Secrets): Secrets {
  const backend = backendOf.get(platform) ?? vault.getSelectedStorageBackend?.() ?? "unknown";
  const reason = whyNot(vault, backend);
  return {
    inKeyring: reason === undefined,
    ...(reason === undefined ? {} : { reason }),

    async seal(text) {
      if (reason !== undefined) return await plain.seal(text);
      const data = vault.encryptString(text).toString("base64");
      return { backend: `keyring:${backend}`, sealedAt: new Date().toISOString(), data };
    },

    async open(sealed) {
      if (!sealed.backend.startsWith("keyring:")) return await plain.open(sealed);
      if (reason !== undefined || sealed.backend !== `keyring:${backend}`)
        return fail(cannotOpenHere(sealed, reason ?? `this session uses ${backend}`));
      try {
        return ok(vault.decryptString(Buffer.from(sealed.data, "base64")));
      } catch {
        // Electron throws for a locked keyring, a refused prompt and a foreign key alike, without saying which.
        return fail(cannotOpenHere(sealed, "the keyring refused"));
      }
    },
  };
}

/** Why secrets cannot go to a keyring, as one sentence; undefined where they can. */
function whyNot(vault: Vault, backend: string): string | undefined {
  if (backend === "basic_text" || backend === "unknown")
    return "No keyring runs in this desktop session, so secrets are kept in a file that only you can read.";
  if (!vault.isEncryptionAvailable())
    return "The keyring of this session cannot be used, so secrets are kept in a file that only you can read.";
  return undefined;
}
