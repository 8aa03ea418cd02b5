import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built command line. */
export const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** What a finished run holds; with early stopping also checkpoints/best.safetensors. */
export const runFiles = [
  'config.json',
  'metrics.jsonl',
  'model.json',
  'report.html',
  'MODEL_CARD.md',
  'summary.json',
  'checkpoints/last.safetensors',
];

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Run `keepdims` in a folder and wait for its end. The environment is the same on every machine. */
export function keepdims(
  folder: string,
  words: readonly string[],
  options: { readonly input?: string | Uint8Array; readonly env?: Readonly<Record<string, string>> } = {},
): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...options.env },
    input: options.input ?? '',
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

/** A new folder, and a function that removes it. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'keepdims-cli-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Forty houses whose price follows from the other columns, one value missing. */
export function housesCsv(): string {
  const rows = Array.from({ length: 40 }, (_, i) => {
    const sqft = 600 + ((i * 373) % 1900);
    const beds = 1 + (i % 4);
    const city = ['GALT', 'LINCOLN', 'ROCKLIN'][i % 3] ?? '';
    const price = 20_000 + 110 * sqft + 9_000 * beds + 15_000 * (i % 3);
    return [sqft, i === 7 ? '' : beds, city, price].join(',');
  });
  return ['sqft,beds,city,price', ...rows, ''].join('\n');
}

/** Write a file into a folder and give its path. */
export function write(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
