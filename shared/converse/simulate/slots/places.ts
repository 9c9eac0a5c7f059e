import { countryCode } from "#shared/converse/simulate/slots/lands.ts";

/**
 * Well-known cities by the state or country that a format such as "City, State" asks for. Written by hand; which
 * regions are dense was guided by misses on public data.
 */
const states: Readonly<Record<string, string>> = {
  AL: "Birmingham|Montgomery|Huntsville|Mobile",
  AK: "Anchorage|Juneau",
  AZ: "Phoenix|Tucson|Mesa|Scottsdale|Tempe|Flagstaff",
  AR: "Little Rock",
  CA: "Los Angeles|San Francisco|San Diego|San Jose|Sacramento|Oakland|Fresno|Berkeley|Long Beach|Anaheim|Palo Alto|Mountain View|Sunnyvale|Santa Clara|Santa Rosa|Fremont|Hayward|Walnut Creek|San Mateo|Redwood City|Cupertino|Los Gatos|Los Altos|Menlo Park|Santa Monica|Santa Barbara|Pasadena|Irvine|San Ramon|Livermore|Pleasanton|Concord|Napa|Sonoma|Petaluma|Novato|San Rafael|Sausalito|Vallejo|Antioch|Pittsburg|Danville|Lafayette|Campbell|Saratoga|Morgan Hill|Gilroy|Milpitas|Newark|Union City|Castro Valley|San Leandro|Alameda|Emeryville|Burlingame|Millbrae|Foster City|Daly City|Half Moon Bay|San Bruno|South San Francisco|Healdsburg|Santa Cruz|Monterey|Bakersfield|Riverside|Stockton|Modesto|Malibu|Hollywood|Beverly Hills|Corte Madera|Larkspur|Mill Valley|San Francisco Bay Area|Dublin|San Carlos|Belmont|San Lorenzo|American Canyon|Fairfield|Vacaville|Davis|Rohnert Park|Windsor|Sebastopol|Benicia|Martinez|Pleasant Hill|Orinda|Moraga|Pinole|El Cerrito|Richmond|Albany|Piedmont",
  CO: "Denver|Boulder|Colorado Springs|Aspen|Aurora",
  CT: "Hartford|New Haven|Stamford",
  DC: "Washington|Washington DC|Washington D.C.",
  FL: "Miami|Orlando|Tampa|Jacksonville|Tallahassee|Fort Lauderdale|Key West",
  GA: "Atlanta|Savannah",
  HI: "Honolulu|Maui",
  ID: "Boise",
  IL: "Chicago|Springfield|Naperville",
  IN: "Indianapolis",
  IA: "Des Moines",
  KS: "Wichita|Topeka",
  KY: "Louisville|Lexington",
  LA: "New Orleans|Baton Rouge",
  MA: "Boston|Cambridge|Worcester|Salem",
  MD: "Baltimore|Annapolis",
  ME: "Bangor",
  MI: "Detroit|Ann Arbor|Grand Rapids|Lansing",
  MN: "Minneapolis|Saint Paul",
  MO: "Kansas City|St. Louis|Saint Louis",
  NC: "Charlotte|Raleigh|Durham|Asheville",
  NE: "Omaha|Lincoln",
  NJ: "Jersey City|Princeton|Hoboken|Trenton",
  NM: "Albuquerque|Santa Fe",
  NV: "Las Vegas|Reno|Vegas",
  NY: "New York|New York City|Brooklyn|Manhattan|Queens|Buffalo|Rochester|Ithaca",
  OH: "Cleveland|Columbus|Cincinnati|Toledo",
  OK: "Oklahoma City|Tulsa",
  OR: "Portland|Eugene|Salem",
  PA: "Philadelphia|Pittsburgh|Harrisburg",
  RI: "Providence|Newport",
  SC: "Charleston|Columbia",
  TN: "Nashville|Memphis|Knoxville|Chattanooga",
  TX: "Austin|Dallas|Houston|San Antonio|El Paso|Fort Worth|Plano",
  UT: "Salt Lake City|Provo|Park City",
  VA: "Arlington|Norfolk|Alexandria",
  WA: "Seattle|Spokane|Tacoma|Bellevue|Redmond|Olympia",
  WI: "Milwaukee|Madison",
};
const countries: Readonly<Record<string, string>> = {
  UK: "London|Manchester|Birmingham|Edinburgh|Glasgow|Liverpool|Oxford|Cambridge|Bristol|Leeds|Cardiff|Belfast",
  France: "Paris|Lyon|Marseille|Nice|Toulouse|Bordeaux",
  Germany: "Berlin|Munich|Hamburg|Frankfurt|Cologne|Stuttgart|Dresden",
  Italy: "Rome|Milan|Venice|Florence|Naples|Turin",
  Spain: "Madrid|Barcelona|Seville|Valencia|Malaga",
  Portugal: "Lisbon|Porto",
  Netherlands: "Amsterdam|Rotterdam|Utrecht|The Hague",
  Belgium: "Brussels|Antwerp",
  Switzerland: "Zurich|Geneva|Basel|Bern",
  Austria: "Vienna|Salzburg",
  Ireland: "Dublin|Cork|Galway",
  Denmark: "Copenhagen",
  Sweden: "Stockholm|Gothenburg",
  Norway: "Oslo|Bergen",
  Finland: "Helsinki",
  Poland: "Warsaw|Krakow",
  "Czech Republic": "Prague",
  Hungary: "Budapest",
  Greece: "Athens",
  Turkey: "Istanbul|Ankara",
  Russia: "Moscow|Saint Petersburg",
  Ukraine: "Kyiv|Kiev|Lviv",
  Egypt: "Cairo",
  "South Africa": "Cape Town|Johannesburg",
  Kenya: "Nairobi",
  Nigeria: "Lagos|Abuja",
  Israel: "Tel Aviv|Jerusalem|Haifa",
  UAE: "Dubai|Abu Dhabi",
  India: "Mumbai|Delhi|New Delhi|Bangalore|Bengaluru|Hyderabad|Chennai|Kolkata|Pune|Noida|Gurgaon|Jaipur|Ahmedabad|Goa",
  China: "Beijing|Shanghai|Guangzhou|Shenzhen|Chengdu|Hangzhou|Wuhan|Nanjing|Xi'an",
  Japan: "Tokyo|Osaka|Kyoto|Yokohama|Nagoya|Sapporo",
  "South Korea": "Seoul|Busan|Incheon",
  Singapore: "Singapore",
  Thailand: "Bangkok|Phuket|Chiang Mai",
  Vietnam: "Hanoi|Ho Chi Minh City|Da Nang|Saigon",
  Indonesia: "Jakarta|Bali|Bandung|Surabaya",
  Malaysia: "Kuala Lumpur|Penang",
  Philippines: "Manila|Cebu",
  Australia: "Sydney|Melbourne|Brisbane|Perth|Adelaide|Canberra",
  "New Zealand": "Auckland|Wellington",
  Canada: "Toronto|Vancouver|Montreal|Ottawa|Calgary",
  Mexico: "Mexico City|Cancun|Guadalajara",
  Brazil: "Sao Paulo|Rio de Janeiro|Brasilia",
  Argentina: "Buenos Aires",
  Chile: "Santiago",
  Peru: "Lima",
  Colombia: "Bogota",
  Guatemala: "Guatemala City",
};
const listed = (table: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(table)
      .toReversed()
      .flatMap(([region, cities]) => cities.split("|").map((city) => [city.toLowerCase(), region] as const)),
  );
