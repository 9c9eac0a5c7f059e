const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span in the largest unit that says it: "40 seconds", "3 hours", "12 days". Milliseconds in. */
export function saySpan(ms: number): string {
  const span = Math.abs(ms);
  const [size, unit] =
    span >= DAY ? [DAY, "day"] : span >= HOUR ? [HOUR, "hour"] : span >= MINUTE ? [MINUTE, "minute"] : [1000, "second"];
  const count = Math.max(1, Math.round(span / size));
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

const OUT_OF_RANGE = 8.64e15;

/** "3 November 2026, 14:05 UTC" of epoch milliseconds; "a date out of range" for what no calendar holds. */
export function sayMoment(epochMs: number): string {
  if (!Number.isFinite(epochMs) || Math.abs(epochMs) > OUT_OF_RANGE) return "a date out of range";
  const text = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "UTC",
  }).format(epochMs);
  return `${text.replace(" at ", ", ")} UTC`;
}
