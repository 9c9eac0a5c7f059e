import type { Diagnosis } from "#shared/mcp/diagnosis.ts";
import type { PlatformProfile } from "#shared/platform/profile.ts";
import type { Learned, StepFailure, StepOutcome } from "./step.ts";

type Conclusion = Pick<Diagnosis, "ok" | "phase" | "code" | "cause" | "remedy" | "platform">;

/** Cause, remedy and what the platform would do, from what the steps found. The first failure decides. */
export function conclude(
  outcomes: readonly StepOutcome[],
  learned: Partial<Learned>,
  profile: PlatformProfile,
): Conclusion {
  const stopped = outcomes.find(({ verdict }) => verdict === "fail")?.failure;
  const decisive = stopped ?? outcomes.find(({ failure }) => failure !== undefined)?.failure;
  const registered = learned.discovered?.tools.length ?? 0;
  if (decisive !== undefined) {
    const silent = stopped !== undefined || decisive.phase === "policy";
    return {
      ok: false,
      phase: decisive.phase,
      code: decisive.code,
      cause: decisive.cause,
      remedy: decisive.remedy,
      platform:
        decisive.phase === "proxy"
          ? elsewhere(profile)
          : silent
            ? silence(profile)
            : partly(profile, registered, decisive),
    };
  }
  if (learned.onlyHere === true)
    return {
      ok: true,
      cause: `It works from here; ${profile.title} cannot reach an address of this computer.`,
      remedy: "Host the server at a public https:// address, or put a tunnel in front of it.",
      platform: `${profile.title} would register ${count(registered)} from this list once it can reach the server, and zero until then.`,
    };
  const noticed = outcomes.filter(({ verdict }) => verdict === "warn").length;
  return {
    ok: true,
    cause:
      noticed === 0
        ? "Nothing is wrong."
        : `It works; ${noticed === 1 ? "one step deserves" : `${noticed} steps deserve`} a look.`,
    remedy: noticed === 0 ? "Nothing to do." : "Open the steps marked with a warning.",
    platform: `${profile.title} would register ${count(registered)}.`,
  };
}

const count = (tools: number): string => `${tools.toLocaleString("en")} tool${tools === 1 ? "" : "s"}`;

const silence = ({ title }: PlatformProfile): string =>
  `${title} would register zero tools and say nothing: the conversation goes on without them.`;

/** A proxy of this network stands in nobody else's way. */
const elsewhere = ({ title }: PlatformProfile): string =>
  `${title} connects from its own network, without this proxy: what it would register is not known from here.`;

const partly = ({ title }: PlatformProfile, registered: number, { code }: StepFailure): string =>
  code === "E_TOOL_MALFORMED"
    ? `${title} would register ${registered} tools at best, and zero where its client refuses the whole list.`
    : `${title} would register the ${registered} tools that were listed, or fewer.`;
