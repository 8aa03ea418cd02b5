import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { housesCsv, keepdims, temporaryFolder, write } from './keepdims.js';

const folder = temporaryFolder();
/** The entries of the folder before any refusal: none may be added. */
let entries: string[];

beforeAll(() => {
  const lines = housesCsv().trimEnd().split('\n');
  const withRow = (row: string): string => [...lines.slice(0, 6), row, ...lines.slice(6)].join('\n');
  write(folder.path, 'houses.csv', housesCsv());
  write(folder.path, 'one.csv', lines.slice(0, 2).join('\n'));
  write(folder.path, 'header.csv', 'sqft,price\n');
  write(folder.path, 'empty.csv', '');
  write(folder.path, 'ragged.csv', withRow('900,2,GALT'));
  write(folder.path, 'nan.csv', withRow('900,2,GALT,NaN'));
  write(folder.path, 'missing.csv', withRow('900,2,GALT,'));
  write(folder.path, 'text.csv', withRow('900,2,GALT,cheap'));
  write(folder.path, 'feature.csv', withRow('big,2,GALT,120000'));
  write(folder.path, 'same.csv', ['a,b', ...lines.map((_, i) => `${i},5`)].join('\n'));
  write(folder.path, 'negative.csv', ['a,b', ...lines.map((_, i) => `${i},${i / 2 - 3}`)].join('\n'));
  const squares = Array.from({ length: 400 }, (_, i) => `${i % 37},${(i % 37) ** 2}`);
  write(folder.path, 'square.csv', ['a,b', ...squares.slice(0, 40)].join('\n'));
  write(folder.path, 'outlier.csv', ['a,b', ...squares.slice(0, 7), '1e9,5', ...squares.slice(8)].join('\n'));
  write(folder.path, 'large.csv', ['a,b', ...lines.map((_, i) => `${i * 1e300},${i}`)].join('\n'));
  const bytes = (name: string, content: Buffer): void => writeFileSync(join(folder.path, name), content);
  bytes('latin1.csv', Buffer.from(withRow('900,2,ORÉE,1').replace('GALT', 'Gält'), 'latin1'));
  bytes('utf16le.csv', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a,b\n1,2\n', 'utf16le')]));
  bytes('utf16be.csv', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from('a,b\n', 'utf16le').swap16()]));
  write(folder.path, 'newLarge.csv', 'sqft,beds,city\n900,2,GALT\n1.5e308,2,GALT\n');
  write(folder.path, 'newText.csv', 'sqft,beds,city\n900,2,GALT\nmany,2,GALT\n');
  write(folder.path, 'newMissing.csv', 'sqft,city\n900,GALT\n');
  expect(
    keepdims(folder.path, ['train', 'houses.csv', '--target', 'price', '--epochs', '1', '--out', 'run']).code,
  ).toBe(0);

  const model = readFileSync(join(folder.path, 'run', 'model.json'), 'utf8');
  const damage = (name: string, change: (text: string) => string): void => {
    mkdirSync(join(folder.path, name));
    write(join(folder.path, name), 'model.json', change(model));
  };
  damage('cut', (text) => text.slice(0, 200));
  damage('other', () => '{"format": "something"}');
  damage('weights', (text) => text.replace(/"b":\[[^\]]*\]/, '"b":[1]'));
  damage('scale', (text) => text.replace(/"scale":[\d.e+]+/, '"scale":-1'));
  damage('mixed', (text) => text.replace(/\{"kind":"number"[^}]*\},/, ''));
  mkdirSync(join(folder.path, 'emptyFolder'));
  linkSync(join(folder.path, 'run', 'model.json'), join(folder.path, 'link.json'));
  entries = readdirSync(folder.path, { recursive: true }).map(String).sort();
});
afterAll(folder.remove);

const help = ' See keepdims --help, or --help behind a command.';

