import { connect } from "node:tls";
import { ProxyRefusal } from "#core/proxy/proxy-refusal.ts";
import { gatewayWord } from "./gateway-page.ts";
import { pageKind } from "./page-kind.ts";
import { readNetworkError, within } from "./network-error.ts";
import { saySpan } from "./say-time.ts";
import { hostAndPort, type Step, type StepFailure, type StepInput, type StepOutcome } from "./step.ts";
import { handshakeFailure } from "./tls-failure.ts";
import { resets, resetsUnasked } from "./tcp-step.ts";
import { probe, type ProbeAnswer } from "./http-probe.ts";
import { followedRedirects, readRedirect } from "./http-redirect.ts";
import { onTlsPort, statusFailure } from "./http-status.ts";

/** Silence on the modern probe is no verdict: a legacy server may ignore it. The MCP step then has the rest of the time. */
const PROBE_MS = 5_000;
const SKEW_MS = 5 * 60_000;
const HINTS = [
  "server",
  "via",
  "x-powered-by",
  "cf-ray",
  "x-amzn-requestid",
  "x-vercel-id",
  "fly-request-id",
  "ngrok-error-code",
];

/** Sends one MCP request and looks at the bare HTTP answer: status, redirects, content type, what kind of page it is. */
export const httpStep: Step = {
  id: "http",
  async run(input) {
    const { url, target, learned, signal, remainingMs, monotonicMs } = input;
    const chain: string[] = [];
    let here = url;
    for (;;) {
      let answer: ProbeAnswer;
      try {
        const pinned = here.host === url.host ? learned.reached : undefined;
        answer = await within(Math.min(PROBE_MS, remainingMs()), signal, (ended) =>
          probe(here, target.headers, pinned, ended, monotonicMs, learned.proxy),
        );
      } catch (thrown) {
        return await unanswered(thrown, input);
      }
      const redirect = readRedirect(answer, here);
      if (redirect === undefined) return judge(answer, chain, here, input);
      chain.push(`${answer.status} to ${redirect.shown}`);
      if (redirect.failure !== undefined || chain.length > followedRedirects) {
        const failure = redirect.failure ?? {
          code: "E_HTTP_REDIRECT_LOOP",
          phase: "http",
          cause: `The server redirects again and again (${chain.length} times).`,
          remedy: "The server's operator repairs the redirect loop.",
        };
        return { verdict: "fail", fact: failure.cause, evidence: [...chain, ...describe(answer)], failure };
      }
      here = redirect.to;
    }
  },
};

function describe(answer: ProbeAnswer): readonly string[] {
  const { status, headers, body, firstByteMs } = answer;
  const lines = [
    `HTTP ${status}, first byte after ${Math.round(firstByteMs)} ms`,
    `content-type: ${headers.get("content-type") ?? "none"}`,
  ];
  for (const name of HINTS) {
    const value = headers.get(name);
    if (value !== undefined) lines.push(`${name}: ${value.slice(0, 120)}`);
  }
  const start = body.replaceAll(/\s+/g, " ").trim().slice(0, 200);
  return start === "" ? lines : [...lines, `body begins: ${start}`];
}

