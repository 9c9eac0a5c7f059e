import { hostKind } from "#shared/platform/host-address.ts";
import { readServerUrl } from "#shared/platform/server-url.ts";
import type { PlatformProfile } from "#shared/platform/profile.ts";
import type { Step } from "./step.ts";

/** Reads the URL as a person typed it and compares it with what the platform accepts. */
export const urlStep = (profile: PlatformProfile): Step => ({
  id: "url",
  run({ target, maskedUrl }) {
    const reading = readServerUrl(target.url, profile);
    if (reading.kind !== "remote") {
      const said = reading.kind === "invalid" || reading.kind === "stdio" ? reading.said : "There is no URL.";
      return {
        verdict: "fail",
        fact: said,
        evidence: [],
        failure: {
          code: reading.kind === "stdio" ? "E_URL_STDIO" : "E_URL_INVALID",
          phase: "url",
          cause: said,
          remedy: reading.kind === "invalid" ? reading.next : "Ask for the server's https:// URL.",
        },
      };
    }
    const evidence = [maskedUrl, ...reading.notes.map(({ said }) => said)];
    if (reading.platformRefuses !== undefined) {
      return {
        verdict: "warn",
        fact: reading.platformRefuses,
        evidence,
        failure: {
          code: "E_POLICY_HTTPS",
          phase: "policy",
          cause: reading.platformRefuses,
          remedy: "The server's operator serves it over https:// with a certificate of a public authority.",
        },
      };
    }
    const attention = reading.notes.find(({ tone }) => tone !== "info");
    return attention === undefined
      ? { verdict: "ok", fact: `${new URL(reading.url).protocol}// URL, accepted by ${profile.title}`, evidence }
      : {
          verdict: "warn",
          fact: attention.said,
          evidence,
          learned: { onlyHere: hostKind(new URL(reading.url).hostname) === "loopback" },
        };
  },
});
