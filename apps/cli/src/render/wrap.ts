import { lineWidth, pad, widthOf } from './width.js';

/**
 * Break a text at its spaces into lines of at most `width` columns, the first behind `label`, the others indented as far.
 *
 * @param text - Words; a word longer than a line stays whole.
 * @param label - What stands before the first line.
 * @param indent - Where the text begins, in columns; at least the label's width.
 */
export function wrap(text: string, label = '', indent = widthOf(label), width = lineWidth): string[] {
  const lines: string[] = [];
  let line = pad(label, indent);
  let empty = true;
  for (const word of text.split(' ')) {
    if (!empty && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = ' '.repeat(indent);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  lines.push(line);
  return lines;
}
