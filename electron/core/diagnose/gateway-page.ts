import type { ProbeAnswer } from "./http-probe.ts";
import type { GatewayWord } from "./step.ts";

/** How a gateway's own answer is known, and what it means. `body` and `header` must both hold where both are given. */
interface Sign {
  readonly header?: readonly [name: string, pattern: RegExp];
  readonly body?: RegExp;
  readonly statuses?: readonly number[];
  readonly cause: string;
  readonly remedy: string;
}

const OPERATOR_STARTS = "The server's operator checks that the server runs and answers in time, and looks in its log.";
const TUNNEL =
  "Whoever runs the server starts it and its tunnel again; the address of a free tunnel changes each time.";
const PATH = "Ask the server's operator for the exact MCP URL, path included (often it ends in /mcp or /sse).";
const ADDRESSES =
  "The server's operator lets the platform's addresses through the firewall, without a check for robots.";
const DEPLOYED = "The server's operator deploys it again, or gives the URL of the deployment that is there.";

// Most telling first: a tunnel's word about itself before that of the web server behind it.
const SIGNS: readonly Sign[] = [
  {
    header: ["ngrok-error-code", /ERR_NGROK_(?:3200|3004|334\d)/],
    cause: "The ngrok tunnel at this address is offline",
    remedy: TUNNEL,
  },
  { body: /ERR_NGROK_3200\b/, cause: "The ngrok tunnel at this address is offline", remedy: TUNNEL },
  {
    header: ["ngrok-error-code", /ERR_NGROK_80\d\d/],
    cause: "The ngrok tunnel stands, and nothing answers at its end",
    remedy: "Whoever runs the tunnel starts the server behind it, on the port that the tunnel names.",
  },
  {
    header: ["ngrok-error-code", /ERR_NGROK_/],
    cause: "ngrok answers in place of the server",
    remedy: "Whoever runs the tunnel looks up the ngrok error code in the evidence.",
  },
  {
    body: /error(?: code)?:? ?1033\b|Cloudflare Tunnel error/i,
    cause: "The Cloudflare tunnel to the server is down",
    remedy: TUNNEL,
  },
  {
    body: /error(?: code)?:? ?1016\b/i,
    cause: "Cloudflare, in front of the server, finds no address for it",
    remedy: "The server's operator corrects the DNS record of the server behind Cloudflare.",
  },
  {
    header: ["cf-mitigated", /challenge/],
    cause: "Cloudflare, in front of the server, wants proof that a person is asking",
    remedy: ADDRESSES,
  },
  {
    body: /error(?: code)?:? ?10(?:05|06|07|08|09|10|12|20)\b|Attention Required! \| Cloudflare/i,
    cause: "The firewall of Cloudflare, in front of the server, refuses this client",
    remedy: ADDRESSES,
  },
  {
    body: /tunnel unavailable|localtunnel|loca\.lt/i,
    statuses: [404, 408, 503, 511],
    cause: "The localtunnel at this address is offline or wants a confirmation in a web browser",
    remedy: TUNNEL,
  },
  {
    header: ["x-vercel-error", /DEPLOYMENT_NOT_FOUND|NOT_FOUND|DEPLOYMENT_DISABLED|DEPLOYMENT_PAUSED/],
    cause: "Vercel has no running deployment or no such path at this address",
    remedy: DEPLOYED,
  },
  {
    header: ["x-vercel-error", /TIMEOUT/],
    cause: "The function at Vercel took longer than it may",
    remedy: "The server's operator raises the function's time limit or makes it answer sooner.",
  },
  {
    header: ["x-vercel-error", /./],
    cause: "The function at Vercel failed",
    remedy: "The server's operator looks in the function's log at Vercel.",
  },
  {
    body: /<title>Authentication Required<\/title>[^]*vercel|vercel\.com\/sso/i,
    statuses: [401],
    cause: "Vercel protects this deployment by a login of its own",
    remedy: "The server's operator switches Vercel's deployment protection off for this URL, or adds its bypass token.",
  },
  {
    body: /"Missing Authentication Token"/,
    statuses: [403],
    cause: "AWS API Gateway has nothing at this path and method (its word for it is Missing Authentication Token)",
    remedy: `${PATH.slice(0, -1)}, stage included.`,
  },
  {
    header: ["x-amzn-errortype", /ForbiddenException/],
    statuses: [403],
    cause: "AWS API Gateway refuses the request: an API key is missing or wrong, or its firewall blocks it",
    remedy:
      "Whoever issued the URL checks its API key; the server's operator checks the usage plan and the firewall (WAF).",
  },
  {
    body: /"Endpoint request timed out"/,
    cause: "The server behind AWS API Gateway took longer than the gateway waits",
    remedy: "The server's operator makes the server answer sooner, or raises the integration's time limit.",
  },
  {
    header: ["x-amzn-requestid", /./],
    body: /"Internal [Ss]erver [Ee]rror"/,
    cause: "The function behind AWS API Gateway failed or answered in a form that the gateway does not take",
    remedy: "The server's operator looks in the function's log (CloudWatch).",
  },
  {
    header: ["server", /^awselb/],
    statuses: [502, 503, 504],
    cause: "The AWS load balancer has no healthy server behind it, or that server does not answer",
    remedy: "The server's operator looks at the health of the load balancer's targets.",
  },
  {
    header: ["x-cache", /error from cloudfront/i],
    statuses: [403, 502, 503, 504],
    cause: "CloudFront, in front of the server, refuses the request or cannot reach the server",
    remedy: "The server's operator looks at the CloudFront distribution: allowed methods (POST), origin and firewall.",
  },
  {
    body: /herokucdn\.com\/error-pages\/no-such-app|no such app/i,
    statuses: [404],
    cause: "Heroku has no app at this address",
    remedy: DEPLOYED,
  },
  {
    body: /herokucdn\.com\/error-pages/i,
    cause: "The app at Heroku does not run or crashed",
    remedy: "The server's operator looks in the app's log at Heroku.",
  },
  {
    header: ["x-railway-fallback", /./],
    cause: "Railway has no running application at this address",
    remedy: DEPLOYED,
  },
  {
    header: ["x-render-routing", /no-server|suspend|hibernate/],
    cause: "Render has no running service at this address",
    remedy: DEPLOYED,
  },
  {
    body: /this web app (?:is|has been) stopped|Site Disabled/i,
    cause: "The web app at Azure is stopped",
    remedy: "The server's operator starts the web app again.",
  },
  {
    body: /does not have permission to get URL/i,
    statuses: [401, 403],
    cause: "Google Cloud wants a Google login for this service",
    remedy: "The server's operator allows unauthenticated calls of the Cloud Run service, or gives another URL.",
  },
  {
    body: /default backend - 404|404 page not found|no Route matched with those values/i,
    statuses: [404],
    cause: "The gateway in front of the server knows no route for this host and path",
    remedy: PATH,
  },
  {
    body: /no healthy upstream|upstream connect error|No server is available to handle this request|Guru Meditation/i,
    cause: "The gateway in front of the server has no healthy server behind it",
    remedy: OPERATOR_STARTS,
  },
  {
    body: /incapsula incident|Reference&#32;&#35;|errors\.edgesuite\.net|Request blocked\. We can't connect/i,
    cause: "The firewall in front of the server refuses this client",
    remedy: ADDRESSES,
  },
  {
    header: ["x-squid-error", /./],
    cause: "A proxy of this machine's network (Squid) answers in place of the server",
    remedy: "Whoever runs this machine's network looks at the proxy's error in the evidence.",
  },
];

/** What the gateway in front of a server says in its place; undefined where the answer is nobody's that is known. */
export function gatewayWord({ status, headers, body }: ProbeAnswer): GatewayWord | undefined {
  if (status < 400) return undefined;
  const start = body.slice(0, 16_384);
  const sign = SIGNS.find(
    ({ header, body: pattern, statuses }) =>
      (statuses?.includes(status) ?? true) &&
      (header === undefined || header[1].test(headers.get(header[0]) ?? "")) &&
      (pattern === undefined || pattern.test(start)),
  );
  return sign === undefined ? undefined : { cause: `${sign.cause} (HTTP ${status}).`, remedy: sign.remedy };
}
