import * as np from '@keepdims/ndarray';
import { describe, expect, it } from 'vitest';
import { FormatError } from '@keepdims/shapes';
import { fromRows } from './fromRows.js';
import { readCsv } from './readCsv.js';
import { tabular } from './tabular.js';

const houses = readCsv(
  'city,beds,sqft,state,price\nGALT,2,800,CA,100\nELK,,1200,CA,300\nGALT,4,1000,CA,200\nELK,3,NA,CA,400\n',
  { name: 'houses.csv' },
);

/** A table of one column besides the target y, whose values are 0.5, 1.5, … */
function columnOf(values: readonly (string | number | null)[]): ReturnType<typeof fromRows> {
  return fromRows(
    values.map((x, i) => ({ x, y: i + 0.5 })),
    { name: 'data.csv' },
  );
}

describe('tabular.fit: features', () => {
  it('tells numbers, categories and constants apart, and says what it left out and filled in', () => {
    const fitted = tabular.fit(houses, { target: 'price' });
    expect(fitted.featureNames).toEqual(['city=ELK', 'city=GALT', 'beds', 'sqft']);
    expect(fitted.notes).toEqual([
      'column "beds": 1 of 4 values are missing; they become the median, 3.',
      'column "sqft": 1 of 4 values are missing; they become the median, 1000.',
      'column "state" is left out: its value is always "CA".',
    ]);
  });

  it('standardises numbers over the rows to fit on, missing ones as the median', () => {
    const { X } = tabular.fit(houses, { target: 'price' }).transform(houses);
    const beds = [2, 3, 4, 3];
    const deviation = Math.sqrt(0.5);
    expect(X.shape).toEqual([4, 4]);
    expect(X.dtype).toBe('float64');
    expect(np.slice(X, [0, 2]).toArray()).toEqual([
      [0, 1, 0, 1],
      [1, 0, 1, 0],
    ]);
    beds.forEach((value, j) => expect(X.at(2, j)).toBeCloseTo((value - 3) / deviation, 14));
  });

  it('measures on the given rows only', () => {
    const fitted = tabular.fit(houses, { target: 'price', rows: [0, 2] });
    const { X, Y, unseen } = fitted.transform(houses);
    expect(fitted.featureNames).toEqual(['beds', 'sqft']);
    expect(np.slice(X, 0).toArray()).toEqual([-1, 0, 1, 0]);
    expect(Y?.toArray()).toEqual([[-1, 3, 1, 5]]);
    expect(unseen).toEqual([]);
    expect(fitted.notes).toContain('column "city" is left out: its value is always "GALT".');
  });

  it('decides what a column is on the whole table, wherever the rows to fit on lie', () => {
    const sizes = columnOf(['6', '7', 'XL', '6']);
    expect(tabular.fit(sizes, { target: 'y', rows: [0, 1, 3] }).featureNames).toEqual(['x=6', 'x=7']);
    const stray = columnOf(Array.from({ length: 30 }, (_, i) => (i === 6 ? 'five' : i * i)));
    for (const rows of [
      [0, 1, 2, 3],
      [5, 6, 7, 8],
    ]) {
      expect(() => tabular.fit(stray, { target: 'y', rows })).toThrow(
        'data.csv, row 7, column x: "five" is not a number, but 29 of the 30 values in this column are numbers;',
      );
    }
    const names = columnOf(Array.from({ length: 30 }, (_, i) => `house ${i}`));
    expect(() => tabular.fit(names, { target: 'y', rows: [0, 1, 2] })).toThrow(
      'column "x" is left out: 30 different texts in 30 rows look like identifiers.',
    );
    const gaps = fromRows([3, null, null, 5].map((x, y) => ({ x, y: y + 0.5, z: y * y })));
    expect(tabular.fit(gaps, { target: 'y', rows: [1, 2] }).notes).toEqual([
      'column "x" is left out: it has no values in the rows to fit on.',
    ]);
  });

  it('takes the median of numbers in any order, by value', () => {
    const fitted = tabular.fit(columnOf([10, 9, -1, null, 100]), { target: 'y' });
    expect(fitted.columns[0]).toMatchObject({ median: 9.5 });
  });

  it('gives missing values a category of their own where there were some, and zeros to unseen categories', () => {
    const table = columnOf(['b', 'a', '', 'b']);
    const fitted = tabular.fit(table, { target: 'y' });
    expect(fitted.featureNames).toEqual(['x=a', 'x=b', 'x=(missing)']);
    expect(fitted.notes).toEqual(['column "x": 1 of 4 values are missing; they form a category of their own.']);
    const { X, unseen } = fitted.transform(columnOf([' a ', 'c', '?', 'd']));
    expect(X.toArray()).toEqual([
      [1, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 1, 0],
    ]);
    expect(unseen).toEqual([{ column: 'x', count: 2, example: 'c', where: 'data.csv, row 2' }]);
  });

  it('counts missing values as unseen where there were none', () => {
    const { X, unseen } = tabular
      .fit(columnOf(['a', 'b']), { target: 'y', task: 'regression' })
      .transform(columnOf(['a', null]));
    expect(X.toArray()).toEqual([
      [1, 0],
      [0, 0],
    ]);
    expect(unseen).toEqual([{ column: 'x', count: 1, example: '', where: 'data.csv, row 2' }]);
  });

  it.each<[string, (string | number | null)[], string]>([
    ['all missing', [null, 'NA', '?'], 'column "x" is left out: it has no values.'],
    ['one number', [3, 3, '3.0', null], 'column "x" is left out: its value is always 3.'],
    [
      'too many categories',
      Array.from({ length: 200 }, (_, i) => `z${i % 60}`),
      'column "x" is left out: 60 different texts in 200 rows are more than 50 categories.',
    ],
    [
      'identifiers',
      Array.from({ length: 12 }, (_, i) => `house ${i}`),
      'column "x" is left out: 12 different texts in 12 rows look like identifiers.',
    ],
    [
      'decimal commas',
      Array.from({ length: 60 }, (_, i) => `${i},5`),
      'column "x" is left out: 60 different texts in 60 rows are more than 50 categories. They look like numbers with a decimal comma: write a point instead.',
    ],
    [
      'separated thousands',
      Array.from({ length: 60 }, (_, i) => `1,${100 + i}`),
      'column "x" is left out: 60 different texts in 60 rows are more than 50 categories. They look like numbers with commas: leave these out if they separate thousands, write a point for a decimal comma.',
    ],
    [
      'separated thousands and millions with decimals',
      Array.from({ length: 60 }, (_, i) => (i < 2 ? `${i}` : `1,234,${100 + i}.5`)),
      'column "x" is left out: 60 different texts in 60 rows are more than 50 categories. They look like numbers with commas: leave these out if they separate thousands, write a point for a decimal comma.',
    ],
    [
      'identifiers that are prices',
      Array.from({ length: 12 }, (_, i) => `€${i} `),
      'column "x" is left out: 12 different texts in 12 rows look like identifiers. They look like numbers: leave out the signs ($, %) and the commas between thousands.',
    ],
  ])('leaves out %s', (_, values, note) => {
    const table = fromRows(values.map((x, i) => ({ x, y: i + 0.5, z: i * i })));
    const fitted = tabular.fit(table, { target: 'y' });
    expect(fitted.featureNames).toEqual(['z']);
    expect(fitted.notes).toEqual([note]);
  });

  it('notes names that are numbers but for a sign or a comma, and neither dates nor declared names', () => {
    const notesOf = (values: readonly string[], categorical: readonly string[] = []): readonly string[] =>
      tabular.fit(fromRows([...values, ...values].map((x, i) => ({ x, y: i + 0.5 }))), { target: 'y', categorical })
        .notes;
    expect(notesOf(['10 %', '20 %', '5%'])).toEqual([
      'column "x": 3 texts are taken for names. They look like numbers: leave out the signs ($, %) and the commas between thousands.',
    ]);
    expect(notesOf(['1.5.2024', '2.5.2024'])).toEqual([]);
    expect(notesOf(['1,5', '2,5'], ['x'])).toEqual([]);
  });

  it('keeps a column that counts the rows, but says so', () => {
    const fitted = tabular.fit(columnOf(Array.from({ length: 10 }, (_, i) => i + 1)), { target: 'y' });
    expect(fitted.featureNames).toEqual(['x']);
    expect(fitted.notes).toEqual(['column "x" counts the rows: if it only numbers them, ignore it.']);
    const shuffled = tabular.fit(columnOf(Array.from({ length: 20 }, (_, i) => i + 1)), {
      target: 'y',
      rows: [7, 3, 19, 0, 5, 11, 2, 13, 17, 4],
    });
    expect(shuffled.notes).toEqual(fitted.notes);
  });

  it('refuses numbers whose squares overflow', () => {
    expect(() => tabular.fit(columnOf(['1', '1e200', '3']), { target: 'y' })).toThrow(
      new RangeError('data.csv, column x: the values are too large to standardise: their squares overflow.'),
    );
  });

  it('takes features, ignore and categorical', () => {
    expect(tabular.fit(houses, { target: 'price', features: ['sqft', 'beds'] }).featureNames).toEqual(['sqft', 'beds']);
    expect(tabular.fit(houses, { target: 'price', ignore: ['city', 'state'] }).featureNames).toEqual(['beds', 'sqft']);
    expect(tabular.fit(houses, { target: 'price', features: ['beds'], categorical: ['beds'] }).featureNames).toEqual([
      'beds=2',
      'beds=3',
      'beds=4',
      'beds=(missing)',
    ]);
    expect(tabular.fit(houses, { maxCategories: 2 }).featureNames).toContain('price');
  });

  it('refuses a stray text among numbers, rather than losing the column', () => {
    const values = Array.from({ length: 30 }, (_, i) => (i === 6 ? '12O' : i * i));
    const table = readCsv(`x,y\n${values.map((x, i) => `${x},${i + 0.5}`).join('\n')}`, { name: 'houses.csv' });
    let caught: unknown;
    try {
      tabular.fit(table, { target: 'y' });
    } catch (error) {
      caught = error;
    }
    expect(caught).toEqual(
      new FormatError(
        'houses.csv, line 8, column x: "12O" is not a number, but 29 of the 30 values in this column are numbers; correct it, leave it empty if unknown, or list the column as categorical.',
        { file: 'houses.csv', line: 8, column: 'x', expected: 'a number' },
      ),
    );
    expect(tabular.fit(table, { target: 'y', categorical: ['x'] }).featureNames).toHaveLength(30);
  });

  it('takes sizes such as 6, 7, XL for categories', () => {
    expect(tabular.fit(columnOf(['6', '7', 'XL', '6']), { target: 'y' }).featureNames).toEqual(['x=6', 'x=7', 'x=XL']);
  });
});

