/** Every public function takes part in the typing of shapes. */
import { fileURLToPath } from 'node:url';
import { exportedResults } from '@keepdims/tooling-testing';
import { expect, it } from 'vitest';

/** Functions whose result's shape only the run time can know, and why. */
const exempt: Record<string, string> = {
  asArray: "another library's strided array states its shape at run time only",
};

const entry = fileURLToPath(new URL('./index.ts', import.meta.url));
it('no result is an array of unknown shape', () => {
  const all = exportedResults(entry);
  expect(all.length).toBeGreaterThan(80);
  const bare = all.filter(([, result]) => /\bNDArray(<(Shape\b|(readonly )?number\[\])|(?!<))/.test(result));
  expect(bare.filter(([name]) => !(name in exempt))).toEqual([]);
  expect(Object.keys(exempt).filter((name) => !bare.some(([other]) => other === name))).toEqual([]);
});
