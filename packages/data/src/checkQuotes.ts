import { FormatError } from '@keepdims/shapes';

/**
 * Refuse quotes that d3 would misread in silence: it reads on through one that never closes, and drops a letter after one that does.
 *
 * @param firstLine - Of the text, in its file.
 * @throws FormatError with the line.
 */
export function checkQuotes(text: string, delimiter: string, name: string, firstLine: number): void {
  let line = firstLine;
  let atStart = true;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '"' && atStart) {
      const close = closingQuote(text, i);
      if (close === -1) {
        throw new FormatError(
          `${name}, line ${line}: a double quote opens here and is never closed; close it, or write "" for a quote inside a quoted value.`,
          { file: name, line, expected: 'a closing double quote' },
        );
      }
      line += countBreaks(text.slice(i, close));
      const next = text[close + 1];
      if (next !== undefined && next !== delimiter && next !== '\n' && next !== '\r') {
        throw new FormatError(
          `${name}, line ${line}: ${JSON.stringify(next)} follows a closing double quote; write "" for a quote inside a quoted value.`,
          { file: name, line, expected: `${showDelimiter(delimiter)} or the end of the line` },
        );
      }
      i = close;
      atStart = false;
    } else if (character === '\n' || character === '\r') {
      if (character === '\r' && text[i + 1] === '\n') i++;
      line++;
      atStart = true;
    } else {
      atStart = character === delimiter;
    }
  }
}

/**
 * Where a text that goes on may be cut: behind its last line break outside quotes.
 *
 * @param text - It begins at the begin of a line.
 * @returns How many characters come before the cut; 0 if there is none.
 */
export function lastCut(text: string, delimiter: string): number {
  // What follows a carriage return or a quote at the end may belong to it.
  const known = text.length - 1;
  if (!text.includes('"')) {
    const end = text[known] === '\r' ? known - 1 : known;
    return end < 0 ? 0 : Math.max(text.lastIndexOf('\n', end), text.lastIndexOf('\r', end)) + 1;
  }
  let cut = 0;
  let atStart = true;
  for (let i = 0; i <= known; i++) {
    const character = text[i];
    if (character === '"' && atStart) {
      i = closingQuote(text, i);
      if (i === -1 || i === known) return cut;
      atStart = false;
    } else if (character === '\n' || character === '\r') {
      if (character === '\r' && i === known) return cut;
      if (character === '\r' && text[i + 1] === '\n') i++;
      cut = i + 1;
      atStart = true;
    } else {
      atStart = character === delimiter;
    }
  }
  return cut;
}

/** Index of the quote that closes the one at `open`, skipping doubled ones; -1 if there is none. */
function closingQuote(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  return close;
}

/** How many line breaks a text holds: \n, \r\n or \r. */
export function countBreaks(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

/** A delimiter in words. */
export function showDelimiter(delimiter: string): string {
  if (delimiter === ',') return 'a comma';
  if (delimiter === ';') return 'a semicolon';
  return delimiter === '\t' ? 'a tab' : JSON.stringify(delimiter);
}
