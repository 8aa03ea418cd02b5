/** The number of columns that all output keeps to. */
export const lineWidth = 80;

/** How many columns a text takes, colours not counted; every character counts as one. */
export function widthOf(text: string): number {
  // eslint-disable-next-line no-control-regex -- colours begin with the escape character.
  return [...text.replace(/\u001b\[[0-9;]*m/g, '')].length;
}

/** Fill with spaces up to `width` columns: behind the text, or before it when it is to stand right. */
export function pad(text: string, width: number, side: 'left' | 'right' = 'left'): string {
  const spaces = ' '.repeat(Math.max(0, width - widthOf(text)));
  return side === 'left' ? text + spaces : spaces + text;
}

/** The text, or its beginning and an ellipsis if it is longer than `width` columns. Not for coloured text. */
export function shorten(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join('')}…`;
}
