import { cancelled, invalidInput } from "#shared/base/failure.ts";
import { maskSecrets } from "#shared/base/redact.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import { isJsonObject } from "#shared/base/json.ts";
import { insighto } from "#shared/platform/insighto.ts";
import { readServerUrl } from "#shared/platform/server-url.ts";
import type { ConnectionTarget, JobParts } from "#core/ports.ts";
import { diagnose } from "./diagnose.ts";
import type { LatencyPlan } from "./latency-step.ts";

/** `diagnosis.*` of the contract: a stored server by id, or any URL. */
export function diagnosisHandlers(parts: JobParts): Pick<Handlers, "diagnosis.run"> {
  return {
    async "diagnosis.run"({ diagnosisId, subject, latency }, { signal }) {
      const opened = "serverId" in subject ? await parts.openServer(subject.serverId) : ok(fromUrl(subject.url));
      if (!opened.ok) return opened;
      const { target, mask } = opened.value;
      const plan = readPlan(latency);
      if (!plan.ok) return plan;
      try {
        return ok(
          await diagnose(
            target,
            { gateway: parts.gateway, clock: parts.ports.clock },
            {
              jobId: diagnosisId,
              profile: insighto,
              signal,
              mask,
              environment: process.env,
              ...(plan.value === undefined ? {} : { latency: plan.value }),
              onStep: (step) => parts.emit("diagnosis.stepped", { diagnosisId, step }),
            },
          ),
        );
      } catch (error) {
        if (signal.aborted) return fail(cancelled("The diagnosis"));
        throw error;
      }
    },
  };
}

interface Subject {
  readonly target: ConnectionTarget;
  readonly mask: (text: string) => string;
}

function fromUrl(text: string): Subject {
  const reading = readServerUrl(text);
  const remote = reading.kind === "remote";
  const secrets = remote ? reading.secrets : [];
  return {
    target: {
      serverId: "diagnosed",
      // What cannot be read as a URL goes to the first step as typed: it says why.
      url: remote ? reading.url : text,
      headers: remote ? reading.headers : {},
      secrets,
    },
    mask: (said) => maskSecrets(said, secrets),
  };
}

function readPlan(
  latency:
    | {
        readonly discoveries: number;
        readonly tool?: { readonly name: string; readonly argumentsText: string } | undefined;
      }
    | undefined,
): Result<LatencyPlan | undefined, ConsoleError> {
  if (latency === undefined) return ok(undefined);
  const { discoveries, tool } = latency;
  if (tool === undefined) return ok({ discoveries });
  try {
    const argumentsValue: unknown = JSON.parse(tool.argumentsText);
    if (isJsonObject(argumentsValue)) return ok({ discoveries, tool: { name: tool.name, argumentsValue } });
  } catch {
    // Not JSON: said below, with everything else that is no object.
  }
  return fail(
    invalidInput(
      "E_ARGUMENTS_INVALID",
      "The arguments of the measured tool are not a JSON object.",
      "Correct the arguments and start again.",
    ),
  );
}
