import { setOwn } from "#shared/base/json.ts";

/**
 * Every string and key of a JSON value passed through `mask`; the value itself where nothing changed.
 * Iterates instead of recursing, so that depth is bounded by memory and not by the stack; `__proto__` stays a plain key.
 */
export function maskJson<T>(value: T, mask: (text: string) => string): T {
  if (!holdsMaskable(value, mask)) return value;
  const root: { value?: unknown } = {};
  const tasks: { readonly from: unknown; readonly into: object; readonly key: string | number }[] = [
    { from: value, into: root, key: "value" },
  ];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    const { from, into, key } = task;
    const copy = typeof from === "string" ? mask(from) : Array.isArray(from) ? [] : isObject(from) ? {} : from;
    setOwn(into, String(key), copy);
    if (!isObject(from)) continue;
    const members = Object.entries(from);
    // Keys are set in order at once (as placeholders), so that the copy keeps the order of the original.
    for (const [name] of members) setOwn(copy as object, Array.isArray(from) ? name : mask(name), undefined);
    for (const [name, member] of members)
      tasks.push({ from: member, into: copy as object, key: Array.isArray(from) ? name : mask(name) });
  }
  return root.value as T;
}

function holdsMaskable(value: unknown, mask: (text: string) => string): boolean {
  const tasks: unknown[] = [value];
  while (tasks.length > 0) {
    const item = tasks.pop();
    if (typeof item === "string" && mask(item) !== item) return true;
    if (!isObject(item)) continue;
    if (Array.isArray(item)) for (const member of item as unknown[]) tasks.push(member);
    else
      for (const key of Object.keys(item)) {
        if (mask(key) !== key) return true;
        tasks.push((item as Readonly<Record<string, unknown>>)[key]);
      }
  }
  return false;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
