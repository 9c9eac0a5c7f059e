import { maskSecrets } from "#shared/base/redact.ts";
import type { Diagnosis, DiagnosisStep } from "#shared/mcp/diagnosis.ts";
import { insighto } from "#shared/platform/insighto.ts";
import { readServerUrl } from "#shared/platform/server-url.ts";
import { diagnose, type DiagnosisOptions } from "#core/diagnose/diagnose.ts";
import { createGateway } from "#core/mcp/gateway.ts";
import type { Clock, ConnectionTarget } from "#core/ports.ts";

const clock: Clock = { now: () => new Date().toISOString(), monotonicMs: () => performance.now() };
const gateway = createGateway({ traffic: { append() {} }, clock });

/** Diagnoses a URL over the real gateway and the real network of this machine. */
export function diagnosed(
  url: string,
  options: Partial<DiagnosisOptions> = {},
  target: Partial<ConnectionTarget> = {},
): Promise<Diagnosis> {
  const reading = readServerUrl(url);
  const remote = reading.kind === "remote";
  const secrets = remote ? reading.secrets : [];
  return diagnose(
    { serverId: "s", url: remote ? reading.url : url, headers: remote ? reading.headers : {}, secrets, ...target },
    { gateway, clock },
    {
      jobId: "d",
      profile: insighto,
      signal: new AbortController().signal,
      mask: (text) => maskSecrets(text, secrets),
      ...options,
    },
  );
}

/** The step that failed, or undefined. */
export const failedStep = ({ steps }: Diagnosis): DiagnosisStep["id"] | undefined =>
  steps.find(({ verdict }) => verdict === "fail")?.id;
