import { parse } from "chrono-node/en";

/** A day or a time of day in a text. */
export interface DateSpan {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The parts that were said or follow from what was said; a year that was not said is absent. */
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  readonly hour?: number;
  readonly minute?: number;
  /** Rests on today's date: "tomorrow", "next Friday". */
  readonly relative: boolean;
}

/** A day as a number of parts, for "tomorrow" and the like: the core gives it, since the simulated model has no clock. */
export interface Today {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const MAX_TEXT = 4_000;
const HINT =
  /\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|today|tomorrow|tonight|yesterday|week|month|year|noon|midnight|morning|evening|afternoon|now|night/i;

/** "March.11" and "2023.10.2". */
const MONTH_DOT = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.(?=\d)/gi;
const DOTTED = /\b(?:19|20)\d\d([./])\d{1,2}\1\d{1,2}\b/g;
const LONE_YEAR = /(?<![\d.,$€£#-])\b((?:19|20)\d\d)\b(?![\d.,]\d|-\d|\s?(?:km|kg|m|miles|dollars|usd|%))/gi;

/**
 * The dates and times of an English text. Without `today`, relative ones ("tomorrow") are found but have no parts, and a
 * date without a year has none.
 */
export function datesIn(text: string, today?: Today): readonly DateSpan[] {
  const read = text.slice(0, MAX_TEXT);
  if (!HINT.test(read)) return [];
  const spelled = read.replace(/\bhalf past (\d{1,2})\b/gi, (all, hour: string) => `${hour}:30`.padEnd(all.length));
  const patched = spelled
    .replace(MONTH_DOT, (all) => all.replace(".", " "))
    .replace(DOTTED, (all) => all.replaceAll(/[./]/g, "-"));
  const base = today ?? { year: 2000, month: 1, day: 3 };
  // A date made of given numbers is arithmetic; the clock is never read.
  // oxlint-disable-next-line eslint/no-restricted-globals
  const instant = new Date(Date.UTC(base.year, base.month - 1, base.day, 12));
  const dates = parse(patched, { instant, timezone: 0 }, { forwardDate: true })
    .slice(0, 20)
    .flatMap(({ index, text: found, start: from, end: to }) => {
      const said = read.slice(index, index + found.length).trimEnd();
      if (/^\d+(\.\d+)?$/.test(said)) return [];
      const one = read.slice(index, index + said.length);
      const first = partsOf(from, one, index, today !== undefined);
      const cut = to === null || to === undefined ? undefined : /\s+(?:to|until|till|through|and|-|–)\s+/i.exec(one);
      if (to === null || to === undefined || cut === null || cut === undefined) return [first];
      return [
        partsOf(from, one.slice(0, cut.index), index, today !== undefined),
        partsOf(to, one.slice(cut.index + cut[0].length), index + cut.index + cut[0].length, today !== undefined),
      ];
    });
  // A year said once holds for the other days of the same utterance, also where it stands alone.
  const alone = [...read.matchAll(LONE_YEAR)].filter(
    ({ index }) => !dates.some(({ start, end, year }) => year !== undefined && start <= index && index < end),
  );
  const year =
    dates.find((date) => date.year !== undefined)?.year ?? (alone.length === 1 ? Number(alone[0]?.[1]) : undefined);
  return today === undefined && year !== undefined
    ? dates.map((date) => (date.month === undefined || date.year !== undefined ? date : { ...date, year }))
    : dates;
}

type Components = ReturnType<typeof parse>[number]["start"];

function partsOf(from: Components, text: string, start: number, dated: boolean): DateSpan {
  const certain = (part: "year" | "month" | "day" | "hour" | "minute" | "weekday"): boolean => from.isCertain(part);
  const get = (part: "year" | "month" | "day" | "hour" | "minute"): number | undefined => from.get(part) ?? undefined;
  const absolute =
    certain("month") &&
    certain("day") &&
    !/\b(today|tomorrow|tonight|yesterday|ago|next|last|this|in \w+)\b/i.test(text);
  const anyDay = certain("day") || certain("weekday") || certain("month");
  const parts: { -readonly [Key in keyof Omit<DateSpan, "text" | "start" | "end" | "relative">]: number } = {};
  if (anyDay && (absolute || dated)) {
    const [year, month, day] = [get("year"), get("month"), get("day")];
    if (year !== undefined && (dated || (certain("year") && /\d{4}|\d\/\d+\/\d\d/.test(text)))) parts.year = year;
    if (month !== undefined) parts.month = month;
    if (day !== undefined) parts.day = day;
  }
  if (certain("hour")) {
    const [hour, minute] = [get("hour"), get("minute")];
    if (hour !== undefined) parts.hour = hour;
    parts.minute = minute ?? 0;
  }
  return { text, start, end: start + text.length, relative: anyDay && !absolute, ...parts };
}

const two = (value: number): string => String(value).padStart(2, "0");

/** The day in the form that a description or format asks for (`YYYY-MM-DD` where none); undefined where parts are missing. */
export function writeDate({ year, month, day, hour, minute }: DateSpan, wanted: string): string | undefined {
  if (month === undefined || day === undefined) return undefined;
  if (year === undefined) return undefined;
  const order = /(?:%d|DD|dd)[-/.](?:%m|MM|mm)[-/.](?:%Y|YYYY|yyyy)/.exec(wanted)?.[0];
  const american = /(?:%m|MM|mm)[-/.](?:%d|DD|dd)[-/.](?:%Y|YYYY|yyyy)/.exec(wanted)?.[0];
  const separator = /[-/.]/.exec((order ?? american ?? "-").replaceAll("%", ""))?.[0] ?? "-";
  const ymd = /(?:YYYY|yyyy|%Y)([/.])(?:MM|mm|%m)/.exec(wanted)?.[1] ?? "-";
  const date =
    order !== undefined
      ? [two(day), two(month), String(year)].join(separator)
      : american !== undefined
        ? [two(month), two(day), String(year)].join(separator)
        : [String(year), two(month), two(day)].join(ymd);
  const clock = /HH:MM:SS|hh:mm:ss|%H:%M:%S/i.test(wanted) ? ":00" : "";
  if (/date-time|ISO ?8601.*time|T\s?HH|THH/i.test(wanted) && hour !== undefined)
    return `${date}T${two(hour)}:${two(minute ?? 0)}:00`;
  if (clock !== "" && hour !== undefined) return `${date} ${two(hour)}:${two(minute ?? 0)}${clock}`;
  return date;
}

/** The time of day as `HH:MM`, with seconds or in the 12-hour form where the description asks for it. */
export function writeTime({ hour, minute }: DateSpan, wanted: string): string | undefined {
  if (hour === undefined) return undefined;
  if (/\b(AM|PM)\b/.test(wanted) && !/24/.test(wanted))
    return `${two(hour % 12 === 0 ? 12 : hour % 12)}:${two(minute ?? 0)} ${hour < 12 ? "AM" : "PM"}`;
  return `${two(hour)}:${two(minute ?? 0)}${/HH:MM:SS|%H:%M:%S/i.test(wanted) ? ":00" : ""}`;
}
