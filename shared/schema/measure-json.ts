/** The size of a JSON value: how deep it nests (a bare value is 0) and how many values it holds. */
export interface Measured {
  readonly depth: number;
  readonly values: number;
  /** True when counting stopped at `maxValues`; the figures are then a lower bound. */
  readonly cut: boolean;
}

/** Measures without recursing, so that a value 100,000 deep is a number and not a stack overflow. */
export function measureJson(value: unknown, maxValues = 200_000): Measured {
  let level: unknown[] = [value];
  let depth = 0;
  let values = 0;
  for (;;) {
    const next: unknown[] = [];
    for (const item of level) {
      values += 1;
      if (values >= maxValues) return { depth, values, cut: true };
      if (typeof item !== "object" || item === null) continue;
      for (const member of Object.values(item)) next.push(member);
    }
    if (next.length === 0) return { depth, values, cut: false };
    depth += 1;
    level = next;
  }
}
