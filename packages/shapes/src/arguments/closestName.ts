/**
 * The name that a misspelt one was probably meant to be.
 *
 * Case is ignored; up to a third of the letters (two at least) may be wrong, missing or too many.
 *
 * @returns The nearest of the names, the first of several; undefined when none is near.
 * @example closestName('rleu', ['sigmoid', 'relu']) // 'relu'
 */
export function closestName(wanted: string, names: readonly string[]): string | undefined {
  let closest: string | undefined;
  let least = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const name of names) {
    const distance = editDistance(wanted.toLowerCase(), name.toLowerCase());
    if (distance < least) {
      least = distance;
      closest = name;
    }
  }
  return closest;
}

/** Levenshtein's distance: the fewest letters to insert, delete or replace. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
