import assert from "node:assert/strict";
import type { EventListener } from "#shared/contract/events.ts";
import type { Handlers, MethodName } from "#shared/contract/methods.ts";
import type { Exchange } from "#shared/contract/traffic.ts";
import { connect } from "#shared/rpc/connect.ts";
import { invalidInput } from "#shared/base/failure.ts";
import { ToldFailure } from "#shared/base/told-failure.ts";
import { RpcFailure } from "#shared/rpc/message.ts";
import { serve } from "#shared/rpc/serve.ts";
import type { Wire } from "#shared/rpc/wire.ts";

/** Both ends of one wire: what the core's shell holds, and what a screen holds. */
export interface WirePair {
  readonly coreEnd: Wire;
  readonly screenEnd: Wire;
}

/**
 * Makes a new wire each time it is called, between the same two sides. A check closes what it opens; what lies
 * underneath (a server, a window) is the factory's own.
 */
export type MakePair = () => Promise<WirePair>;

/** One thing that holds on every wire. Rejects with an assertion when it does not. Free of any test runner. */
export interface ContractCheck {
  readonly name: string;
  readonly run: (makePair: MakePair) => Promise<void>;
}

const expected = invalidInput("E_DISK_FULL", "The disk is full.", "Make room.");

interface Bench {
  readonly wires: WirePair;
  readonly api: ReturnType<typeof connect>;
  readonly bugs: unknown[];
  readonly emit: EventListener;
  readonly stop: () => void;
}

/** Serves `handlers` on a new wire and connects to them. The methods not given fail when they are called. */
async function open(makePair: MakePair, handlers: Partial<Handlers>): Promise<Bench> {
  const wires = await makePair();
  const listeners = new Set<EventListener>();
  const bugs: unknown[] = [];
  const stop = serve(wires.coreEnd, handlers as Handlers, {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onBug: (_method, error) => bugs.push(error),
  });
  const emit: EventListener = (name, payload) => {
    for (const listener of listeners) listener(name, payload);
  };
  return { wires, api: connect(wires.screenEnd), bugs, emit, stop };
}

/** Runs `work` on a new wire, and closes the wire whatever happens. */
async function using(
  makePair: MakePair,
  handlers: Partial<Handlers>,
  work: (bench: Bench) => Promise<void>,
): Promise<void> {
  const bench = await open(makePair, handlers);
  try {
    await work(bench);
  } finally {
    bench.api.close();
  }
}

const never = new Promise<never>(() => undefined);
const isFailure = (kind: string) => (error: unknown) => error instanceof RpcFailure && error.kind === kind;

/** A promise and the function that keeps it: checks wait on what happens, never on time. */
function promised<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  // By hand: the suite also runs inside Electron 33, whose Node has no `Promise.withResolvers`.
  let keep: ((value: T) => void) | undefined;
  const promise = new Promise<T>((resolve) => (keep = resolve));
  return { promise, resolve: (value) => keep?.(value) };
}

const theme = (value: "light" | "dark") => ({ theme: value, layout: {}, view: {} });

function exchange(id: string, more: Partial<Exchange> = {}): Exchange {
  return {
    id,
    serverId: "s",
    jobId: "j",
    startedAt: "2026-01-01T00:00:00.000Z",
    method: "POST",
    maskedUrl: "https://mcp.example.com/",
    requestHeaders: [],
    responseHeaders: [],
    responseBytes: 0,
    cut: false,
    ...more,
  };
}