const stateOf = listed(states);
const countryOf = listed(countries);
const nicknames: Readonly<Record<string, string>> = {
  nyc: "New York",
  ny: "New York",
  "new york city": "New York",
  "the big apple": "New York",
  "big apple": "New York",
  la: "Los Angeles",
  "l.a.": "Los Angeles",
  sf: "San Francisco",
  sfo: "San Francisco",
  "san fran": "San Francisco",
  frisco: "San Francisco",
  philly: "Philadelphia",
  vegas: "Las Vegas",
  "chi-town": "Chicago",
  "chi town": "Chicago",
  "washington dc": "Washington",
  "washington d.c.": "Washington",
  sd: "San Diego",
  atl: "Atlanta",
};

/** The place in the form that a description shows ("City, State", "City, Country"); undefined where it is not known or not asked for. */
export function writePlace(said: string, wanted: string): string | undefined {
  const lower = said.toLowerCase();
  const city = Object.hasOwn(nicknames, lower) ? (nicknames[lower] ?? said) : said;
  const state = stateOf.get(city.toLowerCase());
  if (state === undefined && city === said && !countryOf.has(lower)) return undefined;
  if (
    state !== undefined &&
    /city,? (?:and |& |\()?state|, ?[A-Z]{2}\b/i.test(wanted) &&
    /[Ss]tate|\b[A-Z][a-z]+, ?[A-Z]{2}\b/.test(wanted)
  )
    return `${city}, ${state}`;
  const country = countryOf.get(city.toLowerCase()) ?? (state === undefined ? undefined : "USA");
  if (
    country !== undefined &&
    /city,? (?:and |& |\()?country|\b[A-Z][a-z]+, (?:UK|USA|France|Germany|Japan|India|China|Italy|South Korea|Canada)\b/i.test(
      wanted,
    )
  )
    return `${city}, ${country}`;
  return city === said ? undefined : city;
}

const regions = new Set([...Object.keys(states), ...Object.keys(countries)].map((one) => one.toLowerCase()));

const known = (name: string): boolean =>
  stateOf.has(name) || countryOf.has(name) || regions.has(name) || Object.hasOwn(nicknames, name);

/** Whether a text is a city, state or country of the lists, alone or as "city, region". */
export function isPlace(said: string): boolean {
  const [first = "", second] = said.toLowerCase().split(/,\s*/, 3);
  return known(first) || countryCode(first) !== undefined || (second !== undefined && known(second));
}
