/**
 * Run a study, print what it found and write its picture: `npm run study NAME` in the repository, or `npm run study all`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import * as np from '@keepdims/ndarray';
import { studies } from './studies.js';

// Kernels without fused multiply-add: the same bits, and so the same pictures, on every machine.
np.configure({ strict: true });

// Beside this file's folder both as a source and when bundled.
const pictures = fileURLToPath(new URL('../studies/pictures/', import.meta.url));

const [name = '', ...more] = process.argv.slice(2);
const names = Object.keys(studies);
if (more.length > 0 || (name !== 'all' && !Object.hasOwn(studies, name))) {
  console.error(`Which study? Name one of ${names.join(', ')}, or all.`);
  process.exit(2);
}

mkdirSync(pictures, { recursive: true });
for (const chosen of name === 'all' ? names : [name]) {
  const started = performance.now();
  const study = await studies[chosen]?.();
  if (study === undefined) continue;
  const { sections, conclusion, picture } = study.default();
  const file = join(pictures, `${chosen}.svg`);
  writeFileSync(file, picture);
  console.log(`${chosen} (${sections})`);
  for (const line of conclusion) console.log(`  ${line}`);
  console.log(`  ${((performance.now() - started) / 1000).toFixed(1)} s; picture: ${file}\n`);
}