describe('tabular.fit: target', () => {
  const target = (values: readonly (string | number)[]) =>
    fromRows(
      values.map((y, i) => ({ x: i * i, y })),
      { name: 'data.csv' },
    );
  const repeat = (values: readonly (string | number)[], times: number) =>
    Array.from({ length: values.length * times }, (_, i) => values[i % values.length] ?? '');

  it.each<[string, (string | number)[], 'regression' | 'classification', string[], number]>([
    ['fractions', [0.5, 1.5, 2.5], 'regression', [], 1],
    ['different whole numbers', [100, 200, 300], 'regression', [], 1],
    [
      'many whole numbers',
      repeat(
        Array.from({ length: 21 }, (_, i) => i),
        10,
      ),
      'regression',
      [],
      1,
    ],
    ['0 and 1', [0, 1, 1, 0], 'classification', ['0', '1'], 1],
    ['few whole numbers', repeat([10, 9, 2], 5), 'classification', ['2', '9', '10'], 3],
    ['two texts', ['yes', 'no', 'no'], 'classification', ['no', 'yes'], 1],
    ['three texts', ['c', 'a', 'b'], 'classification', ['a', 'b', 'c'], 3],
  ])('%s', (_, values, task, classes, outputs) => {
    const fitted = tabular.fit(target(values), { target: 'y' });
    expect([fitted.task, fitted.classes, fitted.outputs]).toEqual([task, classes, outputs]);
  });

  it('is decided before any fit, with a label a row', () => {
    expect(tabular.decideTarget(target(['1e3', 1000, '-0', '0', 0.0, 1000]), 'y')).toMatchObject({
      task: 'classification',
      labels: ['1000', '1000', '0', '0', '0', '1000'],
      classes: ['0', '1000'],
    });
    // Among texts, numbers are texts too.
    expect(tabular.decideTarget(target(['1e3', '1000', 'x', 'x ']), 'y').labels).toEqual(['1e3', '1000', 'x', 'x']);
    expect(tabular.decideTarget(target([1.5, 2.5]), 'y').task).toBe('regression');
    expect(() => tabular.decideTarget(target([1, 2, 3]), 'y', { task: 'classification', maxCategories: 2 })).toThrow(
      'data.csv, column y: 3 different targets in 3 rows are more than 2 classes;',
    );
  });

  it('is what it is told to be', () => {
    expect(tabular.fit(target(repeat([1, 2, 3], 5)), { target: 'y', task: 'regression' }).task).toBe('regression');
    expect(tabular.fit(target([1.5, 2.5, 3.5]), { target: 'y', task: 'classification' }).classes).toEqual([
      '1.5',
      '2.5',
      '3.5',
    ]);
    const mixed = target([...repeat(['1', '2'], 10), 'other']);
    expect(tabular.fit(mixed, { target: 'y', task: 'classification' }).classes).toEqual(['1', '2', 'other']);
    expect(tabular.fit(target([1, 2]), {}).task).toBeUndefined();
    expect(tabular.fit(target([1, 2]), {}).outputs).toBe(0);
  });

  it('says when it took whole numbers for classes, and when a class has no row to fit on', () => {
    const table = target(repeat([1, 2, 3], 5));
    expect(tabular.fit(table, { target: 'y', rows: [0, 1, 3, 4] }).notes).toEqual([
      'target "y": 3 different whole numbers are taken for classes; pass task: \'regression\' to predict a number.',
      'target "y": no row to fit on has class "3".',
    ]);
  });

  it('writes 0 and 1 for two classes, columns of one 1 for more, scaled numbers for a regression', () => {
    const two = tabular.fit(target(['yes', 'no', 'yes']), { target: 'y' });
    expect(two.transform(target([' no', 'yes'])).Y?.toArray()).toEqual([[0, 1]]);
    const three = tabular.fit(target([...repeat([1, '2.0', 3], 5)]), { target: 'y' });
    expect(three.transform(target(['1.0', 3, 2])).Y?.toArray()).toEqual([
      [1, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
    ]);
    const number = tabular.fit(target([10.5, 20.5, 30.5, 40.5]), { target: 'y' });
    const { Y } = number.transform(target([25.5]));
    expect(Y?.toArray()).toEqual([[0]]);
    expect(number.inverseTarget(np.array([[0], [1]]).T()).at(0, 1)).toBeCloseTo(25.5 + Math.sqrt(125), 12);
  });

  it('keeps a target positive when told not to centre it', () => {
    const fitted = tabular.fit(houses, { target: 'price', centerTarget: false });
    const { Y } = fitted.transform(houses);
    if (Y === undefined) throw new Error('the table has a target');
    expect(np.min(Y)).toBeGreaterThan(0);
    expect(np.std(Y)).toBeCloseTo(1, 14);
    [100, 300, 200, 400].forEach((price, j) => expect(fitted.inverseTarget(Y).at(0, j)).toBeCloseTo(price, 10));
  });

  it('names classes', () => {
    const fitted = tabular.fit(target(['c', 'a', 'b']), { target: 'y' });
    expect(fitted.classNames(np.array([[2, 0, 1]]))).toEqual(['c', 'a', 'b']);
    expect(() => fitted.classNames(np.array([[3]]))).toThrow(
      new RangeError('Tabular.classNames: there is no class 3 (example 0); there are 3, from 0.'),
    );
    expect(() => fitted.classNames(np.array([0]))).toThrow(
      new np.ShapeError('Tabular.classNames: expected shape [1, m], got [1].'),
    );
    expect(() => fitted.inverseTarget(np.array([[0]]))).toThrow(
      new TypeError('Tabular.inverseTarget: the task is classification, not regression; use classNames for classes.'),
    );
    expect(() => tabular.fit(houses, { target: 'price' }).classNames(np.array([[0]]))).toThrow(
      new TypeError('Tabular.classNames: the task is regression, not classification.'),
    );
  });

  it.each<[string, (string | number)[], object, string]>([
    [
      'missing',
      [1, 'NaN', 3],
      {},
      'data.csv, row 2, column y: the target is missing ("NaN"); fill it in or delete the row.',
    ],
    [
      'missing more than once',
      [1, '', 3, 'NA', ''],
      {},
      'data.csv, row 2, column y: the target is missing (""), and in 2 more rows; fill them in or delete the rows.',
    ],
    [
      'prices with signs',
      ['$1,000', '$2,000', '$750'],
      {},
      'data.csv, column y: the targets, such as "$1,000", are texts. They look like numbers: leave out the signs ($, %) and the commas ' +
        "between thousands, or pass task: 'classification' if they are names.",
    ],
    [
      'decimal commas',
      ['1,5', '2,5', '3,25'],
      {},
      'data.csv, column y: the targets, such as "1,5", are texts. They look like numbers with a decimal comma: write a point instead, ' +
        "or pass task: 'classification' if they are names.",
    ],
    [
      'constant',
      ['a', 'a '],
      {},
      'data.csv, column y: the target is "a" in every row, so there is nothing to learn; choose another column.',
    ],
    [
      'text among numbers',
      [...repeat([1.5, 2.5, 3.5], 4), 'x'],
      {},
      'data.csv, row 13, column y: "x" is not a number, but 12 of the 13 targets are; correct it, delete the row, or pass task: \'classification\' if it names a class.',
    ],
    [
      'text for a regression',
      ['a', 'b'],
      { task: 'regression' },
      'data.csv, row 1, column y: "a" is not a number, which a regression needs; correct it or delete the row.',
    ],
    [
      'too many texts',
      Array.from({ length: 51 }, (_, i) => `t${i}`),
      {},
      'data.csv, column y: 51 different targets in 51 rows are more than 50 classes; choose a column with fewer different values.',
    ],
    [
      'too many numbers',
      Array.from({ length: 51 }, (_, i) => i),
      { task: 'classification' },
      "data.csv, column y: 51 different targets in 51 rows are more than 50 classes; pass task: 'regression' to predict a number.",
    ],
  ])('refuses: %s', (_, values, options, message) => {
    const action = () => tabular.fit(target(values), { target: 'y', ...options });
    expect(action).toThrow(FormatError);
    expect(action).toThrow(message);
  });
});

describe('tabular.fit refuses', () => {
  it.each<[object, string]>([
    [
      { target: 'pric' },
      'houses.csv has no column "pric". Did you mean "price"? Its columns are "city", "beds", "sqft", "state", "price".',
    ],
    [{ target: 'price', ignore: ['citi'] }, 'houses.csv has no column "citi". Did you mean "city"?'],
    [{ target: 'price', features: ['Beds'] }, 'houses.csv has no column "Beds". Did you mean "beds"?'],
    [{ target: 'price', categorical: ['zip'] }, 'houses.csv has no column "zip".'],
    [{ target: 'price', features: ['price'] }, 'tabular.fit: the target "price" can be neither a feature nor ignored.'],
    [{ target: 'price', ignore: ['price'] }, 'tabular.fit: the target "price" can be neither a feature nor ignored.'],
    [
      { target: 'price', features: ['sqft', 'beds', 'sqft'] },
      'tabular.fit: features names the column "sqft" twice; name each column once.',
    ],
    [{ target: 'price', rows: [] }, 'tabular.fit: there are no rows to fit on (houses.csv).'],
    [{ target: 'price', rows: [4] }, 'Table: there is no row 4: houses.csv has 4 rows, counted from 0.'],
    [{ target: 'price', maxCategories: 1 }, 'tabular.fit: maxCategories must be a whole number, 2 or more, got 1.'],
    [
      { target: 'price', features: ['state'] },
      'houses.csv: no column is left to learn from: column "state" is left out: its value is always "CA".',
    ],
    [
      { target: 'price', features: [] },
      'houses.csv: no column is left to learn from: there is no column besides the target.',
    ],
  ])('%j', (options, message) => {
    expect(() => tabular.fit(houses, options)).toThrow(message);
  });
});

describe('Tabular.transform', () => {
  const fitted = tabular.fit(houses, { target: 'price' });

  it('does without a target, ignores other columns and their order', () => {
    const fresh = readCsv('garage,sqft,city,beds\nyes,1000,GALT,3\n', { name: 'new.csv' });
    const { X, Y } = fitted.transform(fresh);
    expect(X.toArray()).toEqual([[0], [1], [0], [0]]);
    expect(Y).toBeUndefined();
  });

  it('takes an empty target column for none, a partly empty one for a mistake, and leaves it alone when told', () => {
    const empty = readCsv('sqft,city,beds,price\n1000,GALT,3,\n', { name: 'new.csv' });
    expect(fitted.transform(empty).Y).toBeUndefined();
    const partly = readCsv('sqft,city,beds,price\n1000,GALT,3,5\n1000,GALT,3,\n', { name: 'new.csv' });
    expect(() => fitted.transform(partly)).toThrow(
      'new.csv, line 3, column price: the target is missing (""); fill it in or delete the row.',
    );
    expect(fitted.transform(partly, { target: false }).Y).toBeUndefined();
    expect(() => fitted.transform(readCsv('sqft,city,beds\n1000,GALT,3\n'), { target: true })).toThrow(
      'CSV has no column "price".',
    );
  });

  it('names file, line, column and value of a text where numbers were', () => {
    const bad = readCsv('sqft,city,beds\n1000,GALT,3\nbig,GALT,3\n', { name: 'new.csv' });
    expect(() => fitted.transform(bad)).toThrow(
      'new.csv, line 3, column sqft: "big" is not a number, but the preprocessor was fitted on numbers in this column; correct it, or leave it empty if unknown.',
    );
  });

  it('refuses missing columns, unknown classes, bad targets and no rows', () => {
    expect(() => fitted.transform(readCsv('sqtf,city,beds\n1,GALT,2\n', { name: 'new.csv' }))).toThrow(
      'new.csv has no column "sqft". Did you mean "sqtf"?',
    );
    expect(() => fitted.transform(houses.select([]))).toThrow('houses.csv has no rows to transform.');
    expect(() => fitted.transform(readCsv('sqft,city,beds,price\n1,GALT,2,cheap\n'))).toThrow(
      'CSV, line 2, column price: "cheap" is not a number, which a regression needs; correct it or delete the row.',
    );
    const cities = tabular.fit(houses, { target: 'city', features: ['price'] });
    expect(() => cities.transform(readCsv('price,city\n1,ROME\n'))).toThrow(
      'CSV, line 2, column city: "ROME" is none of the classes ELK, GALT; correct it or delete the row.',
    );
  });
});
