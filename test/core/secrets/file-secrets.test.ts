import { describe, expect, it } from "vitest";
import { consoleErrorSchema } from "#shared/base/console-error.ts";
import { fileSecrets } from "#core/secrets/file-secrets.ts";

const secrets = fileSecrets();

describe("secrets in a file", () => {
  it("come back as they were sealed, and name what sealed them", async () => {
    for (const text of ["", "https://a.example/mcp?token=s3cret", "é\u0000\u{1f511}"]) {
      const sealed = await secrets.seal(text);
      expect(sealed.backend).toBe("file");
      expect(new Date(sealed.sealedAt).toISOString()).toBe(sealed.sealedAt);
      expect(await secrets.open(sealed)).toEqual({ ok: true, value: text });
    }
  });

  it("say that they are in no keyring, and why", () => {
    expect(secrets.inKeyring).toBe(false);
    expect(secrets.reason).toContain("no keyring here");
  });

  it("that a keyring sealed cannot be opened here, which is said without showing anything of them", async () => {
    const sealed = { backend: "keyring:gnome_libsecret", sealedAt: "2026-11-01T10:00:00.000Z", data: "c2VjcmV0" };
    const opened = await secrets.open(sealed);
    expect(opened).toMatchObject({ ok: false, error: { code: "E_SECRET_UNREADABLE", phase: "storage" } });
    const error = consoleErrorSchema.parse(opened.ok ? undefined : opened.error);
    expect(error.said).toContain('the keyring "gnome_libsecret" on 2026-11-01');
    expect(JSON.stringify(error)).not.toContain("c2VjcmV0");
    expect(sealed.data).toBe("c2VjcmV0");
  });

  it("that are damaged are an error, not a wrong secret", async () => {
    const sealed = await secrets.seal("https://a.example/?token=s3cret");
    const damaged = { ...sealed, data: `${sealed.data.slice(0, 9)}*${sealed.data.slice(10)}` };
    expect(await secrets.open(damaged)).toMatchObject({ ok: false, error: { code: "E_SECRET_UNREADABLE" } });
  });
});
