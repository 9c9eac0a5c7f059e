/** Longest text that a server's pattern is run on, in UTF-16 units. */
const LONGEST_MATCHED_TEXT = 2_000;
const LONGEST_PATTERN = 1_000;

/**
 * Whether a pattern may be run on the main thread: no quantified group that itself holds a quantifier or a choice
 * that a backtracking engine could explore exponentially. Conservative: `(a+)+` and `(a|b)*` with overlap are refused
 * by shape, whether or not they are harmful. Bounded repeats of at most 3 are let through.
 */
export function isSafePattern(pattern: string): boolean {
  if (pattern.length > LONGEST_PATTERN || /\\[1-9]|\\k</.test(pattern)) return false;
  const loops: { holdsLoop: boolean; holdsChoice: boolean }[] = [{ holdsLoop: false, holdsChoice: false }];
  let inClass = false;
  for (let index = 0; index < pattern.length; index += 1) {
    const char = pattern[index];
    const here = loops.at(-1);
    if (here === undefined) return false;
    if (char === "\\") index += 1;
    else if (inClass) inClass = char !== "]";
    else if (char === "[") inClass = true;
    else if (char === "(") loops.push({ holdsLoop: false, holdsChoice: false });
    else if (char === "|") here.holdsChoice = true;
    else if (char === ")") {
      const group = loops.pop();
      const outer = loops.at(-1);
      if (group === undefined || outer === undefined) return false;
      const repeat = repeatAt(pattern, index + 1);
      if (repeat > 3 && (group.holdsLoop || (group.holdsChoice && repeat > 64))) return false;
      outer.holdsLoop ||= group.holdsLoop || repeat > 1;
    } else if (char === "*" || char === "+" || char === "{") {
      if (repeatAt(pattern, index) > 1) here.holdsLoop = true;
    }
  }
  return true;
}

/** How often the quantifier at `index` repeats at most; 1 where there is none. */
function repeatAt(pattern: string, index: number): number {
  const char = pattern[index];
  if (char === "*" || char === "+") return Number.POSITIVE_INFINITY;
  const bounds = /^\{(\d+)(,(\d*))?\}/.exec(pattern.slice(index, index + 24));
  if (bounds === null) return 1;
  if (bounds[2] === undefined) return Number(bounds[1]);
  return bounds[3] === "" ? Number.POSITIVE_INFINITY : Number(bounds[3]);
}

const compiled = new Map<string, RegExp | undefined>();

/** A pattern ready to run, or undefined where it is no ECMA-262 pattern or not safe to run. Keeps 500. */
function patternOf(pattern: string): RegExp | undefined {
  if (compiled.has(pattern)) return compiled.get(pattern);
  if (compiled.size >= 500) compiled.clear();
  let made: RegExp | undefined;
  if (isSafePattern(pattern)) {
    for (const flags of ["u", ""]) {
      try {
        made ??= new RegExp(pattern, flags);
      } catch {
        // not a pattern under these flags; the next ones are looser
      }
    }
  }
  compiled.set(pattern, made);
  return made;
}

/** Whether a text holds a match of the pattern; undefined where that cannot be asked safely. */
export function matches(pattern: string, text: string): boolean | undefined {
  if (text.length > LONGEST_MATCHED_TEXT) return undefined;
  return patternOf(pattern)?.test(text);
}
