import { describe, expect, it } from "vitest";
import { trafficHar, trafficLines, type ExportedExchange } from "#shared/report/traffic-export.ts";

const listed: ExportedExchange = {
  id: "2",
  startedAt: "2026-11-22T10:00:01.000Z",
  method: "POST",
  maskedUrl: "https://mcp.example.com/v1?token=••••",
  requestHeaders: [["Content-Type", "application/json"]],
  requestBody: '{"method":"tools/list"}',
  status: 200,
  responseHeaders: [["content-type", "application/json"]],
  responseBody: "{}",
  responseBytes: 2,
  cut: false,
  firstByteMs: 30,
  totalMs: 45,
};
const refused: ExportedExchange = {
  id: "1",
  startedAt: "2026-11-22T10:00:00.000Z",
  method: "GET",
  maskedUrl: "https://mcp.example.com/sse",
  requestHeaders: [],
  responseHeaders: [],
  responseBytes: 0,
  cut: true,
  failure: "nothing listens on that port",
};

describe("traffic as HAR", () => {
  it("is an HTTP Archive 1.2, oldest first, with the times split at the first byte", () => {
    const { log } = trafficHar([listed, refused], "0.1.0") as {
      log: {
        version: string;
        entries: {
          time: number;
          timings: unknown;
          request: { url: string; postData?: unknown };
          response: { status: number };
          comment?: string;
        }[];
      };
    };
    expect(log.version).toBe("1.2");
    expect(log.entries.map(({ request }) => request.url)).toEqual([refused.maskedUrl, listed.maskedUrl]);
    expect(log.entries[1]).toMatchObject({
      time: 45,
      timings: { send: 0, wait: 30, receive: 15 },
      request: { postData: { mimeType: "application/json", text: '{"method":"tools/list"}' } },
      response: { status: 200 },
    });
  });

  it("says what was never answered and what was cut", () => {
    expect(trafficHar([refused], "0.1.0")).toMatchObject({
      log: {
        entries: [
          {
            response: { status: 0 },
            timings: { wait: -1, receive: -1 },
            comment: "nothing listens on that port; bodies are cut at 64 KiB",
          },
        ],
      },
    });
  });
});

it("writes one exchange a line as JSON lines, oldest first", () => {
  const lines = trafficLines([listed, refused]).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([refused, listed]);
});