function judge(answer: ProbeAnswer, chain: readonly string[], here: URL, input: StepInput): StepOutcome {
  const contentType = (answer.headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
  const page = pageKind(answer.body);
  const gateway = gatewayWord(answer);
  const seen = { status: answer.status, contentType };
  const learned = {
    answer: { ...seen, ...(page === undefined ? {} : { page }), ...(gateway === undefined ? {} : { gateway }) },
  };
  const evidence = [...chain, ...describe(answer)];
  const failure =
    withoutQuery(answer, here, input) ??
    statusFailure(answer, input.learned, { url: here, shown: hostAndPort(here).shown });
  if (failure !== undefined) return { verdict: "fail", fact: failure.cause, evidence, failure, learned };
  const served = Date.parse(answer.headers.get("date") ?? "");
  const skew = Number.isNaN(served) ? 0 : served - Date.parse(input.now);
  if (Math.abs(skew) > SKEW_MS) {
    const fact = `HTTP ${answer.status}; the server's clock is ${saySpan(skew)} ${skew > 0 ? "ahead of" : "behind"} this machine's`;
    return { verdict: "warn", fact, evidence, learned };
  }
  if (page !== undefined) return { verdict: "warn", fact: `HTTP ${answer.status}, ${page}`, evidence, learned };
  const fact = `HTTP ${answer.status}${contentType === "" ? "" : `, ${contentType}`} in ${Math.round(answer.firstByteMs)} ms`;
  return { verdict: answer.status >= 500 ? "warn" : "ok", fact, evidence, learned };
}

/** A redirect that drops the query drops the token in it: who refuses then never saw it. */
function withoutQuery({ status }: ProbeAnswer, here: URL, { url }: StepInput): StepFailure | undefined {
  if ((status !== 401 && status !== 403) || url.search === "" || here.search !== "") return undefined;
  return {
    code: `E_HTTP_${status}`,
    phase: "http",
    cause: `The server redirects to ${here.pathname.slice(0, 200)} and drops the query, token included; what is there refuses the request (HTTP ${status}).`,
    remedy:
      "Use the redirect's target with the same query as the URL, or the server's operator keeps the query in the redirect.",
  };
}

/** No HTTP answer: silence leads on to the MCP step, everything else is named here. */
async function unanswered(thrown: unknown, input: StepInput): Promise<StepOutcome> {
  const { code, message } = readNetworkError(thrown);
  const { host, port, shown } = hostAndPort(input.url);
  const evidence = [`${code} ${message}`.trim().slice(0, 500)];
  if (code === "DEADLINE" || code === "ABORT_ERR")
    return {
      verdict: "warn",
      fact: `connected, and no answer to the first request within ${saySpan(PROBE_MS)}`,
      evidence,
      learned: { silentOnProbe: true },
    };
  const failed = (failure: StepFailure): StepOutcome => ({ verdict: "fail", fact: failure.cause, evidence, failure });
  if (code.startsWith("ERR_SSL") || code.startsWith("ERR_TLS")) return failed(handshakeFailure(code, message, shown));
  if (code === "HPE_HEADER_OVERFLOW")
    return failed({
      code: "E_HTTP_HEADERS_TOO_LARGE",
      phase: "http",
      cause: "The response headers are larger than 16 KiB.",
      remedy: "The server's operator makes the response headers smaller.",
    });
  if (thrown instanceof ProxyRefusal)
    return failed({ code: thrown.code, phase: "proxy", cause: thrown.message, remedy: thrown.next });
  const direct = input.learned.proxy === undefined;
  const speaksTls = direct && input.url.protocol === "http:" && (await answersTls(host, port, input.signal));
  if (speaksTls) return failed(onTlsPort(shown));
  if (code.startsWith("HPE_") || code.startsWith("ERR_INVALID_HTTP"))
    return failed({
      code: "E_HTTP_MALFORMED",
      phase: "http",
      cause: `${shown} answered something that is not HTTP.`,
      remedy: "The server's operator checks what listens on this port, and that the URL names the right one.",
    });
  if (
    direct &&
    code === "ECONNRESET" &&
    (await resetsUnasked(input.learned.reached?.address ?? host, port, input.signal))
  )
    return failed(resets(shown));
  return failed({
    code: "E_HTTP_CLOSED",
    phase: "http",
    cause: `${shown} closed the connection without an answer.`,
    remedy: "The server's operator looks in the log of the server, and of the proxy in front of it, at this moment.",
  });
}

async function answersTls(host: string, port: number, signal: AbortSignal): Promise<boolean> {
  const socket = connect({ host, port, rejectUnauthorized: false });
  try {
    await within(
      1_500,
      signal,
      () => new Promise<void>((resolve, reject) => socket.once("secureConnect", resolve).once("error", reject)),
    );
    return true;
  } catch {
    return false; // no TLS either: the first cause stands
  } finally {
    socket.on("error", () => {});
    socket.destroy();
  }
}
