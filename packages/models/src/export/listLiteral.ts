const width = 100;

/** A list of numbers in brackets: on one line if it ends within 100 columns, else filled lines, two or four spaces further in. */
export function listLiteral(numbers: readonly string[], indent: string, step: string, before = 0): string {
  const line = `[${numbers.join(', ')}]`;
  if (indent.length + before + line.length < width) return line;
  const lines: string[] = [];
  let current = indent + step;
  for (const number of numbers) {
    const item = current.trim() === '' ? `${number},` : ` ${number},`;
    if (current.length + item.length > width && current.trim() !== '') {
      lines.push(current);
      current = `${indent}${step}${number},`;
    } else {
      current += item;
    }
  }
  return ['[', ...lines, current, `${indent}]`].join('\n');
}
