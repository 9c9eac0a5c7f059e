/** What the window must show of one row of the hostile suite. */
export interface HostileScreen {
  /** A row of `test/servers/hostile`. */
  readonly id: string;
  /** How the row ends: the discovery fails, it lists tools, or the tool `first` is called. */
  readonly shows: "failure" | "tools" | "call";
  /** In the error card: the cause. On the server's page or in the result: what it says, all of it. */
  readonly says: RegExp;
  readonly also?: readonly RegExp[];
  /** In the error card: who does what. */
  readonly next?: RegExp;
  /** The stepwise diagnosis is run from the card too: its cause. */
  readonly diagnosed?: RegExp;
  /** In the result, once its first text is shown as Markdown. */
  readonly markdown?: RegExp;
}

const failure = (id: string, says: RegExp, next: RegExp, diagnosed?: RegExp): HostileScreen => ({
  id,
  shows: "failure",
  says,
  next,
  ...(diagnosed === undefined ? {} : { diagnosed }),
});
const tools = (id: string, says: RegExp, ...also: readonly RegExp[]): HostileScreen => ({
  id,
  shows: "tools",
  says,
  also,
});
const call = (id: string, says: RegExp, more: Partial<HostileScreen> = {}): HostileScreen => ({
  id,
  shows: "call",
  says,
  ...more,
});

/** The rows that a person sees something of, and what that is. Those that hang are in the spec: they share their time. */
export const hostileScreens: readonly HostileScreen[] = [
  failure("A7", /refused the connection/, /checks that the server runs/, /nothing listens on that port/),
  failure("A9", /reset|closed the connection/i, /operator|firewall/i, /resets them before any byte/),
  failure("A13", /certificate .* has expired/i, /renews/, /expired on .* by this machine/),
  failure("A15", /self-signed/, /public authority/, /no assistant trusts/),
  failure("A16b", /chain .* incomplete/, /full chain/),
  failure("A17", /for other names/, /host name that the certificate names/),
  failure("A21", /does not speak TLS on this port/, /plain HTTP/, /not TLS/),
  failure("A21b", /speaks TLS on this port/, /https:\/\//),
  failure("A22a", /not (?:valid )?HTTP/, /checks what listens on this port/),
  failure("B27", /headers are larger than 16 KiB/, /headers smaller/),
  failure("B29", /cut short: \d+ of \d+ bytes/, /log/),
  failure("B33", /larger than 16 MiB/, /smaller, or pages/),
  failure("B34", /larger than 16 MiB/, /smaller, or pages/),
  failure("B37", /web page/, /exact MCP URL/, /web page|login page/),
  failure("B38", /text\/plain|content type/i, /application\/json/),
  failure("B42a", /429/, /Wait as long as the server asks/),
  failure("B43", /503/, /log/, /not available now \(HTTP 503/),
  failure("B44", /401/, /token/, /token was refused|refused/),
  failure("B45b", /403/, /credentials|token/),
  failure("B46k", /nothing at this path/, /exact MCP URL/),
  failure("B46l", /does not take this kind of request|405/, /exact MCP URL/),
  failure("B47", /redirect/i, /redirect loop/),
  failure("B48", /another place/, /nothing was sent there/),
  failure("B51", /redirect/i, /repairs/),
  failure("C58b", /without naming a message endpoint/, /exact MCP URL/),
  failure("C59", /another origin/, /own origin/),
  failure("C67", /stream ended before the answer/, /log/),
  failure("D79", /not valid JSON/, /repairs the JSON/),
  failure("D80", /answered id .* where .* was asked/, /id of the request/),
  failure("D85", /nested deeper than 256/, /less deeply nested/),
  failure("D95", /protocol version/, /2025-11-25 or 2026-07-28/),
  failure("E122b", /no list called tools/, /repairs/),
  tools(
    "E101",
    /would register at least 2 tools: the list is incomplete \(the server's cursors run in a circle\)/,
    /2 tools\s*incomplete\s*the server's cursors run in a circle/,
  ),
  tools("E104", /would register 3 tools/, /listed twice: calls go to the name, not to this entry/),
  tools(
    "E105",
    /would register 50 of 51: `odd` is malformed \(inputSchema is null, not an object\); some clients would drop the whole list/,
    /50 tools\s*1 malformed/,
    /odd\s*inputSchema is null, not an object/,
  ),
  tools("E122", /would register zero tools: the server lists none/, /The server answered, and lists no tools/),
  tools("E123", /would register 1 tool/, /␛\[2J⟨U\+202E⟩⟨U\+200B⟩/),
  call("C70", /stream ended before the answer/, { next: /log/ }),
  call("E118", /Breaks the output schema/, { also: [/\/a must be number/] }),
  call("F122", /Completed.*!\[x\]\(http:\/\/127\.0\.0\.1:\d+\/a\.png\) <img src=.*<form action=/, {
    markdown: /x · image not loaded \(127\.0\.0\.1/,
  }),
  call("F124", /(?:> ){100}/, { also: [/60\.0 kB of text/, /200\.0 kB of text/], markdown: />|60\.0 kB of text/ }),
  call("F125", /U\+001B\[2JU\+001B\[H/, { also: [/U\+001B\]52;c;ZXZpbA==U\+0007/, /U\+009B31m/] }),
  call("F126", /U\+202EevilU\+2066U\+200BU\+E0041 ×2/),
  call("F127", /Image not shown \(image\/png, 13 B\): not base64/, {
    also: [/Image not shown \(text\/html, 27 B\): its bytes are no PNG, JPEG, GIF or WebP/, /<svg><script>alert\(1\)/],
  }),
  call("F131", /Completed\s*5\.2 MB.*x{1000}/),
  call("F133", /••••/),
];
