import { colorsFor } from './render/colors.js';
import type { Colors } from './render/colors.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where output goes: results to `out`, progress and warnings to `err`. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly outColors: Colors;
  readonly errColors: Colors;
  /** Whether a line may be drawn again and again: both streams are terminals that can move the cursor. */
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
    animated: stdout.isTTY && stderr.isTTY && env.TERM !== 'dumb',
    env,
  };
}

/** Write lines, each ended by a line break. */
export function printLines(write: (text: string) => void, lines: readonly string[]): void {
  write(`${lines.join('\n')}\n`);
}
