import { stemOf } from "#shared/converse/simulate/words.ts";

/** What some names of parameters ask for, in words that name it: general English, written by hand. */
const lists: Readonly<Record<string, string>> = {
  "color colour":
    "red orange yellow green blue purple violet indigo pink brown black white gray grey gold golden silver beige cyan magenta turquoise teal maroon navy crimson scarlet ivory lavender olive",
  "language lang":
    "english spanish french german italian portuguese dutch russian chinese mandarin cantonese japanese korean arabic hebrew hindi bengali urdu turkish polish czech swedish norwegian danish finnish greek hungarian romanian ukrainian vietnamese thai indonesian malay tagalog latin swahili persian farsi",
  unit: "celsius fahrenheit kelvin meter metre kilometer kilometre centimeter millimeter mile foot feet inch yard gram kilogram milligram pound ounce ton liter litre milliliter gallon quart pint cup tablespoon teaspoon second minute hour joule calorie watt kilowatt volt ampere newton pascal bar hertz byte kilobyte megabyte gigabyte radian degree",
  "genre style music":
    "rock pop jazz blues classical country folk metal punk reggae techno electronic house soul funk disco opera hip-hop rap indie comedy drama action thriller horror romance adventure fantasy mystery documentary animation animated western musical biography crime fiction nonfiction sci-fi",
  "diet dietary preference restriction":
    "vegan vegetarian pescatarian keto paleo halal kosher gluten-free dairy-free nut-free low-carb low-fat organic",
  "cuisine food":
    "italian chinese mexican indian japanese thai french greek spanish korean vietnamese mediterranean american turkish lebanese ethiopian cajun sushi pizza",
  "sport league game":
    "soccer football basketball baseball tennis golf hockey cricket rugby volleyball swimming boxing cycling badminton nba nfl mlb nhl fifa",
  month: "january february march april may june july august september october november december",
  "day weekday": "monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday weekend",
  season: "spring summer autumn fall winter",
  instrument:
    "piano guitar violin cello drum drums flute trumpet saxophone clarinet bass harp ukulele keyboard organ trombone viola banjo",
  "gender sex": "male female man woman boy girl",
  "mode transport transportation vehicle":
    "car bus train bike bicycle walk walking driving drive cycling transit plane flight taxi subway ferry truck motorcycle",
  "animal species pet breed":
    "dog cat bird fish horse cow sheep goat pig deer bear wolf lion tiger elephant rabbit fox whale shark snake frog turtle monkey eagle owl",
  size: "small medium large tiny big king queen double twin single",
  "element chemical":
    "hydrogen helium lithium carbon nitrogen oxygen sodium magnesium aluminum silicon phosphorus sulfur chlorine potassium calcium iron nickel copper zinc silver gold mercury lead uranium",
};

const named = new Map<string, Set<string>>();
const listed = new Set<string>();
for (const [names, words] of Object.entries(lists)) {
  const stems = words.split(" ").map(stemOf);
  for (const stem of stems) listed.add(stem);
  for (const name of names.split(" ")) named.set(stemOf(name), new Set([...(named.get(stemOf(name)) ?? []), ...stems]));
}

/** The words that a parameter of such a name asks for; undefined where no list has its name. */
export function wordsFor(nameStems: readonly string[]): ReadonlySet<string> | undefined {
  for (let at = nameStems.length - 1; at >= 0; at -= 1) {
    const words = named.get(nameStems[at] ?? "");
    if (words !== undefined) return words;
  }
  return undefined;
}

/** Whether some list has the word. */
export const isListed = (stem: string): boolean => listed.has(stem);
