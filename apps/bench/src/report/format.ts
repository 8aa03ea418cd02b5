/** Lines longer than this are broken. */
export const width = 100;

/** A number with three digits, from thousands without more. */
function threeDigits(value: number): string {
  return value >= 999.5 ? value.toFixed(0) : value.toPrecision(3);
}

/** A time in ms with three digits and a fitting unit. */
export function showTime(ms: number): string {
  const units: readonly (readonly [string, number])[] = [
    ['s', 1e-3],
    ['ms', 1],
    ['µs', 1e3],
  ];
  const [unit, factor] = units.find(([, factor]) => ms * factor >= 0.9995) ?? (['ns', 1e6] as const);
  return `${threeDigits(ms * factor)} ${unit}`;
}

/** A ratio: 41, 3.1, 0.52. */
export function showRatio(ratio: number): string {
  return ratio.toFixed(ratio < 1.995 ? 2 : ratio < 9.95 ? 1 : 0);
}

/** So many operations or bytes in ms, as GFLOP/s or GB/s. */
export function showRate(amount: number, ms: number, unit: 'GFLOP/s' | 'GB/s'): string {
  return `${threeDigits(amount / ms / 1e6)} ${unit}`;
}

/** Lines with the first column left and the others right, two spaces before each. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')}`.trimEnd();
  return [line(header), `  ${widths.map((size) => '-'.repeat(size)).join('  ')}`, ...rows.map(line)];
}

/** Breaks a text between words into lines of at most `width` columns, each after `indent`. */
export function wrap(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, indent + line].join('\n');
}

/** The first letter large, unless the line begins with code or a library's name. */
export function sentence(text: string): string {
  return /^(np|fit|A @|numpy|torch|sklearn|tfjs|jax|ml-|brain)/.test(text)
    ? text
    : text.charAt(0).toUpperCase() + text.slice(1);
}