/** What is typed, and the whole of stderr. */
// prettier-ignore
const refusals: readonly (readonly [string, string])[] = [
  ['train nope.csv --target price', 'There is no file nope.csv; check the path, or name a bundled data set: sacramento, breast-cancer, digits, iris, wine, penguins.'],
  ['train emptyFolder --target price', 'emptyFolder is a folder without images; name a file, or a folder with one folder of images a class: FOLDER/CLASS/IMAGE.'],
  ['train houses.csv', 'Which column of houses.csv shall be predicted? Add --target NAME, one of sqft, beds, city, price.'],
  ['train houses.csv --target pirce', 'houses.csv has no column "pirce". Did you mean "price"? Its columns are "sqft", "beds", "city", "price".'],
  ['train houses.csv --target price --features sqft,bed', 'houses.csv has no column "bed". Did you mean "beds"? Its columns are "sqft", "beds", "city", "price".'],
  ['train houses.csv --target price --ignore price', 'Column price is the target, so --ignore cannot name it; take it out of that list.'],
  ['train houses.csv --target price --categorical price', 'Column price is the target, so --categorical cannot name it; --task classification takes its values for classes.'],
  ['train houses.csv --target price --features sqft --ignore sqft', 'Column sqft is in --features and in --ignore; take it out of one of the two lists.'],
  ['train houses.csv --target price --features sqft,beds,sqft', '--features names column sqft twice; name it once.'],
  ['train houses.csv --target price --hidden 10000,10000', 'This network would have 100,080,001 parameters, but only 20,000,000 can be saved in one model.json; choose fewer units with --hidden.'],
  ['train latin1.csv --target price', 'latin1.csv, line 2: this is not UTF-8 text; save it as "CSV UTF-8" (spreadsheets offer that) and try again.'],
  ['predict run latin1.csv', 'latin1.csv, line 2: this is not UTF-8 text; save it as "CSV UTF-8" (spreadsheets offer that) and try again.'],
  ['train utf16le.csv --target b', 'utf16le.csv is UTF-16 text; save it as "CSV UTF-8" (spreadsheets offer that) and try again.'],
  ['train utf16be.csv --target b', 'utf16be.csv is UTF-16 text; save it as "CSV UTF-8" (spreadsheets offer that) and try again.'],
  ['train large.csv --target b', 'large.csv, column a: the values are too large to standardise: their squares overflow; correct them, leave the column out with --ignore, or write it in a larger unit.'],
  ['predict run newLarge.csv', 'newLarge.csv, line 3: the prediction is Infinity, not a finite number, so nothing was written; look for a number in that line that is far too large.'],
  ['predict run newLarge.csv --out prices.csv', 'newLarge.csv, line 3: the prediction is Infinity, not a finite number, so nothing was written; look for a number in that line that is far too large.'],
  ['predict run houses.csv --out ./houses.csv', '--out ./houses.csv is the file to predict from, which would be lost; choose another name.'],
  ['predict run houses.csv --out run/model.json', "--out run/model.json is the run's own model.json, which would be lost; choose another name."],
  ['predict run houses.csv --out link.json', "--out link.json is the run's own model.json, which would be lost; choose another name."],
  ['predict run houses.csv --out emptyFolder', 'Cannot write emptyFolder: it is a folder; name a file.'],
  ['train ragged.csv --target price', 'ragged.csv, line 7: 3 values, but the header names 4 columns; look for a missing value or a comma; an unknown value is left empty but keeps its place.'],
  ['train one.csv --target price', 'one.csv has only 1 row below its header; training and testing need at least 4, better hundreds.'],
  ['train header.csv --target price', 'header.csv has a header (line 1) but no rows below it; add the data, or add --no-header if that line is data.'],
  ['train empty.csv --target price', 'empty.csv is empty; a header line and at least one row are needed.'],
  ['train nan.csv --target price', 'nan.csv, line 7, column price: the target is missing ("NaN"); fill it in or delete the row.'],
  ['train missing.csv --target price', 'missing.csv, line 7, column price: the target is missing (""); fill it in or delete the row.'],
  ['train text.csv --target price', 'text.csv, line 7, column price: "cheap" is not a number, but 40 of the 41 targets are; correct it, delete the row, or pass --task classification if it names a class.'],
  ['train feature.csv --target price', 'feature.csv, line 7, column sqft: "big" is not a number, but 40 of the 41 values in this column are numbers; correct it, leave it empty if unknown, or pass --categorical with its name.'],
  ['train same.csv --target b', 'same.csv, column b: the target is "5" in every row, so there is nothing to learn; choose another column.'],
  ['train negative.csv --target b --output relu', 'negative.csv, line 2, column b: --output relu never gives a negative number, but the target is -3; leave --output out.'],
  ['train houses.csv --target city --output relu', '--output relu is for regressions, but column city holds classes; leave it out.'],
  ['train houses.csv --target city --task regression', 'houses.csv, line 2, column city: "GALT" is not a number, which a regression needs; correct it or delete the row.'],
  ['train houses.csv --target price --hidden 0', '--hidden 0: a layer has from 1 to 10,000 units, not "0"; write sizes such as 32,16, or none for no hidden layer.'],
  ['train houses.csv --target price --hidden 32,x', '--hidden 32,x: a layer has from 1 to 10,000 units, not "x"; write sizes such as 32,16, or none for no hidden layer.'],
  ['train houses.csv --target price --lr -1', '--lr -1: it must be a number above 0, such as 0.01.'],
  ['train houses.csv --target price --epochs 0', '--epochs 0: it must be a whole number from 1 to 1,000,000, such as 50.'],
  ['train houses.csv --target price --batch 0', '--batch 0: it must be a whole number of rows, 1 or more, such as 32, or full for all of them.'],
  ['train houses.csv --target price --seed -1', '--seed -1: it must be a whole number from 0 to 4,294,967,295, such as 7.'],
  ['train houses.csv --target price --validation 1.5', '--validation 1.5: it must be a share of the rows from 0 to 0.9, such as 0.2.'],
  ['train houses.csv --target price --validation more.csv', 'There is no file more.csv; check the path, or name a bundled data set: sacramento, breast-cancer, digits, iris, wine, penguins.'],
  ['train houses.csv --format course-h5', 'houses.csv is not an HDF5 file, which --format course-h5 reads (such as train_catvnoncat.h5); leave --format out for a CSV.'],
  ['train houses.csv --target price --preset course', '--preset course: it must be one of course-logistic, course-shallow, course-deep.'],
  ['train houses.csv --target price --format hdf5', '--format hdf5: it must be one of csv, tsv, jsonl, json, parquet, npy, npz, idx, images, course-h5.'],
  ['train houses.csv --target price --initializer he', '--initializer he: it must be one of heNormal, heUniform, glorotNormal, glorotUniform, lecunNormal, scaledNormal, randomNormal, randomUniform, orthogonal, zeros.'],
  ['train houses.csv --target price --optimizer sgd', '--optimizer sgd: it must be one of adam, momentum, gradientDescent, nesterov, rmsprop, adagrad, adamw.'],
  ['train houses.csv --target price --activation softmax', '--activation softmax: it must be one of relu, tanh, leakyRelu, sigmoid, identity, elu, selu, gelu, silu, softplus.'],
  ['train houses.csv --target price --hiden 32', `Unknown option '--hiden'; did you mean --hidden?${help}`],
  ['train houses.csv --target price --hidden', `Option '--hidden <sizes>' argument missing.${help}`],
  ['train houses.csv more.csv --target price', `Too many arguments for 'train': expected 1 argument but got 2.${help}`],
  ['train', `Missing required argument 'data'.${help}`],
  ['trian houses.csv', `Unknown command 'trian'; did you mean train?${help}`],
  ['train houses.csv --target price --out houses.csv/run', 'Cannot write the run folder houses.csv/run: houses.csv is a file; choose another place with --out.'],
  ['predict nope houses.csv', 'There is no run folder nope; name one that keepdims train has written, such as runs/houses.'],
  ['predict emptyFolder houses.csv', 'emptyFolder is not a run folder: it has no model.json; name a folder that keepdims train has written, such as runs/houses.'],
  ['predict houses.csv houses.csv', 'houses.csv is not a run folder: it has no model.json; name a folder that keepdims train has written, such as runs/houses.'],
  ['predict cut houses.csv', 'cut/model.json cannot be used: it is not valid JSON; train again or restore the file from a copy.'],
  ['predict other houses.csv', 'other/model.json cannot be used: it is not a model of this version of keepdims; train again or restore the file from a copy.'],
  ['predict weights houses.csv', 'weights/model.json cannot be used: network.layers[0].b must be a list of 32, but is a list of 1; train again or restore the file from a copy.'],
  ['predict scale houses.csv', 'scale/model.json cannot be used: preprocessing.columns[0].scale must be a number above 0, got -1; train again or restore the file from a copy.'],
  ['predict mixed houses.csv', 'mixed/model.json cannot be used: its network has 5 inputs and 1 outputs, its preprocessing 4 and 1; train again or restore the file from a copy.'],
  ['predict run nope.csv', 'There is no file nope.csv; check the path, or name a bundled data set: sacramento, breast-cancer, digits, iris, wine, penguins.'],
  ['predict run newText.csv', 'newText.csv, line 3, column sqft: "many" is not a number, but the model was trained on numbers in this column; correct it, or leave it empty if unknown.'],
  ['predict run newMissing.csv', 'newMissing.csv has no column "beds". Its columns are "sqft", "city".'],
  ['predict run houses.csv --out no/such/folder.csv', 'Cannot write no/such/folder.csv: its folder does not exist; make it, or choose another place.'],
];

