import { describe, expect, it } from "vitest";
import type { Conversation } from "#shared/contract/conversation.ts";
import { transcriptHtml } from "#shared/report/transcript-html.ts";
import { transcriptMarkdown } from "#shared/report/transcript-markdown.ts";
import { transcriptJson } from "#shared/report/transcript.ts";

const step = { startedAt: "2026-11-22T10:00:00.000Z" };
const SEEDED = [
  "sk-live-4711abcdefXYZ",
  "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
  "hunter2!",
  "AKIAABCDEFGH1234567",
  "s3cr3t-query-4711abc",
  "opaque-bearer-token-value",
  "known-to-the-caller",
];
const [KEY = "", JWT = "", PASSWORD = "", AWS = "", QUERY = "", BEARER = "", KNOWN = ""] = SEEDED;
const HOSTILE = `<img src=x onerror=alert(1)> </pre></script><script>alert(2)</script> \`\`\` # [x](javascript:alert(3)) \u202e\u001b[31m`;

function conversation(result: string, said = "How is ACC-1001 doing?"): Conversation {
  return {
    id: "c",
    assistantId: "a",
    assistantName: "Desk",
    modelId: "simulated",
    modelName: "Simulated",
    profileId: "insighto",
    startedAt: "2026-11-22T10:00:00.000Z",
    prompt: "Be brief.",
    opening: {
      ms: 120,
      verdict: "A conversation started now would register 1 tool",
      shared: [],
      servers: [{ serverId: "s", name: "Success", ms: 118, registered: 1, malformed: 0 }],
      tools: [
        { name: "get_status", toolName: "get_status", serverId: "s", position: 0, readOnly: true, drafted: false },
      ],
    },
    turns: [
      {
        id: "t",
        saidAt: step.startedAt,
        utterance: said,
        state: "done",
        totalMs: 40,
        steps: [
          {
            ...step,
            id: "1",
            kind: "considered",
            ms: 3,
            ranking: [{ name: "get_status", score: 9.51, parts: [] }],
            offered: 1,
            fit: 0.75,
            unsure: false,
            notes: [],
          },
          {
            ...step,
            id: "2",
            kind: "decided",
            ms: 0,
            decision: "call",
            missing: [],
            calls: [
              {
                callId: "k",
                tool: "get_status",
                argumentsText: JSON.stringify({ id: "ACC-1001", password: PASSWORD }),
                sources: { id: [{ start: 7, end: 15, words: "ACC-1001" }] },
              },
            ],
          },
          {
            ...step,
            id: "3",
            kind: "called",
            ms: 23,
            callId: "k",
            tool: "get_status",
            recorded: true,
            state: "completed",
            outcome: { kind: "completed", result: { content: [{ type: "text", text: result }] } },
          },
          { ...step, id: "4", kind: "replied", ms: 0, text: result },
        ],
      },
    ],
  };
}
const formats = { transcriptMarkdown, transcriptHtml, transcriptJson };

describe("a transcript", () => {
  it("tells the verdict, every turn, what it rests on, and which model it was", () => {
    const markdown = transcriptMarkdown(conversation("Northwind is active.\nIt renews soon."));
    expect(markdown).toMatchInlineSnapshot(`
      "# Conversation with Desk

      2026-11-22T10:00:00.000Z, with the simulated model (deterministic, no language model), as insighto would hold it.

      **A conversation started now would register 1 tool.**

      | Server | Tools | Time | |
      |---|---:|---:|---|
      | Success | 1 | 118 ms |  |

      Tools: \`get_status\`.

      ## 1. How is ACC-1001 doing?

      - considered \`get_status\` 9.5; a tool fits: 75 % (3.0 ms)
      - decided to call \`get_status\` with \`{"id":"ACC-1001","password":"••••"}\`
      - id from “ACC-1001”
      - called \`get_status\`: completed in 23 ms

        \`\`\`text
        Northwind is active.
        It renews soon.
        \`\`\`

      > Northwind is active.
      > It renews soon.

      _done, 40 ms_

      ## System prompt

      \`\`\`markdown
      Be brief.
      \`\`\`
      "
    `);
  });

  it.each(Object.entries(formats))("%s holds no secret, wherever one was seeded", (_name, write) => {
    const result = `Key ${KEY}, jwt ${JWT}, aws ${AWS}, see https://ann:${encodeURIComponent(PASSWORD)}@x.example/a?token=${QUERY} Authorization: Bearer ${BEARER} ${KNOWN} {"client_secret": "${PASSWORD}"}`;
    const text = write(conversation(result, `use ${KEY} and ${KNOWN}`), [KNOWN]);
    for (const secret of SEEDED) expect([secret, text.includes(secret)]).toEqual([secret, false]);
    expect(text).toContain("••••");
    expect(text).toContain("ACC-1001");
  });

  it("as JSON is the conversation again, and parses", () => {
    const written = conversation(`{"api_key": "${KEY}", "n": [1, 2]}`);
    const read = JSON.parse(transcriptJson(written)) as Conversation;
    expect(read).toMatchObject({ preflightTranscript: 1, id: "c", opening: written.opening });
    expect(read.turns[0]?.steps.at(-1)).toMatchObject({ text: '{"api_key": "••••", "n": [1, 2]}' });
    const plain = conversation("Nothing to hide: T-2203, 2026-11-22, ada@example.com, https://x.example/a?page=2");
    const { turns } = JSON.parse(transcriptJson({ ...plain, turns: [] })) as Conversation;
    expect(turns).toEqual([]);
    expect(JSON.parse(transcriptJson(plain))).toMatchObject({
      turns: [{ steps: [{}, {}, {}, { text: replied(plain) }] }],
    });
  });

  it("as HTML runs nothing, loads nothing and links nowhere, whatever a server says", () => {
    const html = transcriptHtml({ ...conversation(HOSTILE, HOSTILE), prompt: HOSTILE, assistantName: HOSTILE });
    const tags = html.match(/<[^>]*>/g) ?? [];
    const known =
      /^<(?:!doctype html|html lang="en"|meta charset="utf-8"|meta http-equiv="content-security-policy" content="[^"<>]*"|meta name="viewport" content="width=device-width"|\/?(?:html|head|title|style|body|h1|h2|p|strong|table|tr|th|td|ul|li|pre|code)(?: class="(?:when|bad|reply)")?)>$/;
    for (const tag of tags) expect(tag).toMatch(known);
    expect(html.replaceAll(/<[^>]*>/g, "")).not.toContain("<");
    expect(html).toContain("default-src 'none'");
    expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(html).not.toContain("\u202e");
  });

  it("as Markdown keeps a server's text inert", () => {
    const markdown = transcriptMarkdown(conversation(HOSTILE, HOSTILE));
    const outside = markdown.replaceAll(/^ *(`{3,}).*\n[^]*?\n *\1$/gm, "");
    expect(outside).not.toMatch(/(?<!\\)<img|(?<!\\)<script|(?<!\\)\]\(javascript/);
    expect(markdown).not.toContain("\u202e");
    expect(markdown).not.toContain("\u001b");
  });
});

function replied({ turns }: Conversation): string {
  const last = turns[0]?.steps.at(-1);
  return last?.kind === "replied" ? last.text : "";
}
