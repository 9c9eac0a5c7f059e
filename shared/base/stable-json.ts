/**
 * JSON text with object keys sorted by code unit, so that equal values give equal text (content addressing).
 * Array order is kept. Iterates instead of recursing, so that depth is bounded by memory and not by the stack.
 * `indent` is the number of spaces per level; 0 gives one line. `undefined` members are left out, as JSON does.
 */
export function stableJson(value: unknown, indent = 0): string {
  const out: string[] = [];
  const newline = (depth: number): string => (indent > 0 ? `\n${" ".repeat(indent * depth)}` : "");
  const colon = indent > 0 ? ": " : ":";
  type Task = { readonly text: string } | { readonly value: unknown; readonly depth: number };
  const tasks: Task[] = [{ value, depth: 0 }];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    if ("text" in task) {
      out.push(task.text);
      continue;
    }
    const { value: item, depth } = task;
    if (typeof item !== "object" || item === null) {
      out.push(JSON.stringify(item) ?? "null");
      continue;
    }
    const array = Array.isArray(item);
    const entries: [string, unknown][] = array
      ? item.map((element: unknown) => ["", element])
      : Object.entries(item).filter(([, member]) => member !== undefined);
    if (!array) entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    if (entries.length === 0) {
      out.push(array ? "[]" : "{}");
      continue;
    }
    out.push(array ? "[" : "{");
    tasks.push({ text: `${newline(depth)}${array ? "]" : "}"}` });
    for (let index = entries.length - 1; index >= 0; index -= 1) {
      const [key, member] = entries[index] as [string, unknown];
      tasks.push({ value: member, depth: depth + 1 });
      const label = array ? "" : `${JSON.stringify(key)}${colon}`;
      tasks.push({ text: `${index > 0 ? "," : ""}${newline(depth + 1)}${label}` });
    }
  }
  return out.join("");
}
