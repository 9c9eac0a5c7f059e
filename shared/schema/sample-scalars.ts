import type { JsonObject } from "#shared/base/json.ts";
import { own } from "#shared/schema/subschemas.ts";

// Fixed on purpose: the same schema must give the same sample on every day.
const byFormat: ReadonlyMap<string, string> = new Map([
  ["date-time", "2026-01-15T09:30:00Z"],
  ["date", "2026-01-15"],
  ["time", "09:30:00Z"],
  ["duration", "PT1H"],
  ["email", "name@example.com"],
  ["idn-email", "name@example.com"],
  ["hostname", "example.com"],
  ["idn-hostname", "example.com"],
  ["ipv4", "192.0.2.1"],
  ["ipv6", "2001:db8::1"],
  ["uri", "https://example.com/"],
  ["url", "https://example.com/"],
  ["iri", "https://example.com/"],
  ["uri-reference", "/path"],
  ["uuid", "00000000-0000-4000-8000-000000000000"],
  ["json-pointer", "/key"],
  ["regex", ".*"],
]);
const MAX_PADDING = 200;

/** A string for a schema: by its format, else empty, padded to `minLength` (at most 200 characters). */
export function sampleString(schema: JsonObject): string {
  const format = own(schema, "format");
  const start = (typeof format === "string" ? byFormat.get(format) : undefined) ?? "";
  const least = own(schema, "minLength");
  const most = own(schema, "maxLength");
  const padded = typeof least === "number" ? start.padEnd(Math.min(least, MAX_PADDING), "x") : start;
  return typeof most === "number" && padded.length > most ? padded.slice(0, Math.max(0, most)) : padded;
}

/** A number for a schema: 0 where its limits allow, else the allowed multiple nearest to the limit it breaks. */
export function sampleNumber(schema: JsonObject, whole: boolean): number {
  const number = (key: string): number | undefined => {
    const value = own(schema, key);
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  };
  const multiple = number("multipleOf");
  const step = multiple !== undefined && multiple > 0 ? multiple : whole ? 1 : undefined;
  // Draft-04 writes `exclusiveMinimum: true` beside `minimum`.
  const above =
    number("exclusiveMinimum") ?? (own(schema, "exclusiveMinimum") === true ? number("minimum") : undefined);
  const below =
    number("exclusiveMaximum") ?? (own(schema, "exclusiveMaximum") === true ? number("maximum") : undefined);
  const least = number("minimum");
  const most = number("maximum");
  const low = Math.max(least ?? -Infinity, above ?? -Infinity);
  const high = Math.min(most ?? Infinity, below ?? Infinity);
  const within = (value: number): boolean =>
    value >= low && value <= high && (above === undefined || value > above) && (below === undefined || value < below);
  if (within(0)) return 0;
  const edge = low > 0 ? low : high;
  const away = low > 0 ? 1 : -1;
  if (step === undefined) {
    if (within(edge)) return edge;
    if (within(edge + away)) return edge + away;
    return Number.isFinite(low) && Number.isFinite(high) ? (low + high) / 2 : edge;
  }
  const onStep = (away > 0 ? Math.ceil(edge / step) : Math.floor(edge / step)) * step;
  return within(onStep) ? onStep : onStep + away * step;
}
