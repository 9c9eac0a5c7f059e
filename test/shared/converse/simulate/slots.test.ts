import { countryCode, countryOfPeople, currencyCode } from "#shared/converse/simulate/slots/lands.ts";
import { tagWords } from "#shared/converse/simulate/slots/word-tags.ts";
import { readUtterance } from "#shared/converse/simulate/utterance.ts";
import { readClues } from "#shared/converse/simulate/slots/clues.ts";
import { converted } from "#shared/converse/simulate/slots/durations.ts";
import { parametersOf } from "#shared/converse/simulate/parameter.ts";
import { describe, expect, test } from "vitest";
import { datesIn, writeDate, writeTime } from "#shared/converse/simulate/slots/dates.ts";
import { numbersIn } from "#shared/converse/simulate/slots/numbers.ts";
import { writePlace } from "#shared/converse/simulate/slots/places.ts";
import { identifierWords, wordsOf } from "#shared/converse/simulate/words.ts";

describe("numbers", () => {
  const values = (text: string) => numbersIn(text).map(({ value }) => value);
  test("reads digits, separators, magnitudes and words", () => {
    expect(values("1,250 units at 2.5 million and 30k")).toEqual([1250, 2_500_000, 30_000]);
    expect(values("twenty-five people and three hundred and two chairs")).toEqual([25, 302]);
    expect(values("a change of -4.5 degrees")).toEqual([-4.5]);
  });
  test("takes the numbers of a bracketed list apart", () => {
    expect(values("[200,300,400]")).toEqual([200, 300, 400]);
  });
  test("marks percentages and money, and knows metres from millions", () => {
    expect(numbersIn("5% of $300")).toMatchObject([
      { value: 5, percent: true },
      { value: 300, money: true },
    ]);
    expect(values("5000m high")).toEqual([5000]);
  });
});

describe("dates", () => {
  test("writes a day in the form that was asked for", () => {
    const [date] = datesIn("on March 7th, 2027");
    expect(date && writeDate(date, "YYYY-MM-DD")).toBe("2027-03-07");
    expect(date && writeDate(date, "MM/DD/YYYY")).toBe("03/07/2027");
    expect(date && writeDate(date, "DD.MM.YYYY")).toBe("07.03.2027");
  });
  test("leaves a relative day as it was said unless it is told today", () => {
    const [said] = datesIn("tomorrow");
    expect(said && writeDate(said, "")).toBeUndefined();
    const [known] = datesIn("tomorrow", { year: 2026, month: 11, day: 22 });
    expect(known && writeDate(known, "")).toBe("2026-11-23");
  });
  test("takes a year said once for the other days", () => {
    const dates = datesIn("from May 5th to May 11th 2027");
    expect(dates.map((date) => writeDate(date, ""))).toEqual(["2027-05-05", "2027-05-11"]);
  });
  test("reads half past as a time", () => {
    const [time] = datesIn("at half past 11 in the morning");
    expect(time && writeTime(time, "HH:MM")).toBe("11:30");
  });
});

test("a place is written with its state only where the description shows that", () => {
  expect(writePlace("Seattle", "City in the format 'City, State'")).toBe("Seattle, WA");
  expect(writePlace("Seattle", "The name of the city")).toBeUndefined();
  expect(writePlace("Oslo", "City, Country")).toBe("Oslo, Norway");
});

test("identifiers fall into words however they are written", () => {
  expect(identifierWords("getHTTPStatus_v2-now")).toEqual(["get", "http", "status", "v2", "now"]);
  expect(wordsOf("it's a user's turn").map(({ stem }) => stem)).toEqual(["it", "a", "user", "turn"]);
});

test("a stretch of time is told in the unit that the parameter asks for", () => {
  const [days] = parametersOf({ type: "object", properties: { days: { type: "integer", description: "Days" } } });
  const [weeks] = numbersIn("for 2 weeks");
  const [lone] = numbersIn("for the next week");
  expect(days && weeks && converted(days, weeks)).toBe(14);
  expect(days && lone && converted(days, lone)).toBe(7);
});

test("the exponent of a unit is no number", () => {
  expect(numbersIn("at 10 m/s^2 for 5 seconds").map(({ value }) => value)).toEqual([10, 5]);
});

test("a row ends where other words begin", () => {
  const text = "the match between Rovers and Wanderers on May 3, 2027";
  const rows = readClues(readUtterance(text)).lists.map(({ items }) =>
    items.map(({ start, end }) => text.slice(start, end)),
  );
  expect(rows).toContainEqual(["Rovers", "Wanderers"]);
});

test("a lone year belongs to the day that was said without one", () => {
  const [day] = datesIn("on the 1st of March, it is 2027 now");
  expect(day && writeDate(day, "YYYY-MM-DD")).toBe("2027-03-01");
});

test("countries and currencies have their codes", () => {
  expect([countryCode("Norway"), countryOfPeople("Dutch"), currencyCode("Swiss francs")]).toEqual([
    "NO",
    "Netherlands",
    "CHF",
  ]);
});

test("words are tagged by what stands before them", () => {
  const text = "Book the book for my order";
  const { words } = readUtterance(text);
  expect(tagWords(words, text).join("")).toBe("vtnitn");
});
