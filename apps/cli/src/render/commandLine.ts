import { lineWidth } from './width.js';

/**
 * A command as one can paste it into a shell, words quoted where needed, broken with backslashes into lines of 80 columns.
 *
 * @param words - Without the program: `['train', 'digits', '--epochs', '50']`.
 * @param env - Under `npm start` the program is `npm start --`, otherwise `keepdims`.
 */
export function commandLine(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  indent = 2,
): string[] {
  const program = env.npm_lifecycle_event === 'start' ? 'npm start --' : 'keepdims';
  const margin = ' '.repeat(indent);
  const lines: string[] = [];
  let line = `${margin}${program}`;
  for (const group of groupOptions(words)) {
    // 2 columns stay free for the backslash.
    if (line.length + 1 + group.length > lineWidth - 2) {
      lines.push(`${line} \\`);
      line = `${margin}  ${group}`;
    } else line += ` ${group}`;
  }
  lines.push(line);
  return lines;
}

/** An option and its value stay together. */
function groupOptions(words: readonly string[]): string[] {
  const groups: string[] = [];
  let open = false;
  for (const word of words) {
    const last = groups.at(-1);
    if (open && last !== undefined && !word.startsWith('--')) {
      groups[groups.length - 1] = `${last} ${quote(word)}`;
      open = false;
    } else {
      groups.push(quote(word));
      open = word.startsWith('--');
    }
  }
  return groups;
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
