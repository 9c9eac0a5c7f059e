/** A sample server before it is started. Kept apart from the servers themselves, which are loaded on start only. */
export interface SampleEntry {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly surfaces: readonly { readonly path: string; readonly title: string }[];
}

/** Every sample server that ships with the console. */
export const catalogue: readonly SampleEntry[] = [
  {
    id: "customer-success",
    title: "Customer success",
    summary: "Accounts, seats, support history, tickets and renewals of a small software company.",
    surfaces: [
      { path: "/mcp", title: "All seven tools" },
      { path: "/mcp/sse", title: "The same over SSE" },
    ],
  },
  {
    id: "logistics",
    title: "Logistics",
    summary: "Shipment tracking, dispatch and routes; with progress, a picture, a slow tool and one that fails.",
    surfaces: [
      { path: "/mcp", title: "All tools" },
      { path: "/mcp/sse", title: "The same over SSE" },
    ],
  },
  {
    id: "agency",
    title: "Agency",
    summary: "One server, several clients: the URL path decides which tools an assistant gets.",
    surfaces: [
      { path: "/dental", title: "Dental practice" },
      { path: "/plumbing", title: "Plumbing company" },
      { path: "/real-estate", title: "Real estate office" },
    ],
  },
  {
    id: "troublesome",
    title: "Troublesome",
    summary: "The path picks a misbehaviour, to see what the console and the platform make of it.",
    surfaces: [
      { path: "/drifting", title: "Tools change at each discovery" },
      { path: "/one-malformed", title: "One tool has no input schema" },
      { path: "/expired-token", title: "401: the token expired" },
      { path: "/forbidden", title: "403: not for you" },
      { path: "/not-found", title: "404: wrong path" },
      { path: "/html", title: "A web page instead of MCP" },
      { path: "/redirect", title: "Redirects to a login page" },
      { path: "/moved", title: "Moved for good (308) to a working path" },
      { path: "/slow", title: "Lists and answers slowly" },
      { path: "/hangs", title: "Never answers" },
      { path: "/hangs-after-initialize", title: "Connects, then never lists" },
      { path: "/empty", title: "Lists no tools" },
      { path: "/collapsed", title: "Every schema is suddenly empty" },
      { path: "/duplicates", title: "Two tools share a name" },
      { path: "/many", title: "Two hundred tools" },
      { path: "/poisoned", title: "Hidden instructions in a description" },
      { path: "/bad-output", title: "Answers against its own output schema" },
      { path: "/server-error", title: "500: the server broke" },
      { path: "/too-many-requests", title: "429: come back later" },
      { path: "/truncated", title: "JSON that ends too early" },
    ],
  },
];