test.each(refusals)('keepdims %s', (typed, message) => {
  const { code, out, err } = keepdims(folder.path, typed.split(' '));
  expect({ code, out, err }).toEqual({ code: 2, out: '', err: `${message}\n` });
  expect(readdirSync(folder.path, { recursive: true }).map(String).sort()).toEqual(entries);
});

test('a training that diverges ends with 3, says what blew up and gives a remedy', () => {
  const words = 'train houses.csv --target price --optimizer gradientDescent --lr 1e300 --hidden 4'.split(' ');
  const { code, err } = keepdims(folder.path, words);
  expect(code).toBe(3);
  expect(err.trimEnd().split('\n').at(-1)).toMatch(
    /^The training diverged at step \d+ \(epoch \d+\): (?:the cost|layer \d's (?:W|b|Z|A|dW|db)) is no longer finite\. Try a smaller learning rate, such as --lr 0\.1\. Nothing was saved\.$/,
  );
  expect(err).not.toContain('    at ');
  const steep = keepdims(
    folder.path,
    'train square.csv --target b --optimizer gradientDescent --lr 1e200 --hidden 4'.split(' '),
  );
  expect(steep.err).toMatch(
    /^The training diverged at step 2 \(epoch 2\): layer 2's Z is no longer finite\. Try .* --lr 0\.1\. Nothing/m,
  );
  const outlier = keepdims(
    folder.path,
    'train outlier.csv --target b --optimizer gradientDescent --lr 1e200 --hidden 4'.split(' '),
  );
  expect(outlier.err).toMatch(
    /, such as --lr 0\.1, or look for a wrong number in the data: scaled, the largest is 1\d\.\d+, and about 1 is best\. Nothing was saved\.$/m,
  );
  expect(readdirSync(folder.path, { recursive: true }).map(String).sort()).toEqual(entries);
});

test('a folder without permission to write', () => {
  // Nobody may make folders in /sys, root included, whom the permissions of ordinary folders don't stop.
  const isRoot = process.getuid?.() === 0;
  const locked = isRoot ? '/sys' : 'locked';
  if (!isRoot) mkdirSync(join(folder.path, locked), { mode: 0o500 });
  const words = `train houses.csv --target price --out ${locked}/run`.split(' ');
  const { code, out, err } = keepdims(folder.path, words);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect([
    `Cannot write the run folder ${locked}/run: permission is denied; choose another place or change its permissions.\n`,
    ...(isRoot ? ['Cannot write the run folder /sys/run: the disk is read-only; choose another place.\n'] : []),
  ]).toContain(err);
});

test('KEEPDIMS_DEBUG=1 shows where an error was thrown', () => {
  const { code, err } = keepdims(folder.path, ['train', 'nope.csv'], { env: { KEEPDIMS_DEBUG: '1' } });
  expect(code).toBe(2);
  expect(err).toContain('    at ');
});

test.each([
  ['huge.json', '[{"a":1,"b":2}', 'Cannot read huge.json: it is too large to be read at once; give a part of it.\n'],
  [
    'huge.csv', // which would not be read at once
    'a,b\n',
    '  reading huge.csv (537 MB), which stays on the disk\nhuge.csv is not UTF-8 text: it contains NUL characters. Save it again as "CSV UTF-8".\n',
  ],
])('%s, too large for a text, is a mistake in the data', (name, begin, message) => {
  const path = write(folder.path, name, begin);
  truncateSync(path, 2 ** 29); // sparse: it takes no room on the disk
  const { code, err } = keepdims(folder.path, ['train', name, '--target', 'b']);
  rmSync(path);
  expect({ code, err }).toEqual({ code: 2, err: message });
});
