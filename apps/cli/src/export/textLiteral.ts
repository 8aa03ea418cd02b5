/**
 * A text as both TypeScript and Python write it, between double quotes. It may come from any file: characters that are not seen, that break
 * lines or that change the direction of writing are written as escapes, so that nothing in the source is other than it looks.
 */
export function textLiteral(text: string, language: 'typescript' | 'python'): string {
  return JSON.stringify(text).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
    return language === 'python' ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

/** Items in brackets: on one line if it ends within 100 columns, else a line each. */
export function bracketed(items: readonly string[], indent: string, before: number): string {
  const line = `[${items.join(', ')}]`;
  if (before + line.length <= 100) return line;
  return ['[', ...items.map((item) => `${indent}  ${item},`), `${indent}]`].join('\n');
}
