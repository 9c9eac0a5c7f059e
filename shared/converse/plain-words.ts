/** An identifier as a person would say it: `account_id`, `accountId` and `account-id` are "account id". */
export function plainWords(identifier: string): string {
  const words = identifier
    .slice(0, 120)
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .replaceAll(/[_\-./\s]+/g, " ")
    .trim();
  // Abbreviations keep their capitals: "QBR", "ID".
  return words.replaceAll(/\p{Lu}\p{Ll}+/gu, (word) => word.toLowerCase());
}

/** "a", "a and b", "a, b and c"; `last` is the word before the last one. */
export function listed(items: readonly string[], last: "and" | "or" = "and"): string {
  return items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1) ?? ""}`;
}

/** The beginning of a text, ended at a word, with `…` where something was left out. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most).toWellFormed();
  const space = cut.search(/\s\S*$/);
  return `${(space > most / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** A text with a capital first letter. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
