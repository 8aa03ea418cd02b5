import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appFolder } from './appFolder.js';
import { runFormat } from './run.js';
import type { Run } from './run.js';

/** Where runs are kept and reports written: a folder that git ignores. */
export function runsFolder(): string {
  const folder = join(appFolder(), 'runs');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A saved run isn't there or can't be read. */
export class SavedRunError extends Error {
  override readonly name = 'SavedRunError';
}

/** Keep a run; returns its path. */
export function saveRun(name: string, run: Run, folder: string = runsFolder()): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, `${JSON.stringify(run, null, 1)}\n`);
  return path;
}

/**
 * A run that was kept.
 *
 * @throws SavedRunError if there is none of that name, or its format is another one.
 */
export function loadRun(name: string, folder: string = runsFolder()): Run {
  const path = join(folder, `${name}.json`);
  if (!existsSync(path)) {
    const known = readdirSync(folder).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []));
    const list = known.length === 0 ? 'None are: keep one with --save NAME.' : `There are: ${known.join(', ')}.`;
    throw new SavedRunError(`no run is kept under the name ${name}. ${list}`);
  }
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new SavedRunError(`${path} isn't JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const format: unknown =
    typeof content === 'object' && content !== null && 'format' in content ? content.format : undefined;
  if (format !== runFormat) {
    throw new SavedRunError(`${path} has format ${String(format)}, but this program reads ${runFormat}: keep it anew.`);
  }
  return content as Run; // written by saveRun in this very format
}
