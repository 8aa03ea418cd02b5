import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfigFile } from './readConfigFile.js';

const before = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'keepdims-config-'));
beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

function read(name: string, text: string) {
  writeFileSync(name, text);
  return readConfigFile(name);
}

test('YAML and JSON say the same', () => {
  const yaml = `# A regression
$schema: train.schema.json
data: houses.csv
target: price
hidden: [8, 4]   # two layers
features:
  - sqft
  - beds
lr: 1e-3
seed: 0x10
stratify: no
`;
  const expected = {
    data: 'houses.csv',
    settings: { target: 'price', hidden: [8, 4], features: ['sqft', 'beds'], lr: 0.001, seed: 16, stratify: 'no' },
  };
  expect(read('my.yaml', yaml)).toEqual(expected);
  expect(read('MY.YML', `\uFEFF${yaml}`)).toEqual(expected);
  expect(read('my.json', JSON.stringify({ data: 'houses.csv', ...expected.settings }))).toEqual(expected);
});

test('nothing but data: no tags, no aliases, no large files', () => {
  const bomb = ['a: &a [x,x]', ...[...'bcdefghij'].map((c, i) => `${c}: &${c} [*${'abcdefghi'[i] ?? ''},*${'abcdefghi'[i] ?? ''}]`)];
  const refused: readonly (readonly [text: string, message: string])[] = [
    [bomb.join('\n'), "my.yaml: YAML's aliases (*name) are not read; write the value out."],
    ['lr: 0.1\ntarget: !!js/function "x"\n', 'my.yaml, line 2: this is not valid YAML: Unresolved tag: tag:yaml.org,2002:js/function.'],
    ['lr: 0.1\nlr: 0.2\n', 'my.yaml, line 2: this is not valid YAML: Map keys must be unique.'],
    ['lr: 0.1\n---\nlr: 0.2\n', 'my.yaml, line 2: this is not valid YAML: Source contains multiple documents; please use YAML.parseAllDocuments().'],
    ['lr: [1\n', 'my.yaml, line 2: this is not valid YAML: '],
    ['- lr\n', 'my.yaml must hold settings by name, such as lr: 0.01 on a line of its own.'],
    ['', 'my.yaml must hold settings by name, such as lr: 0.01 on a line of its own.'],
    ['? [lr]\n: 1\n', 'my.yaml: there is no setting "[ lr ]"; there are data, '],
    ['1: 2\n', 'my.yaml: there is no setting "1"; there are data, '],
    ['lr: &a 0.1\nl2: *a\n', "my.yaml: YAML's aliases (*name) are not read; write the value out."],
    ['<<: {lr: 0.1}\n', 'my.yaml, line 1: there is no setting "<<"; there are data, '],
    ['__proto__: 1\n', 'my.yaml, line 1: there is no setting "__proto__"; there are data, '],
    [`target: ${'x'.repeat(1_000_001)}`, 'my.yaml has 1000009 bytes, but a file of settings has at most 1000000; check the path.'],
  ];
  for (const [text, message] of refused) expect(() => read('my.yaml', text)).toThrow(message);
}); // prettier-ignore

test('a message names the line', () => {
  expect(() => read('my.yaml', 'target: price\n\nlr: fast\n')).toThrow(
    'my.yaml, line 3: lr "fast": it must be a number above 0, such as 0.01.',
  );
  expect(() => read('my.yaml', 'target: price\nlearningRate: 1\n')).toThrow(
    'my.yaml, line 2: there is no setting "learningRate"; there are data, ',
  );
  expect(() => readConfigFile('none.yaml')).toThrow('There is no file none.yaml; check the path.');
  expect(() => read('my.json', '[]')).toThrow(
    'my.json must hold a JSON object, such as {"lr": 0.01, "hidden": [32, 16]}.',
  );
  expect(() => read('my.json', '{')).toThrow('my.json is not valid JSON: ');
});
