import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** The size of a built folder's scripts, each gzipped as a server would send it, bytes; undefined if it isn't there. */
export function gzippedSize(folder: string, isWanted: (file: string) => boolean = () => true): number | undefined {
  if (!existsSync(folder)) return undefined;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.(m?js|wasm)$/.test(file) && isWanted(file),
  );
  if (files.length === 0) return undefined;
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0);
}
