/**
 * What is wrong with an array's name, as words that follow "the name …"; undefined for a good one. Programs write arrays to files of their
 * names, so a name is no way out of a folder: parts between slashes are neither empty nor dots.
 */
export function problemOfName(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (/\p{Surrogate}/u.test(name)) return 'is no Unicode text';
  if (/[\p{Control}\\]/u.test(name)) return 'has a backslash or a control character';
  if (name.split('/').some((part) => ['', '.', '..'].includes(part)) || /^[a-z]:/i.test(name)) return 'is a path';
  return undefined;
}

/** @throws RangeError if an array can't be written under this name. */
export function checkNameToWrite(operation: string, name: string): void {
  const problem = problemOfName(name);
  if (problem === undefined) return;
  throw new RangeError(
    `${operation}: the name ${JSON.stringify(name)} ${problem}; names are like 'layer1/W' or 'layer1.W'.`,
  );
}
