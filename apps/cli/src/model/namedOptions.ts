/** A name with options, as the command line writes it: `warmup:epochs=5,then=cosineDecay:epochs=20`. */
export interface NamedOptions {
  readonly name: string;
  readonly options: Readonly<Record<string, number | NamedOptions>>;
}

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Read a name with options.
 *
 * @returns Undefined if it isn't written like one.
 */
export function parseNamedOptions(text: string): NamedOptions | undefined {
  const [, name, list] = /^\s*([a-z]\w*)\s*(?::(.*))?$/is.exec(text) ?? [];
  if (name === undefined) return undefined;
  if (list === undefined) return { name, options: {} };
  // What is inside another one is the last option: all that follows belongs to it.
  const [, numbers = list, inner] = /^(.*?),?\s*\bthen\s*=(.*)$/is.exec(list) ?? [];
  const options = numbers.trim() === '' ? {} : parseNumbers(numbers);
  const then = inner === undefined ? undefined : parseNamedOptions(inner);
  if (options === undefined || (inner !== undefined && then === undefined)) return undefined;
  if (numbers.trim() === '' && then === undefined) return undefined;
  return { name, options: { ...options, ...(then === undefined ? {} : { then }) } };
}

/**
 * Read `beta1=0.8,epsilon=1e-7`.
 *
 * @returns Undefined if it isn't written like that, or names something twice.
 */
export function parseNumbers(text: string): Readonly<Record<string, number>> | undefined {
  const entries: [string, number][] = [];
  for (const part of text.split(',')) {
    const at = part.lastIndexOf('=');
    const [key, value] = [part.slice(0, Math.max(0, at)).trim(), part.slice(at + 1).trim()];
    if (key === '' || !number.test(value) || entries.some(([other]) => other === key)) return undefined;
    entries.push([key, Number(value)]);
  }
  return Object.fromEntries(entries);
}

/** Write a name with options as `parseNamedOptions` reads it. */
export function formatNamedOptions({ name, options }: NamedOptions): string {
  const entries = Object.entries(options);
  // The inner one last: all that follows belongs to it.
  const parts = [
    ...entries.flatMap(([key, value]) => (typeof value === 'number' ? [`${key}=${value}`] : [])),
    ...entries.flatMap(([key, value]) => (typeof value === 'number' ? [] : [`${key}=${formatNamedOptions(value)}`])),
  ];
  return parts.length === 0 ? name : `${name}:${parts.join(',')}`;
}