/** What every wire must carry alike: memory, WebSocket, Electron ipc. */
export const contractChecks: readonly ContractCheck[] = [
  {
    name: "a request is answered",
    run: (makePair) =>
      using(makePair, { "preferences.get": () => theme("dark") }, async ({ api }) => {
        assert.deepEqual(await api.call("preferences.get", {}), theme("dark"));
      }),
  },
  {
    name: "an expected failure is an answer, not an exception",
    run: (makePair) => {
      const error = {
        kind: "not-found" as const,
        code: "E_NO_SERVER",
        phase: "storage" as const,
        said: "There is no such server.",
        evidence: "",
        retriable: false,
        next: "Refresh.",
      };
      return using(makePair, { "servers.remove": () => ({ ok: false, error }) }, async ({ api }) => {
        assert.deepEqual(await api.call("servers.remove", { id: "s" }), { ok: false, error });
      });
    },
  },
  {
    name: "input of the wrong form never reaches the handler",
    run: async (makePair) => {
      let reached = false;
      const handlers: Partial<Handlers> = {
        "servers.remove": () => {
          reached = true;
          return { ok: true, value: {} };
        },
      };
      await using(makePair, handlers, async ({ api, bugs }) => {
        await assert.rejects(api.call("servers.remove", { id: "" }), isFailure("invalid"));
        await assert.rejects(api.call("servers.remove", {} as never), isFailure("invalid"));
        assert.equal(reached, false);
        assert.deepEqual(bugs, []);
      });
    },
  },
  {
    name: "an answer of the wrong form never reaches the screen",
    run: (makePair) =>
      using(makePair, { "preferences.get": () => ({ theme: "mauve" }) as never }, async ({ api, bugs }) => {
        await assert.rejects(api.call("preferences.get", {}), isFailure("internal"));
        assert.equal(bugs.length, 1);
      }),
  },
  {
    name: "an answer that the core never parsed is refused by the screen",
    run: async (makePair) => {
      const { coreEnd, screenEnd } = await makePair();
      coreEnd.onMessage((text) => {
        const { id } = JSON.parse(text) as { readonly id: number };
        coreEnd.send(JSON.stringify({ type: "success", id, output: { theme: "mauve" } }));
      });
      const api = connect(screenEnd);
      await assert.rejects(api.call("preferences.get", {}), isFailure("invalid"));
      api.close();
    },
  },
  {
    name: "a method that is not there is refused by name, prototype names too",
    run: (makePair) =>
      using(makePair, {}, async ({ api }) => {
        for (const name of ["servers.explode", "__proto__", "constructor", "toString"]) {
          await assert.rejects(api.call(name as MethodName, {}), isFailure("unknown-method"));
        }
      }),
  },
  {
    name: "a failure that the answer has no place for is told, and is no bug",
    run: async (makePair) => {
      const handlers: Partial<Handlers> = {
        "samples.list": () => {
          throw new ToldFailure(expected);
        },
      };
      const { coreEnd, screenEnd } = await makePair();
      const heard: unknown[] = [];
      serve(coreEnd, handlers as Handlers, { subscribe: () => () => {}, onBug: (_method, bug) => heard.push(bug) });
      const api = connect(screenEnd, { onTold: (one) => heard.push(one) });
      await assert.rejects(api.call("samples.list", {}), isFailure("told"));
      assert.deepEqual(heard, [expected]); // once, and not as a bug
      api.close();
    },
  },
  {
    name: "a bug is told once inside, and its text stays inside",
    run: (makePair) => {
      const handlers: Partial<Handlers> = {
        "servers.list": () => {
          throw new Error("secret detail");
        },
      };
      return using(makePair, handlers, async ({ api, bugs }) => {
        await assert.rejects(api.call("servers.list", {}), (error: unknown) => {
          assert.ok(isFailure("internal")(error));
          assert.ok(!String(error).includes("secret detail"));
          return true;
        });
        assert.equal(bugs.length, 1);
      });
    },
  },
  {
    name: "a cancel reaches the handler's signal as a message",
    run: async (makePair) => {
      const begun = promised<void>();
      const aborted = promised<void>();
      const handlers: Partial<Handlers> = {
        "servers.list": (_input, { signal }) => {
          signal.addEventListener("abort", () => aborted.resolve(), { once: true });
          begun.resolve();
          return never;
        },
      };
      await using(makePair, handlers, async ({ api }) => {
        const controller = new AbortController();
        const call = api.call("servers.list", {}, { signal: controller.signal });
        const refused = assert.rejects(call, isFailure("cancelled"));
        await begun.promise;
        controller.abort();
        await Promise.all([refused, aborted.promise]);
      });
    },
  },
  {
    name: "a call that is cancelled before it is made is never sent",
    run: async (makePair) => {
      let reached = false;
      const handlers: Partial<Handlers> = {
        "servers.list": () => {
          reached = true;
          return [];
        },
        "samples.list": () => [],
      };
      await using(makePair, handlers, async ({ api }) => {
        await assert.rejects(api.call("servers.list", {}, { signal: AbortSignal.abort() }), isFailure("cancelled"));
        await api.call("samples.list", {});
        assert.equal(reached, false);
      });
    },
  },
  {
    name: "a cancel of one call leaves the others alone",
    run: async (makePair) => {
      const begun = promised<void>();
      const release = promised<void>();
      const handlers: Partial<Handlers> = {
        "servers.list": () => {
          begun.resolve();
          return never;
        },
        "samples.list": async () => {
          await release.promise;
          return [];
        },
      };
      await using(makePair, handlers, async ({ api }) => {
        const controller = new AbortController();
        const other = api.call("samples.list", {});
        const refused = assert.rejects(
          api.call("servers.list", {}, { signal: controller.signal }),
          isFailure("cancelled"),
        );
        await begun.promise;
        controller.abort();
        await refused;
        release.resolve();
        assert.deepEqual(await other, []);
      });
    },
  },
  {
    name: "events arrive, in the order in which they were told, before the answer that follows them",
    run: async (makePair) => {
      let tell: EventListener | undefined;
      const handlers: Partial<Handlers> = {
        "samples.list": () => {
          for (let at = 0; at < 200; at += 1) tell?.("traffic.appended", { exchange: exchange(String(at)) });
          return [];
        },
      };
      await using(makePair, handlers, async ({ api, emit }) => {
        tell = emit;
        const heard: string[] = [];
        const end = api.on("traffic.appended", ({ exchange }) => heard.push(exchange.id));
        await api.call("samples.list", {});
        assert.deepEqual(
          heard,
          Array.from({ length: 200 }, (_, at) => String(at)),
        );
        end();
        await api.call("samples.list", {});
        assert.equal(heard.length, 200);
      });
    },
  },
  {
    name: "answers come as they are ready, each to its own call",
    run: async (makePair) => {
      const first = promised<void>();
      const handlers: Partial<Handlers> = {
        "traffic.list": async ({ serverId }) => {
          if (serverId === "slow") await first.promise;
          return [exchange(serverId)];
        },
      };
      await using(makePair, handlers, async ({ api }) => {
        const slow = api.call("traffic.list", { serverId: "slow", limit: 1 });
        const fast = await api.call("traffic.list", { serverId: "fast", limit: 1 });
        assert.equal(fast[0]?.id, "fast");
        first.resolve();
        assert.equal((await slow)[0]?.id, "slow");
      });
    },
  },
  {
    name: "a closing wire fails every pending call, aborts its handlers and is told once",
    run: async (makePair) => {
      const begun = promised<void>();
      const aborted = promised<void>();
      const handlers: Partial<Handlers> = {
        "servers.list": (_input, { signal }) => {
          signal.addEventListener("abort", () => aborted.resolve(), { once: true });
          begun.resolve();
          return never;
        },
      };
      const { api, wires } = await open(makePair, handlers);
      const gone = promised<void>();
      let told = 0;
      api.onDisconnected(() => {
        told += 1;
        gone.resolve();
      });
      const pending = assert.rejects(api.call("servers.list", {}), isFailure("disconnected"));
      await begun.promise;
      wires.coreEnd.close();
      await Promise.all([pending, aborted.promise, gone.promise]);
      await assert.rejects(api.call("servers.list", {}), isFailure("disconnected"));
      wires.coreEnd.close();
      api.close();
      assert.equal(told, 1);
    },
  },
  {
    name: "a screen that closes its end aborts what it asked for",
    run: async (makePair) => {
      const begun = promised<void>();
      const aborted = promised<void>();
      const handlers: Partial<Handlers> = {
        "servers.list": (_input, { signal }) => {
          signal.addEventListener("abort", () => aborted.resolve(), { once: true });
          begun.resolve();
          return never;
        },
      };
      const { api } = await open(makePair, handlers);
      const pending = assert.rejects(api.call("servers.list", {}), isFailure("disconnected"));
      await begun.promise;
      api.close();
      await Promise.all([pending, aborted.promise]);
    },
  },
  {
    name: "5 MB go through whole, and so does what comes after",
    run: async (makePair) => {
      const body = "0123456789abcdef".repeat(327_680);
      const handlers: Partial<Handlers> = {
        "traffic.list": () => [exchange("big", { responseBody: body }), exchange("after")],
        "tools.call": ({ argumentsText }) => ({ ok: false, error: tooLong(argumentsText.length) }),
      };
      await using(makePair, handlers, async ({ api }) => {
        const [big, after] = await api.call("traffic.list", { serverId: "s", limit: 2 });
        assert.equal(big?.responseBody?.length, body.length);
        assert.ok(big?.responseBody === body);
        assert.equal(after?.id, "after");
        const input = { callId: "c", serverId: "s", toolName: "t", argumentsText: body.slice(0, 4_194_304) };
        const answer = await api.call("tools.call", input);
        assert.equal(!answer.ok && answer.error.evidence, "4194304");
      });
    },
  },
  {
    name: "text of every kind comes through unchanged",
    run: async (makePair) => {
      const texts = ["häß", "日本語", "👩‍👩‍👧", "\u0000\u001b[2J\u202e\u2028\u2029", '"\\/\b\f\n\r\t', "\ud800 alone", ""];
      const handlers: Partial<Handlers> = {
        "preferences.set": ({ view }) => ({ theme: "system", layout: {}, view: view ?? {} }),
      };
      await using(makePair, handlers, async ({ api }) => {
        const view = Object.fromEntries(texts.map((text, at) => [`k${at}`, text]));
        assert.deepEqual((await api.call("preferences.set", { view })).view, view);
      });
    },
  },
  {
    name: "keys such as __proto__ stay data and change no prototype",
    run: async (makePair) => {
      const raw = JSON.parse('{"uri":"x","__proto__":{"polluted":true},"constructor":{"prototype":1}}') as never;
      const handlers: Partial<Handlers> = {
        "discovery.unconsumed": () => ({ ok: true, value: { resources: [raw], prompts: [] } }),
      };
      await using(makePair, handlers, async ({ api }) => {
        const answer = await api.call("discovery.unconsumed", { runId: "r", serverId: "s" });
        assert.equal(JSON.stringify(answer.ok && answer.value.resources[0]), JSON.stringify(raw));
        assert.equal(({} as { polluted?: unknown }).polluted, undefined);
      });
    },
  },
  {
    name: "what is no message is ignored by both ends",
    run: (makePair) =>
      using(makePair, { "samples.list": () => [] }, async ({ api, wires, bugs }) => {
        for (const text of [
          "",
          "{",
          "null",
          "[]",
          '{"type":"request"}',
          '{"type":"cancel","id":99}',
          '{"type":"none"}',
        ]) {
          wires.screenEnd.send(text);
          wires.coreEnd.send(text);
        }
        wires.coreEnd.send(JSON.stringify({ type: "success", id: 12_345, output: {} }));
        wires.coreEnd.send(JSON.stringify({ type: "event", name: "__proto__", payload: {} }));
        wires.coreEnd.send(JSON.stringify({ type: "event", name: "samples.changed", payload: { samples: 7 } }));
        assert.deepEqual(await api.call("samples.list", {}), []);
        assert.deepEqual(bugs, []);
      }),
  },
  {
    name: "two screens do not hear each other's answers, and both hear events",
    run: async (makePair) => {
      const one = await open(makePair, { "preferences.get": () => theme("dark") });
      const other = await open(makePair, { "preferences.get": () => theme("light") });
      try {
        const heard = [one, other].map(({ api }) => {
          const told = promised<string>();
          api.on("app.actionChosen", ({ action }) => told.resolve(action));
          return told.promise;
        });
        const answers = await Promise.all([one.api.call("preferences.get", {}), other.api.call("preferences.get", {})]);
        assert.deepEqual(
          answers.map((answer) => answer.theme),
          ["dark", "light"],
        );
        one.emit("app.actionChosen", { action: "for-one" });
        other.emit("app.actionChosen", { action: "for-other" });
        assert.deepEqual(await Promise.all(heard), ["for-one", "for-other"]);
        one.api.close();
        assert.equal((await other.api.call("preferences.get", {})).theme, "light");
      } finally {
        one.api.close();
        other.api.close();
      }
    },
  },
  {
    name: "serving can be stopped without closing the wire, and aborts what runs",
    run: async (makePair) => {
      const begun = promised<void>();
      const aborted = promised<void>();
      const handlers: Partial<Handlers> = {
        "servers.list": (_input, { signal }) => {
          signal.addEventListener("abort", () => aborted.resolve(), { once: true });
          begun.resolve();
          return never;
        },
      };
      await using(makePair, handlers, async ({ api, stop }) => {
        const pending = api.call("servers.list", {});
        pending.catch(() => undefined); // it fails when the wire closes, after this check
        await begun.promise;
        stop();
        await aborted.promise;
      });
    },
  },
];

function tooLong(length: number) {
  const limit = { kind: "limit", code: "E_LIMIT", phase: "content" } as const;
  return { ...limit, said: "Too long.", evidence: String(length), retriable: false, next: "Send less." };
}
