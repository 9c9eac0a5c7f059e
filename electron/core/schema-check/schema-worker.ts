import { createHash } from "node:crypto";
import { parentPort } from "node:worker_threads";
import type { ValidateFunction } from "ajv";
import type { Result } from "#shared/base/result.ts";
import type { SchemaVerdict } from "#shared/mcp/call.ts";
import type { CheckRequest, WorkerMessage } from "./check-message.ts";
import { compileSchema, violationsOf } from "./compile-schema.ts";

// The bounded worker: whatever a schema does to it (no end, no memory, no stack), the core ends it and goes on.

const MOST_KEPT = 64;
const compiled = new Map<string, Result<ValidateFunction, string>>();

function compileOnce(schemaText: string): Result<ValidateFunction, string> {
  const key = createHash("sha256").update(schemaText).digest("base64");
  const known = compiled.get(key) ?? compileSchema(schemaText, false);
  compiled.delete(key); // and set again: the oldest use goes first
  compiled.set(key, known);
  for (const oldest of compiled.keys()) {
    if (compiled.size <= MOST_KEPT) break;
    compiled.delete(oldest);
  }
  return known;
}

function check({ id, schemaText, valueText }: CheckRequest): SchemaVerdict {
  const validate = compileOnce(schemaText);
  if (!validate.ok) return { verdict: "unchecked", reason: validate.error };
  const value: unknown = JSON.parse(valueText);
  say({ type: "compiled", id });
  try {
    if (validate.value(value)) return { verdict: "valid" };
    const first: SchemaVerdict = { verdict: "invalid", violations: violationsOf(validate.value.errors) };
    say({ type: "first", id, verdict: first });
    const every = compileSchema(schemaText, true);
    if (!every.ok || every.value(value)) return first;
    return { verdict: "invalid", violations: violationsOf(every.value.errors) };
  } catch (error) {
    const why = error instanceof RangeError ? "the schema refers to itself without end" : "the check failed";
    return { verdict: "unchecked", reason: why };
  }
}

const say = (message: WorkerMessage): void => parentPort?.postMessage(message, []);

parentPort?.on("message", (request: CheckRequest) => {
  say({ type: "verdict", id: request.id, verdict: check(request) });
});
say({ type: "ready" });
