/** Countries: name, code by ISO 3166, what is of them, currency by ISO 4217, and words for the currency. Written by hand. */
const rows = `United States|US|american us u.s. usa u.s.a. america|USD|us dollar, american dollar, dollar, buck
United Kingdom|GB|british uk u.k. england english great-britain|GBP|british pound, pound sterling, pound, sterling, quid
Germany|DE|german|EUR|euro
France|FR|french|EUR|
Italy|IT|italian|EUR|
Spain|ES|spanish|EUR|
Portugal|PT|portuguese|EUR|
Netherlands|NL|dutch|EUR|
Belgium|BE|belgian|EUR|
Austria|AT|austrian|EUR|
Ireland|IE|irish|EUR|
Greece|GR|greek|EUR|
Finland|FI|finnish|EUR|
Switzerland|CH|swiss|CHF|swiss franc, franc
Sweden|SE|swedish|SEK|swedish krona, krona
Norway|NO|norwegian|NOK|norwegian krone
Denmark|DK|danish|DKK|danish krone
Poland|PL|polish|PLN|zloty, polish zloty
Czech Republic|CZ|czech|CZK|czech koruna
Hungary|HU|hungarian|HUF|forint
Russia|RU|russian|RUB|ruble, rouble, russian ruble
Ukraine|UA|ukrainian|UAH|hryvnia
Turkey|TR|turkish|TRY|turkish lira, lira
Israel|IL|israeli|ILS|shekel
Egypt|EG|egyptian|EGP|egyptian pound
South Africa|ZA|south-african|ZAR|rand, south african rand
Nigeria|NG|nigerian|NGN|naira
Kenya|KE|kenyan|KES|kenyan shilling
India|IN|indian|INR|indian rupee, rupee
Pakistan|PK|pakistani|PKR|pakistani rupee
China|CN|chinese|CNY|yuan, renminbi, chinese yuan
Japan|JP|japanese|JPY|yen, japanese yen
South Korea|KR|korean south-korean korea|KRW|won, korean won
Singapore|SG|singaporean|SGD|singapore dollar
Thailand|TH|thai|THB|baht, thai baht
Vietnam|VN|vietnamese|VND|dong
Indonesia|ID|indonesian|IDR|rupiah
Malaysia|MY|malaysian|MYR|ringgit
Philippines|PH|filipino philippine|PHP|philippine peso
Australia|AU|australian|AUD|australian dollar
New Zealand|NZ|new-zealand|NZD|new zealand dollar
Canada|CA|canadian|CAD|canadian dollar
Mexico|MX|mexican|MXN|mexican peso, peso
Brazil|BR|brazilian|BRL|real, brazilian real
Argentina|AR|argentinian argentine|ARS|argentine peso
Chile|CL|chilean|CLP|chilean peso
Colombia|CO|colombian|COP|colombian peso
Peru|PE|peruvian|PEN|sol
Saudi Arabia|SA|saudi|SAR|riyal
United Arab Emirates|AE|uae emirati|AED|dirham`.split("\n");

const countryBy = new Map<string, string>();
const codeBy = new Map<string, string>();
const currencyBy = new Map<string, string>();
for (const row of rows) {
  const [name = "", code = "", people = "", currency = "", monies = ""] = row.split("|");
  codeBy.set(name.toLowerCase(), code);
  for (const word of people.split(" ")) {
    countryBy.set(word.replaceAll("-", " "), name);
    codeBy.set(word.replaceAll("-", " "), code);
  }
  for (const money of monies.split(", ").filter((one) => one !== "")) {
    currencyBy.set(money, currency);
    currencyBy.set(`${money}s`, currency);
  }
}

/** A country for what is of it ("German" gives Germany); undefined for other words. */
export const countryOfPeople = (said: string): string | undefined => countryBy.get(said.toLowerCase());

/** The two letters of a country; undefined for one that is not listed. */
export const countryCode = (said: string): string | undefined => codeBy.get(said.toLowerCase());

/** The three letters of a currency that was said in words; undefined for other words. */
export const currencyCode = (said: string): string | undefined => currencyBy.get(said.toLowerCase());
