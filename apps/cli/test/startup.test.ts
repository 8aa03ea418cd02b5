import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { main } from './keepdims.js';

const dist = dirname(main);

/** What node reads before the first line runs: the program, and what it imports by `import … from`, not by `import(…)`. */
function readAtStart(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const visit = (name: string): void => {
    if (files.has(name)) return;
    const text = readFileSync(join(dist, name), 'utf8');
    files.set(name, text);
    for (const [, imported = ''] of text.matchAll(/^(?:import|\} from|export .*? from)\b.*?"\.\/([^"]+)";$/gm)) {
      visit(imported);
    }
  };
  visit('main.js');
  return files;
}

test('--help answers fast because little is loaded: the options of the commands, and commander', () => {
  const files = readAtStart();
  expect([...files.keys()].length).toBeGreaterThan(3);
  const sources = [...files.keys()].flatMap((name) => {
    const map = JSON.parse(readFileSync(join(dist, `${name}.map`), 'utf8')) as { sources: string[] }; // a source map
    return map.sources.map((source) => relative(join(dist, '..'), join(dist, source)));
  });
  expect(sources).toContain('src/program.ts');
  // The last are the versions, which the build writes in.
  const known = /^src\/|node_modules\/(commander|picocolors)\/|<define:KEEPDIMS_VERSIONS>$/;
  const others = sources.filter((source) => !known.test(source));
  expect(others).toEqual([]);
  const bytes = [...files.values()].reduce((sum, text) => sum + text.length, 0);
  // A command's options take about 2,000. Node itself takes some 50 ms to start, this much some 20 more.
  expect(bytes).toBeLessThan(260_000);
  expect(bytes).toBeGreaterThan(100_000);
});
