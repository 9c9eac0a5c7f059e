/** What an HTTP status says of the server, in one sentence, and who must do what. */
export interface StatusMeaning {
  readonly said: string;
  readonly next: string;
}

const PROXY = "The server's operator checks that the server behind the proxy runs, and that it answers in time.";
const CLIENT_CERTIFICATE =
  "The server's operator stops asking for a client certificate, which assistants cannot present.";
const cloudflare = (said: string): StatusMeaning => ({
  said: `Cloudflare, in front of the server, ${said}`,
  next: "The server's operator checks that the server runs and lets Cloudflare reach it.",
});

const MEANINGS: ReadonlyMap<number, StatusMeaning> = new Map([
  [
    402,
    {
      said: "The server wants to be paid first",
      next: "Whoever holds the account at the server checks its plan and payment.",
    },
  ],
  [
    408,
    {
      said: "The server waited too long for the request",
      next: "Try again; if it stays, the server's operator looks at the proxy in front of it.",
    },
  ],
  [
    410,
    {
      said: "What was at this path is gone for good",
      next: "Ask the server's operator for the URL that took its place.",
    },
  ],
  [
    413,
    {
      said: "The server finds the request too large",
      next: "The server's operator raises the limit of the server or of the proxy in front of it.",
    },
  ],
  [
    414,
    {
      said: "The server finds the URL too long",
      next: "Ask for a shorter URL (a shorter token), or the server's operator raises the limit.",
    },
  ],
  [
    421,
    {
      said: "The server does not answer for this host name",
      next: "The server's operator adds the host name to the server, or to the proxy in front of it.",
    },
  ],
  [
    425,
    {
      said: "The server finds the request too early to be safe",
      next: "Try again; if it stays, the server's operator looks at early data (0-RTT) in the proxy in front of it.",
    },
  ],
  [
    426,
    {
      said: "The server wants an upgrade to another protocol",
      next: "The server's operator names the URL that takes MCP over plain HTTP/1.1: this one is for WebSocket or HTTP/2.",
    },
  ],
  [
    431,
    {
      said: "The server finds the request's headers too large",
      next: "Shorten the configured headers or the URL, or the server's operator raises the limit.",
    },
  ],
  [
    451,
    {
      said: "The server is blocked here for legal reasons",
      next: "The server's operator decides who may reach it.",
    },
  ],
  [495, { said: "The proxy in front of the server refuses the client certificate", next: CLIENT_CERTIFICATE }],
  [496, { said: "The proxy in front of the server wants a client certificate", next: CLIENT_CERTIFICATE }],
  [
    501,
    {
      said: "The server cannot do what was asked",
      next: "Ask the server's operator for the exact MCP URL, path included (often it ends in /mcp or /sse).",
    },
  ],
  [502, { said: "The proxy in front of the server got no proper answer from it", next: PROXY }],
  [
    503,
    {
      said: "The server is not available now",
      next: "The server's operator checks that the server runs, and looks in its log at this moment; try again later.",
    },
  ],
  [504, { said: "The proxy in front of the server waited too long for its answer", next: PROXY }],
  [
    505,
    {
      said: "The server does not speak this version of HTTP",
      next: "The server's operator allows HTTP/1.1.",
    },
  ],
  [
    511,
    {
      said: "The network that this machine is in wants a sign-in first",
      next: "Sign in to this machine's network (a web browser shows its page), then try again.",
    },
  ],
  [520, cloudflare("got an answer from it that makes no sense")],
  [521, cloudflare("cannot connect to it: it refuses")],
  [522, cloudflare("cannot connect to it: it does not answer")],
  [523, cloudflare("does not know the way to it")],
  [524, cloudflare("waited too long for its answer")],
  [525, cloudflare("cannot shake hands with it over TLS")],
  [526, cloudflare("does not trust its certificate")],
  [530, cloudflare("cannot reach it: its name or its tunnel is down")],
]);

/** The meaning of a status that has one of its own; undefined for those that say no more than their class. */
export const statusMeaning = (status: number): StatusMeaning | undefined => MEANINGS.get(status);

/** Whether an HTTP answer says, in the words of the usual servers, that plain HTTP was sent to a port that wants TLS. */
export function saysPortWantsTls(status: number, body: string): boolean {
  if (status === 497) return true;
  return (
    status === 400 &&
    /plain HTTP request was sent to HTTPS port|HTTP request to an? (?:HTTPS|TLS)|speaking plain HTTP to an? (?:SSL|TLS)|port requires TLS|use the https scheme/i.test(
      body.slice(0, 4_096),
    )
  );
}
