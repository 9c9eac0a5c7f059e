import { connect } from "node:tls";
import { Failure } from "./failure.ts";

const LOOK_MS = 1_000;

/**
 * The failure, or a better one: a port that broke off plain HTTP, or answered what is not HTTP, is asked once whether it
 * speaks TLS. Nothing is sent but a ClientHello. At most a second; never rejects.
 */
export async function secondLook(failure: Failure, url: string, signal: AbortSignal): Promise<Failure> {
  const broke = failure.code === "E_HTTP_CLOSED" || failure.code === "E_HTTP_MALFORMED";
  if (!broke || signal.aborted || !URL.canParse(url)) return failure;
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== "http:" || !(await answersTls(hostname.replaceAll(/[[\]]/g, ""), Number(port || 80), signal)))
    return failure;
  return new Failure(
    "E_HTTP_ON_TLS_PORT",
    `${hostname}:${port || "80"} speaks TLS on this port, and the URL says http://.`,
    failure.detail.evidence === undefined ? {} : { evidence: failure.detail.evidence },
  );
}

function answersTls(host: string, port: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, rejectUnauthorized: false });
    const done = (answers: boolean): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      socket.destroy();
      resolve(answers);
    };
    const stop = (): void => done(false);
    const timer = setTimeout(stop, LOOK_MS);
    signal.addEventListener("abort", stop, { once: true });
    socket.once("secureConnect", () => done(true));
    socket.on("error", stop); // no TLS either: the first cause stands
    socket.once("close", stop);
  });
}
