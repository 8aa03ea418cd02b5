import { colorsFor } from './render/colors.js';
import type { Colors } from './render/colors.js';
import { lineWidth } from './render/width.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where output goes: results to `out`, progress and warnings to `err`. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly outColors: Colors;
  readonly errColors: Colors;
  /** Whether a line may be drawn again and again: `canAnimate` of the two streams. */
  readonly animated: boolean;
  readonly env: Environment;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  return {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    outColors: colorsFor(stdout.isTTY, env),
    errColors: colorsFor(stderr.isTTY, env),
    animated: canAnimate(stdout, stderr, env),
    env,
  };
}

/** What is asked of a stream of the process; `columns` are undefined or 0 where the width is unknown. */
interface Stream {
  readonly isTTY: boolean;
  readonly columns?: number | undefined;
}

/** Whether both streams are terminals that can move the cursor, and a bar fits into a line: of one that wraps only the end could be drawn anew. */
export function canAnimate(stdout: Stream, stderr: Stream, { TERM }: Environment): boolean {
  const columns = stderr.columns ?? 0;
  return stdout.isTTY && stderr.isTTY && TERM !== 'dumb' && (columns === 0 || columns >= lineWidth);
}

/** Write lines, each ended by a line break. */
export function printLines(write: (text: string) => void, lines: readonly string[]): void {
  write(`${lines.join('\n')}\n`);
}
