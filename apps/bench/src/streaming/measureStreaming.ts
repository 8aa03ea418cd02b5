import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { appFolder } from '../appFolder.js';
import { OptionError } from '../options.js';
import { generateCsv } from './generateCsv.js';
import { showStreaming } from './showStreaming.js';
import type { StreamingResult } from './showStreaming.js';

/** Where the file is: there again for the next run, until somebody deletes it. */
const generatedName = (rows: number): string => join(tmpdir(), `keepdims-bench-${rows}.csv`);

/** Makes a process say at its end how much memory it had at most, in kilobytes. */
const tellMemory = "data:text/javascript,process.on('exit',()=>console.error('maxRSS',process.resourceUsage().maxRSS))";

/**
 * Train on a CSV that doesn't fit into the memory allowed, for one epoch, by the built command line in a process of its own.
 *
 * @param rows - Rows of the file, about 200 bytes each: ten million are 2 GB.
 * @param print - Told of each step and of the numbers.
 * @throws OptionError if the command line has not been built. Error if the disk has no room, or the training fails.
 */
export async function measureStreaming(rows: number, print: (line: string) => void): Promise<StreamingResult> {
  const main = join(appFolder(), '..', 'cli', 'dist', 'main.js');
  if (!existsSync(main)) throw new OptionError('--streaming: the command line is not built; run npm start once.');
  const path = generatedName(rows);
  const began = performance.now();
  const csv = generateCsv(path, rows);
  const made = csv.isOld ? 'from an earlier run' : `made in ${((performance.now() - began) / 1000).toFixed(0)} s`;
  print(
    `${path}: ${rows.toLocaleString('en')} rows, ${(csv.bytes / 1e9).toFixed(2)} GB, ${made}; delete it when you are done.`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'keepdims-streaming-'));
  try {
    const result = { ...csv, ...(await train(main, path, folder)) };
    for (const line of showStreaming(result)) print(line);
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Train in a folder; the times are those at which the command says that it begins, and that the epoch is done. */
async function train(main: string, path: string, folder: string): Promise<Omit<StreamingResult, 'rows' | 'bytes'>> {
  const words = ['train', path, '--target', 'y', '--epochs', '1', '--stream', '--json'];
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  const child = spawn(process.execPath, ['--import', tellMemory, main, ...words], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const at: Record<string, number> = {};
  createInterface(child.stdout).on('line', (line) => {
    const { type } = JSON.parse(line) as { type: string }; // as every line of --json
    at[type] = seconds();
  });
  let err = '';
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null]; // of a process
  const { run, epoch } = at;
  const kilobytes = /^maxRSS (\d+)$/m.exec(err)?.[1];
  if (code !== 0 || run === undefined || epoch === undefined || kilobytes === undefined) {
    throw new Error(`keepdims ${words.join(' ')} ended with ${String(code)}: ${err}`);
  }
  return { prepared: run, trained: epoch - run, ended: seconds(), peakBytes: 1024 * Number(kilobytes) };
}
