import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, describe, expect, test } from 'vitest';
import { parseTrainWords } from '../commands/trainRequest.js';
import { trainWords } from '../commands/trainWords.js';
import { evaluate } from '../model/evaluate.js';
import { planTraining } from '../model/runTraining.js';
import { trainNetwork } from '../model/trainNetwork.js';
import { configFile, resultFiles, runConfig } from '../run/runFiles.js';
import { reportTraining } from './reportTraining.js';
import { styles } from './styles.js';

const folder = mkdtempSync(join(tmpdir(), 'keepdims-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Train, and read what is reported. */
async function reported(words: readonly string[]) {
  const config = parseTrainWords(['train', ...words]);
  const { data, plan } = await planTraining(config);
  const trained = await trainNetwork(config, data, plan, {
    onEpoch: () => undefined,
    signal: new AbortController().signal,
  });
  const evaluation = evaluate(data, trained);
  const run = mkdtempSync(join(folder, 'run-'));
  const files = { ...configFile(runConfig(config, data, plan)), ...resultFiles(data, trained, evaluation) };
  writeFileSync(join(run, 'config.json'), files['config.json']);
  const again = (): { readonly html: string; readonly card: string } => {
    const { page, card } = reportTraining(run, { data, trained, evaluation }, files['model.json']);
    return { html: readFileSync(page, 'utf8'), card: readFileSync(card ?? '', 'utf8') };
  };
  return { ...again(), again, run, evaluation, config, files };
}

const split = (text: string): string[] => text.split(' ');
const regression = await reported(
  split(
    'sacramento --epochs 12 --hidden 4,3 --metrics rSquared,meanAbsoluteError --schedule cosineDecay --early-stopping 4',
  ),
);
const binary = await reported(split('breast-cancer --epochs 3 --hidden 4'));
const classes = await reported(split('penguins --epochs 3 --hidden 4 --dropout 0.1 --batch-norm --split 0.6,0.2,0.2'));
const digits = await reported(split('digits --epochs 1 --hidden 6'));
const untested = await reported(split('iris --epochs 2 --hidden none --validation 0'));

function page(html: string) {
  const { document } = parseHTML(html);
  const texts = (selector: string): string[] =>
    [...document.querySelectorAll(selector)].map(({ textContent }) => textContent?.trim() ?? '');
  return { document, texts, sections: texts('h2') };
}

describe.each(Object.entries({ regression, binary, classes, digits, untested }))(
  'report.html: %s',
  (_, { html, again }) => {
    const { document, texts } = page(html);

    test('loads nothing, runs nothing, and names no other place', () => {
      expect(html.replaceAll(/base64,[^"]*/g, '')).not.toMatch(/https?:|\/\/[a-z]/i);
      expect(document.querySelectorAll('script, link, iframe, object')).toHaveLength(0);
      expect(html).not.toMatch(/@import|url\(|\son\w+=/);
      for (const image of document.querySelectorAll('img')) {
        expect(image.getAttribute('src')).toMatch(/^data:image\/bmp;base64,[\w+/]+=*$/);
      }
    });

    test('is well formed: every tag that is opened is closed, every link leads somewhere, no id comes twice', () => {
      const open: string[] = [];
      for (const [, slash = '', tag = '', rest = ''] of html.matchAll(/<(\/?)([a-zA-Z]\w*)((?:"[^"]*"|[^>"])*)>/g)) {
        if (slash === '/') expect(open.pop()).toBe(tag);
        else if (!rest.endsWith('/') && !['meta', 'img'].includes(tag)) open.push(tag);
      }
      expect(open).toEqual([]);
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const link of document.querySelectorAll('a')) expect(ids).toContain(link.getAttribute('href')?.slice(1));
      for (const chart of document.querySelectorAll('svg[role="img"]')) {
        for (const id of chart.getAttribute('aria-labelledby')?.split(' ') ?? []) expect(ids).toContain(id);
      }
    });

    test('each chart has a title, a description and its numbers; no number is missing', () => {
      const charts = [...document.querySelectorAll('.chart')];
      expect(charts.length).toBeGreaterThan(3);
      for (const chart of charts) {
        expect(chart.querySelector('svg > title')?.textContent).not.toBe('');
        expect(chart.querySelector('svg > desc')?.textContent).not.toBe('');
        expect(chart.parentElement?.querySelectorAll('details tbody tr').length).toBeGreaterThan(0);
      }
      expect(texts('body').join(' ')).not.toMatch(/\b(NaN|undefined|null|Infinity)\b/);
      expect(html).not.toMatch(/="[^"]*NaN/);
    });

    test('is the same the next time, and small', () => {
      expect(again().html).toBe(html);
      expect(html.length).toBeLessThan(300_000);
    });
  },
);

test('the sections of a regression', () => {
  const { sections, texts } = page(regression.html);
  expect(sections).toEqual([
    'Result',
    'Predictions',
    'Training',
    'Network',
    'Data',
    'Configuration',
    'How to reproduce it',
  ]);
  expect(texts('h1')).toEqual(['Predicting price from sacramento']);
  if (regression.evaluation.task !== 'regression') throw new Error(regression.evaluation.task);
  const { test: tested, baseline } = regression.evaluation;
  const dollars = (value = NaN): string => `$${Math.round(value).toLocaleString('en-US')}`;
  expect(texts('.sentence')).toEqual([
    `On 187 test rows, never trained on, predictions are off by ${dollars(tested?.meanAbsoluteError)} on average (R² ${tested?.r2?.toFixed(3)}); ` +
      `always predicting the mean of the training rows would be off by ${dollars(baseline.meanAbsoluteError)}. Early stopping chose the epoch ` +
      'by these rows, so new ones would come out a little worse.',
  ]);
  expect(texts('figure h3')).toEqual([
    'Predicted and real, test rows', 'Residuals by prediction', 'How far off',
    'Cost by epoch', 'R² by epoch', 'Mean absolute error by epoch', 'Learning rate by epoch',
    'W[1]: weights', 'A[1]: activations (relu)', 'W[2]: weights', 'A[2]: activations (relu)', 'W[3]: weights', 'A[3]: activations (identity)',
    'Target “price” in the training rows',
  ]); // prettier-ignore
  // 187 points on each of two charts.
  expect(page(regression.html).document.querySelectorAll('[aria-labelledby^="chart-predicted"] circle')).toHaveLength(
    187,
  );
  expect(texts('#data ~ h3 ~ div tbody th')).toEqual([
    'city',
    'beds',
    'baths',
    'sqft',
    'type',
    'latitude',
    'longitude',
  ]);
});

test('the sections of classes', () => {
  const sections = [
    'Result',
    'Predictions',
    'Probabilities',
    'Training',
    'Network',
    'Data',
    'Configuration',
    'How to reproduce it',
  ];
  expect(page(binary.html).sections).toEqual(sections);
  expect(page(binary.html).texts('figure h3').slice(0, 2)).toEqual(['ROC of “malignant”', 'Calibration']);
  expect(page(classes.html).sections).toEqual(sections);
  expect(page(classes.html).texts('figure h3').slice(0, 2)).toEqual([
    'ROC, each class against the others',
    'Calibration',
  ]);
  expect(page(classes.html).texts('#chart-cost-desc')[0]).toMatch(
    /^3 epochs: of the training rows from .*; of the validation rows from /,
  );
  expect(page(classes.html).texts('.confusion tbody th')).toEqual(['Adelie', 'Chinstrap', 'Gentoo', 'precision']);
  const { texts, document } = page(digits.html);
  expect(page(digits.html).sections.slice(4, 6)).toEqual(['Network', 'Pictures']);
  // Ten means, six units.
  expect(document.querySelectorAll('.pictures img')).toHaveLength(16);
  expect(texts('.pictures figcaption').slice(8, 12)).toEqual(['8', '9', 'unit 1', 'unit 2']);
  expect(texts('figure h3')[0]).toBe('ROC');
  expect(texts('p')).toContain('And 59 more columns of the same kind.');
});

test('the confusion matrix is that of the results', () => {
  if (classes.evaluation.task !== 'classification') throw new Error(classes.evaluation.task);
  const rows = [...page(classes.html).document.querySelectorAll('.confusion tbody tr')].slice(0, 3);
  const counts = rows.map((row) =>
    [...row.querySelectorAll('td')].slice(0, 3).map(({ textContent }) => Number(textContent.replace('·', '0'))),
  );
  expect(counts).toEqual(classes.evaluation.confusion);
});

test('without test rows the page says so', () => {
  const { texts } = page(untested.html);
  expect(texts('.sentence')[0]).toMatch(
    /^On the 150 rows trained on, as none were kept to test on, \d+ of 150 were classified right/,
  );
  expect(texts('#result ~ p')[0]).toBe('All numbers are of the rows trained on: of new rows they tell little.');
  expect(untested.card).toContain(
    '- No rows were kept apart: all numbers are of the rows it was trained on, which it may know by heart.\n',
  );
});

test('the command line that is told comes to the same settings', () => {
  for (const { config, files, html } of [regression, binary, classes, digits, untested]) {
    const saved = JSON.parse(files['config.json']) as Record<string, unknown>; // written above
    const words = trainWords(saved, config.data);
    const again = parseTrainWords(words);
    for (const name of [
      'target',
      'hidden',
      'epochs',
      'lr',
      'seed',
      'split',
      'validation',
      'dropout',
      'batchNorm',
      'metrics',
      'earlyStopping',
    ]) {
      // What config.json resolves is typed.
      expect(again[name as keyof typeof again] ?? null, name).toEqual(saved[name] ?? null);
    }
    expect(
      page(html)
        .texts('pre')[0]
        ?.replaceAll(/ \\\s+/g, ' '),
    ).toBe(`keepdims ${words.join(' ')}`);
  }
});

test('names from a file are text, wherever they stand', async () => {
  const evil = '<script>alert("1")</script>';
  const place = join(folder, '<script>alert(1)<');
  mkdirSync(place);
  const quoted = `"${evil.replaceAll('"', '""')}"`;
  const rows = Array.from(
    { length: 60 },
    (_, i) => `${i % 2 === 0 ? quoted : 'b & c'},${(i * 7) % 11},${i % 3 === 0 ? quoted : 'd|e'}`,
  );
  const data = join(place, 'img onerror=x>.csv');
  writeFileSync(data, [`"<b>2</b>",x <i>y</i>,${quoted}`, ...rows, ''].join('\n'));
  const { html, card } = await reported([data, '--target', evil, '--epochs', '2', '--hidden', '2']);
  const { document, texts } = page(html);
  expect(document.querySelectorAll('script, b, i')).toHaveLength(0);
  expect(html).not.toMatch(/<script|<b>|onerror=x>/);
  expect(texts('h1')).toEqual([`Predicting ${evil} from img onerror=x>.csv`]);
  expect(texts('.confusion tbody th')).toEqual([evil, 'd|e', 'precision']);
  expect(texts('#data ~ h3 ~ div tbody th')).toEqual(['<b>2</b>', 'x <i>y</i>']);
  expect(card).not.toMatch(/<script|<b>/);
  expect(card).toContain(
    '- Predicts: &lt;script&gt;alert("1")&lt;/script&gt;, one of 2 classes: &lt;script&gt;alert("1")&lt;/script&gt;, d\\|e\n',
  );
});

describe('MODEL_CARD.md', () => {
  test('says what the facts are', () => {
    const { card } = binary;
    expect(card.match(/^## .*/gm)).toEqual([
      '## Model details', '## Intended use', '## Training data', '## Metrics', '## Columns', '## Limitations', '## How to use', '## Versions',
    ]); // prettier-ignore
    expect(card).toMatch(
      /^# Model card: Predicting diagnosis from breast-cancer\n\nOn 114 test rows, never trained on, /,
    );
    expect(card).toContain(
      '- Kind: dense neural network, n\\[0\\] = 30 → n\\[1\\] = 4 (relu) → n\\[2\\] = 1 (sigmoid); 129 parameters\n',
    );
    expect(card).toContain('- Data: breast-cancer, 569 rows: 455 to train on, 114 to test on\n');
    expect(card).toMatch(/^\| accuracy \| 0\.\d{4} \| 0\.\d{4} … \d\.\d{4} \| 0\.6316 \|$/m);
    expect(card).toContain('| mean radius | numbers, mean 14.21, scale 3.614 | 0 (0.0%) |\n');
    expect(card).toContain('keepdims predict RUN NEW.csv\n');
    const { columns } = JSON.parse(classes.files['config.json']) as { readonly columns: string[] }; // written above
    for (const name of columns) expect(classes.card).toContain(`| ${name.replaceAll('_', '\\_')} | `);
    expect(classes.card).toContain(
      '- No value was missing in island during training: a missing one there counts as a new name.\n',
    );
    expect(classes.card).toContain('- It was tested on 69 rows only: see how wide the intervals are.\n');
    expect(regression.card).toContain(
      '- Early stopping chose the epoch by the test rows, so their numbers are a little better than those of new rows.\n',
    );
  });

  test('keeps what the author has written', () => {
    const path = join(binary.run, 'MODEL_CARD.md');
    const own = binary.card.replace(/\*\*To be written by the author[^<]*/, 'For teaching.\n\nNot for *patients*.\n');
    expect(own).not.toBe(binary.card);
    writeFileSync(path, own.replace('## Limitations', '## Something else'));
    expect(binary.again().card).toBe(own);
  });
});

test('text keeps a contrast of 4.5 to 1, lines of charts 3 to 1, in both schemes', () => {
  const schemes = (styles.split('@media print')[0] ?? '').split('@media (prefers-color-scheme: dark)');
  for (const scheme of schemes) {
    const colors = new Map(
      [...scheme.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name = '', color = '']) => [name, rgb(color)]),
    );
    const color = (name: string): readonly number[] => colors.get(name) ?? [NaN];
    const on = (name: string, back: readonly number[]): number => contrast(color(name), back);
    for (const name of ['text', 'quiet', 'accent']) expect(on(name, color('page')), name).toBeGreaterThan(4.5);
    expect(on('text', color('panel'))).toBeGreaterThan(4.5);
    for (let i = 0; i < 8; i++) expect(on(`series-${i}`, color('page')), `series-${i}`).toBeGreaterThan(3);
    // Cells of the confusion matrix at their strongest.
    for (const [name, share] of [
      ['right', 0.4],
      ['wrong', 0.5],
    ] as const) {
      const mixed = color(name).map((value, i) => share * value + (1 - share) * (color('page')[i] ?? NaN));
      expect(on('text', mixed), name).toBeGreaterThan(4.5);
    }
  }
  expect(schemes).toHaveLength(2);
});

function rgb(color: string): number[] {
  return [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
}

/** Of WCAG 2. */
function contrast(a: readonly number[], b: readonly number[]): number {
  const luminance = (color: readonly number[]): number => {
    const [r = NaN, g = NaN, blue = NaN] = color.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [light = NaN, dark = NaN] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}
