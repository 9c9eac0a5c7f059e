import type { Fault } from "../faults/fault-server.ts";
import type { HostileRow } from "./row.ts";
import { answers, fails, says } from "./row-kinds.ts";

// What gateways say in a server's place: their own pages, in the words that they use. Variants of rows 43 and 46.

const page =
  (status: number, headers: Record<string, string>, body: string): Fault =>
  ({ response }) =>
    void response
      .writeHead(status, {
        "content-type": body.startsWith("<") ? "text/html" : body.startsWith("{") ? "application/json" : "text/plain",
        ...headers,
      })
      .end(body);
const codeOf = (status: number): string =>
  status === 401 || status === 403 || status === 404 || status === 429
    ? `E_HTTP_${status}`
    : status < 500
      ? "E_HTTP_4XX"
      : "E_HTTP_5XX";

type Case = readonly [
  who: string,
  status: number,
  headers: Record<string, string>,
  body: string,
  cause: RegExp,
  remedy: RegExp,
];

const cases: readonly Case[] = [
  [
    "ngrok, offline",
    404,
    { "ngrok-error-code": "ERR_NGROK_3200" },
    "<!DOCTYPE html><html><body>The endpoint x.ngrok-free.app is offline. ERR_NGROK_3200</body></html>",
    /ngrok tunnel.*offline/,
    /starts it and its tunnel/,
  ],
  [
    "ngrok, nothing behind it",
    502,
    { "ngrok-error-code": "ERR_NGROK_8012" },
    "<!DOCTYPE html><html><body>ERR_NGROK_8012</body></html>",
    /nothing answers at its end/,
    /starts the server/,
  ],
  [
    "ngrok, its browser warning",
    403,
    { "ngrok-error-code": "ERR_NGROK_6024" },
    "<!DOCTYPE html><html>You are about to visit</html>",
    /ngrok answers in place/,
    /error code/,
  ],
  [
    "a Cloudflare tunnel that is down",
    530,
    { server: "cloudflare", "cf-ray": "1" },
    "error code: 1033",
    /tunnel to the server is down/,
    /tunnel again/,
  ],
  [
    "Cloudflare without an origin name",
    530,
    { server: "cloudflare" },
    "error code: 1016",
    /finds no address/,
    /DNS record/,
  ],
  [
    "Cloudflare, refused",
    521,
    { server: "cloudflare" },
    "<html><title>521: Web server is down</title></html>",
    /Cloudflare.*refuses/,
    /lets Cloudflare reach it/,
  ],
  [
    "Cloudflare, TLS",
    525,
    { server: "cloudflare" },
    "<html><title>525: SSL handshake failed</title></html>",
    /Cloudflare.*TLS/,
    /Cloudflare/,
  ],
  ["Cloudflare, waited too long", 524, { server: "cloudflare" }, "error code: 524", /waited too long/, /Cloudflare/],
  [
    "Cloudflare's check for robots",
    403,
    { server: "cloudflare", "cf-mitigated": "challenge" },
    "<html><title>Just a moment...</title></html>",
    /proof that a person/,
    /check for robots/,
  ],
  ["Cloudflare's firewall", 403, { server: "cloudflare" }, "error code: 1020", /firewall of Cloudflare/, /addresses/],
  [
    "nginx, 502",
    502,
    { server: "nginx" },
    "<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>",
    /proxy.*no proper answer/,
    /behind the proxy runs/,
  ],
  [
    "nginx, 504",
    504,
    { server: "nginx" },
    "<html><head><title>504 Gateway Time-out</title></head></html>",
    /waited too long/,
    /in time/,
  ],
  [
    "Vercel, no deployment",
    404,
    { "x-vercel-error": "DEPLOYMENT_NOT_FOUND" },
    "The deployment could not be found on Vercel.\n\nDEPLOYMENT_NOT_FOUND",
    /Vercel has no running deployment/,
    /deploys it again/,
  ],
  [
    "Vercel, the function timed out",
    504,
    { "x-vercel-error": "FUNCTION_INVOCATION_TIMEOUT" },
    "An error occurred with your deployment",
    /longer than it may/,
    /time limit/,
  ],
  [
    "Vercel, the function failed",
    500,
    { "x-vercel-error": "FUNCTION_INVOCATION_FAILED" },
    "A server error has occurred",
    /function at Vercel failed/,
    /log at Vercel/,
  ],
  [
    "AWS API Gateway, unknown path",
    403,
    { "x-amzn-errortype": "MissingAuthenticationTokenException", "x-amzn-requestid": "1" },
    '{"message":"Missing Authentication Token"}',
    /nothing at this path/,
    /stage included/,
  ],
  [
    "AWS API Gateway, no key",
    403,
    { "x-amzn-errortype": "ForbiddenException", "x-amzn-requestid": "1" },
    '{"message":"Forbidden"}',
    /API key is missing or wrong/,
    /usage plan/,
  ],
  [
    "AWS API Gateway, timeout",
    504,
    { "x-amzn-requestid": "1" },
    '{"message":"Endpoint request timed out"}',
    /longer than the gateway waits/,
    /time limit/,
  ],
  [
    "AWS API Gateway, the function failed",
    502,
    { "x-amzn-requestid": "1" },
    '{"message": "Internal server error"}',
    /function behind AWS API Gateway/,
    /CloudWatch/,
  ],
  [
    "an AWS load balancer",
    503,
    { server: "awselb/2.0" },
    "<html><head><title>503 Service Temporarily Unavailable</title></head></html>",
    /no healthy server/,
    /targets/,
  ],
  [
    "CloudFront, wrong method",
    403,
    { "x-cache": "Error from cloudfront" },
    "<HTML><TITLE>ERROR: The request could not be satisfied</TITLE></HTML>",
    /CloudFront/,
    /allowed methods/,
  ],
  [
    "Heroku, no such app",
    404,
    {},
    '<!DOCTYPE html><html><iframe src="//www.herokucdn.com/error-pages/no-such-app.html"></iframe></html>',
    /Heroku has no app/,
    /deploys/,
  ],
  [
    "Heroku, crashed",
    503,
    {},
    '<!DOCTYPE html><html><iframe src="//www.herokucdn.com/error-pages/application-error.html"></iframe></html>',
    /does not run or crashed/,
    /log at Heroku/,
  ],
  [
    "Railway",
    404,
    { "x-railway-fallback": "true" },
    '{"status":"error","code":404,"message":"Application not found"}',
    /Railway has no running/,
    /deploys/,
  ],
  [
    "Azure, stopped",
    403,
    {},
    "<!DOCTYPE html><html><title>Web App - Unavailable</title><h1>Error 403 - This web app is stopped.</h1></html>",
    /Azure is stopped/,
    /starts the web app/,
  ],
  [
    "Cloud Run behind a login",
    403,
    {},
    "<html><title>403 Forbidden</title>Your client does not have permission to get URL <code>/mcp</code> from this server.</html>",
    /Google login/,
    /unauthenticated/,
  ],
  ["Traefik", 404, {}, "404 page not found\n", /knows no route/, /exact MCP URL/],
  [
    "Envoy",
    503,
    { server: "envoy" },
    "upstream connect error or disconnect/reset before headers. reset reason: connection failure",
    /no healthy server/,
    /server runs/,
  ],
  [
    "HAProxy",
    503,
    {},
    "<html><body><h1>503 Service Unavailable</h1>No server is available to handle this request.</body></html>",
    /no healthy server/,
    /server runs/,
  ],
  [
    "Squid",
    503,
    { "x-squid-error": "ERR_CONNECT_FAIL 111" },
    "<html><title>ERROR: The requested URL could not be retrieved</title></html>",
    /Squid/,
    /network/,
  ],
  ["localtunnel", 503, {}, "503 - Tunnel Unavailable", /localtunnel/, /tunnel/],
  ["FastAPI, unknown path", 404, {}, '{"detail":"Not Found"}', /nothing at this path/, /exact MCP URL/],
  [
    "FastAPI, wrong body",
    422,
    {},
    '{"detail":[{"loc":["body","name"],"msg":"field required"}]}',
    /refused the request/,
    /exact MCP URL/,
  ],
  [
    "a gateway that only echoes",
    500,
    {},
    `<html>${"<!-- 1033x herokucdn -->".repeat(3)}</html>`,
    /answers that it failed/,
    /log/,
  ],
];

export const gatewayVariants: readonly HostileRow[] = cases.map(([who, status, headers, body, cause, remedy], index) =>
  fails(`BW${index + 1}`, `HTTP ${status} of ${who}`, codeOf(status), "http", answers(page(status, headers, body)), {
    diagnosed: true,
    check: says(cause, remedy),
    ...(index % 8 === 0 ? { cli: true } : {}),
  }),
);
