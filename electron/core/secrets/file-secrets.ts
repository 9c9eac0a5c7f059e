import { fail, ok } from "#shared/base/result.ts";
import type { Secrets } from "#core/ports.ts";
import { cannotOpenHere } from "./cannot-open.ts";

/** Says what it is: base64 hides nothing, the file's mode (0600) does. */
const BACKEND = "file";

/** Secrets in the open, for shells without a keyring: whoever can read the user's files can read them. */
export function fileSecrets(): Secrets {
  return {
    inKeyring: false,
    reason: "There is no keyring here: only the desktop window uses one.",
    async seal(text) {
      const data = Buffer.from(text, "utf8").toString("base64");
      return { backend: BACKEND, sealedAt: new Date().toISOString(), data };
    },
    async open(sealed) {
      if (sealed.backend !== BACKEND) return fail(cannotOpenHere(sealed, "there is no keyring here"));
      const bytes = Buffer.from(sealed.data, "base64");
      if (bytes.toString("base64") !== sealed.data) return fail(cannotOpenHere(sealed, "what is stored is damaged"));
      return ok(bytes.toString("utf8"));
    },
  };
}
