/**
 * Write each data/NAME.csv.gz as a module src/bundled/NAME.ts that holds the same bytes in base64. Run it after changing a file in data/.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const data = new URL('../data/', import.meta.url);
const bundled = new URL('../src/bundled/', import.meta.url);

for (const file of readdirSync(data).filter((name) => name.endsWith('.csv.gz'))) {
  const name = file.slice(0, -'.csv.gz'.length);
  const base64 = readFileSync(new URL(file, data)).toString('base64');
  const text = `// Generated from data/${file} by scripts/bundle.mjs.\nexport const base64 =\n  '${base64}';\n`;
  writeFileSync(new URL(`${name}.ts`, bundled), text);
}
