import { formatSeconds, progressBar, progressLine } from './render/progress.js';
import type { ProgressRecord } from './render/progress.js';
import { count } from './render/numbers.js';
import type { Terminal } from './terminal.js';

/** Shows a training's progress on stderr. */
export interface ProgressReporter {
  readonly update: (record: ProgressRecord) => void;
  /** Removes the bar, if there is one. Call it however the training ends. */
  readonly clear: () => void;
  /** Says how long it took. @param epochs - How many there are now. */
  readonly finish: (epochs: number) => void;
}

const clearLine = '\r\u001b[2K';
const redrawMilliseconds = 60;

/**
 * A bar that is drawn again and again where that is possible, otherwise lines.
 *
 * @param every - Epochs from one line to the next.
 * @param done - Epochs that an earlier part of the training has made.
 */
export function progressReporter(terminal: Terminal, every = 1, done = 0): ProgressReporter {
  const { err, errColors, animated } = terminal;
  const start = performance.now();
  let drawn = -Infinity;
  if (!animated && every > 1) err(`  a line every ${every} epochs\n`);
  return {
    update: (record) => {
      if (!animated) {
        const line = progressLine(record, every);
        if (line !== undefined) err(`${line}\n`);
        return;
      }
      const now = performance.now();
      if (now - drawn < redrawMilliseconds) return;
      drawn = now;
      err(clearLine + progressBar(record, (now - start) / 1000, errColors, done));
    },
    clear: () => {
      if (animated) err(clearLine);
    },
    finish: (epochs) => {
      const seconds = formatSeconds((performance.now() - start) / 1000);
      err(`${errColors.dim(`  trained ${count(epochs - done, 'epoch')} in ${seconds}`)}\n`);
    },
  };
}
