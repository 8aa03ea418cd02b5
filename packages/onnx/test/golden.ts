import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A model that another program wrote, and what it gives there: examples as rows. */
export interface GoldenCase {
  readonly name: string;
  /** The file, base64. */
  readonly model: string;
  readonly X: number[][];
  readonly Y: number[][];
  /** The tensor to read, where it isn't the one that is read by default. */
  readonly output?: string;
}

interface Golden {
  readonly versions: Readonly<Record<string, string>>;
  readonly cases: readonly GoldenCase[];
}

/** What `scripts/golden.py` wrote. */
export const golden = JSON.parse(
  readFileSync(fileURLToPath(new URL('../scripts/golden.json', import.meta.url)), 'utf8'),
) as Golden;

export function bytesOf({ model }: GoldenCase): Uint8Array {
  return Uint8Array.from(Buffer.from(model, 'base64'));
}
