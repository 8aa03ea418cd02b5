/** A run's predictions over HTTP: the same as the model's own, and everything else refused in words that help. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { identity, relu, sigmoid, softmax } from '@keepdims/activations';
import { tabular } from '@keepdims/data';
import type { Table } from '@keepdims/data';
import { loadPenguins, loadSacramento } from '@keepdims/datasets';
import { dense, network } from '@keepdims/models';
import type { Network } from '@keepdims/models';
import { randomState } from '@keepdims/random';
import { Dice, mutate } from '@keepdims/tooling-testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serviceOf } from '../commands/serve.js';
import type { SavedModel } from '../run/savedModel.js';
import { openApi } from './openApi.js';
import { parseRows } from './parseRows.js';
import { predictor } from './predictor.js';
import { RequestError } from './requestError.js';
import { startServer } from './startServer.js';
import type { Answered, RunningServer } from './startServer.js';

type Row = Record<string, string | number | null>;

interface Served {
  readonly model: SavedModel;
  readonly table: Table;
  readonly rows: readonly Row[];
}

function modelOf(table: Table, target: string, build: (inputs: number) => Network): Served {
  const preprocessing = tabular.fit(table, { target });
  const net = build(preprocessing.featureNames.length);
  const rows = Array.from({ length: table.rowCount }, (_, row) =>
    Object.fromEntries(
      preprocessing.columns.map(({ name, kind }) => {
        const text = table.column(name)[row] ?? '';
        if (text === '' || text === 'NA') return [name, null];
        return [name, kind === 'number' ? Number(text) : text];
      }),
    ),
  );
  return { model: { net, params: net.initialize(randomState(3)), preprocessing }, table, rows };
}

let penguins: Served;
let server: RunningServer;
const answered: Answered[] = [];
const limits = { maxBody: 100_000, maxRows: 400 };
beforeAll(async () => {
  const { table } = await loadPenguins();
  penguins = modelOf(table, 'species', (n) => network(n, dense(8, relu), dense(3, softmax)));
  server = await start(penguins.model);
});
afterAll(() => server.stop(1000));

async function start(model: SavedModel): Promise<RunningServer> {
  return startServer((isStopping) => serviceOf(model, { run: 'runs/penguins', ...limits }, isStopping), {
    host: '127.0.0.1',
    port: 0,
    onAnswered: (one) => void answered.push(one),
    onFault: (error) => {
      throw error;
    },
  });
}

async function post(
  body: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' },
): Promise<{ status: number; json: unknown }> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${server.url}/predict`, { method: 'POST', headers, body: text });
  return { status: response.status, json: await response.json() };
}

function first(): Row {
  const [row = {}] = penguins.rows;
  return row;
}

describe('predictions', () => {
  test("are the model's own, for one row, a list and an object with rows", async () => {
    const { model, table, rows } = penguins;
    const { net, params, preprocessing } = model;
    const { X } = preprocessing.transform(table);
    const names = preprocessing.classNames(net.predict(params, X));
    const output = net.forward(params, X).output.toArray() as number[][]; // a matrix
    const expected = names.map((prediction, j) => ({
      prediction,
      probabilities: Object.fromEntries(preprocessing.classes.map((name, i) => [name, output[i]?.[j]])),
    }));
    expect(new Set(names).size).toBeGreaterThan(1);
    expect(rows.some((row) => Object.values(row).includes(null))).toBe(true);
    expect(await post({ rows })).toEqual({ status: 200, json: { target: 'species', predictions: expected } });
    expect(await post(rows)).toEqual({ status: 200, json: { target: 'species', predictions: expected } });
    const one = await post({ ...first(), species: 'Gentoo' });
    expect(one).toMatchObject({ status: 200, json: { predictions: [{ prediction: names[0] }] } });
    expect(answered.slice(-3).map(({ method, path, status, rows: m }) => [method, path, status, m])).toEqual([
      ['POST', '/predict', 200, 344],
      ['POST', '/predict', 200, 344],
      ['POST', '/predict', 200, 1],
    ]);
  });

  test("of a regression are in the target's unit; two classes have two probabilities", async () => {
    const { model, table, rows } = modelOf((await loadSacramento()).table, 'price', (n) =>
      network(n, dense(1, identity)),
    );
    const { net, params, preprocessing } = model;
    const prices = preprocessing.inverseTarget(net.forward(params, preprocessing.transform(table).X).output);
    expect(predictor(model)(rows)).toEqual({
      target: 'price',
      predictions: Array.from(prices.data, (prediction) => ({ prediction })),
    });
    const sexes = modelOf(penguins.table.select([0, 1, 4, 5, 6, 7]), 'sex', (n) => network(n, dense(1, sigmoid)));
    for (const { prediction, probabilities } of predictor(sexes.model)(sexes.rows).predictions) {
      const { female = NaN, male = NaN } = probabilities ?? {};
      expect(female + male).toBeCloseTo(1, 12);
      expect(prediction).toBe(male > 0.5 ? 'male' : 'female');
    }
  });

  test('of values never seen come with a warning', async () => {
    const { json } = await post([first(), { ...first(), island: 'Atlantis' }, { ...first(), island: true }]);
    expect(json).toMatchObject({
      warnings: [
        'Row 2, column island: the value "Atlantis" was never seen in training (as in 1 more); it counts as none of the known ones.',
      ],
    });
  });
});

describe('what is refused', () => {
  test('is told with row and column', async () => {
    const row = first();
    const { island: _, year: __, ...rest } = row;
    for (const [body, status, error, place] of [
      ['', 400, 'The body is empty; send one row, such as {"sqft": 900}, or {"rows": [{…}, {…}]}.', {}],
      ['{"a":', 400, 'The body is not JSON: Unexpected end of JSON input.', {}],
      ['7', 422, 'The body is JSON, but neither an object nor a list; send one row, such as {"sqft": 900}, or {"rows": [{…}, {…}]}.', {}],
      [[], 422, 'The request has no rows; send at least one.', {}],
      [Array(401).fill(0), 413, 'The request has 401 rows; send at most 400 at a time.', {}],
      [[row, [1]], 422, 'Row 2: it must be an object with a value for each column, but is a list.', { row: 2 }],
      [{ rows: [null] }, 422, 'Row 1: it must be an object with a value for each column, but is null.', { row: 1 }],
      [{ ...row, rows: 1 }, 422, 'Row 1: the model has no column "rows". Its columns are "island", "bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g", "sex", "year".', { row: 1, column: 'rows' }],
      [{ ...row, ilsand: 'Dream' }, 422, 'Row 1: the model has no column "ilsand". Did you mean "island"? Its columns are "island", "bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g", "sex", "year".', { row: 1, column: 'ilsand' }],
      [[row, rest], 422, 'Row 2: columns "island", "year" are missing; give null for a value that is unknown.', { row: 2, column: 'island' }],
      [{ ...rest, year: 2007, species: 'Adelie' }, 422, 'Row 1: column "island" is missing; give null for a value that is unknown.', { row: 1, column: 'island' }],
      [{}, 422, 'Row 1: columns "island", "bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g", and 2 more are missing; give null for a value that is unknown.', { row: 1, column: 'island' }],
      [[row, { ...row, year: '2007' }], 422, 'Row 2, column year: it must be a finite number, or null if it is unknown, but is "2007".', { row: 2, column: 'year' }],
      [{ ...row, island: ['Dream'] }, 422, 'Row 1, column island: it must be a text, or null if it is unknown, but is ["Dream"].', { row: 1, column: 'island' }],
      [JSON.stringify(row).replace(/"year":\d+/, `"year":${'['.repeat(40_000)}${']'.repeat(40_000)}`), 422, 'Row 1, column year: it must be a finite number, or null if it is unknown, but is a list.', { row: 1, column: 'year' }],
      [JSON.stringify(row).replace(/"year":\d+/, '"year":1e999'), 422, 'Row 1, column year: it must be a finite number, or null if it is unknown, but is Infinity.', { row: 1, column: 'year' }],
      [JSON.stringify(row).replace('"island"', '"__proto__":1,"island"'), 422, expect.stringMatching(/^Row 1: the model has no column "__proto__"\./), { row: 1, column: '__proto__' }],
    ] as const) {
      expect(await post(body)).toEqual({ status, json: { error, ...place } });
    }
  }); // prettier-ignore

  test('the most rows of a request are written as the others are', () => {
    expect(() => parseRows(Buffer.from(JSON.stringify(Array(1001).fill({}))), 1000)).toThrow(
      'The request has 1,001 rows; send at most 1,000 at a time.',
    );
  });

  test('2,000 damaged bodies: an answer or a refusal, never a fault', () => {
    const predict = predictor(penguins.model);
    const body = Uint8Array.from(Buffer.from(JSON.stringify({ rows: penguins.rows.slice(0, 2) })));
    const dice = new Dice(3);
    let answers = 0;
    for (let i = 0; i < 2000; i++) {
      try {
        predict(parseRows(Buffer.from(mutate(body, dice, [], [])), 10));
        answers++;
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
      }
    }
    expect(answers).toBeGreaterThan(20);
    expect(answers).toBeLessThan(1500);
  });

  test('a prediction that overflows is no answer', () => {
    const { net, preprocessing } = penguins.model;
    const huge = net.initialize(randomState(3)).map(({ W, b }) => ({ W: W.multiply(1e300), b }));
    const predict = predictor({ net, params: huge, preprocessing });
    expect(() => predict([first(), { ...first(), year: 1e300 }])).toThrow(
      /^Row [12]: the prediction is not a finite number; look for a number in it that is far too large\.$/,
    );
  });

  test('other content types, encodings, paths and methods', async () => {
    expect(await post('a=1', { 'content-type': 'text/plain' })).toEqual({
      status: 415,
      json: { error: 'The body is of content-type text/plain; send JSON, and the header content-type: application/json.' },
    });
    expect(await post(first(), { 'content-type': 'Application/JSON; charset=utf-8' })).toMatchObject({ status: 200 });
    expect(await post('x', { 'content-type': 'application/json', 'content-encoding': 'gzip' })).toEqual({
      status: 415,
      json: { error: 'The body is encoded by gzip; send it as it is.' },
    });
    const latin = await fetch(`${server.url}/predict`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: Uint8Array.of(0x22, 0xe9, 0x22) });
    expect([latin.status, await latin.json()]).toEqual([400, { error: 'The body is not UTF-8 text, which JSON is.' }]);
    const no = await fetch(`${server.url}/`, { method: 'DELETE' });
    expect([no.status, no.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    const get = await fetch(`${server.url}/predict`);
    expect([get.status, get.headers.get('allow'), await get.json()]).toEqual([405, 'POST', { error: '/predict takes POST, not GET.' }]);
    const nowhere = await fetch(`${server.url}/model`);
    expect([nowhere.status, await nowhere.json()]).toEqual([404, { error: 'There is no such path; there are POST /predict, GET /health and GET /openapi.json.' }]);
  }); // prettier-ignore

  test('a body over the limit, announced or not, before it is read', async () => {
    const error = 'The body is longer than 100000 bytes; send fewer rows at a time.';
    expect(await post(' '.repeat(100_001))).toEqual({ status: 413, json: { error } });
    expect(await post(`${JSON.stringify(first())}${' '.repeat(90_000)}`)).toMatchObject({ status: 200 });
    const chunked = await sent('POST /predict HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n', (socket) => {
      for (let i = 0; i < 3; i++) socket.write(`c000\r\n${' '.repeat(0xc000)}\r\n`);
    });
    expect(chunked).toMatch(/^HTTP\/1\.1 413 /);
    const expecting = await sent('POST /predict HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\nexpect: 100-continue\r\ncontent-length: 100001\r\n\r\n');
    expect(expecting).toMatch(/^HTTP\/1\.1 413 /);
    const text = JSON.stringify(first());
    const going = await sent(`POST /predict HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\nexpect: 100-continue\r\ncontent-length: ${text.length}\r\n\r\n`, (socket) => socket.write(text));
    expect(going).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
  }); // prettier-ignore
});

/** What comes back until the answer's body has come. @param then - What is sent after the head, once connected. */
async function sent(head: string, then?: (socket: Socket) => void): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  socket.write(head);
  then?.(socket);
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    if (text.endsWith('}')) break;
  }
  return text;
}

describe('GET', () => {
  test('health, and a page that says how to ask', async () => {
    const health = await fetch(`${server.url}/health?now`);
    expect([health.status, await health.json()]).toEqual([200, { status: 'ok', run: 'runs/penguins' }]);
    const head = await fetch(`${server.url}/health`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const page = await fetch(server.url);
    expect(page.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await page.text()).toMatch(/^keepdims: species by runs\/penguins\n\nPOST \/predict /);
  });

  test('openapi.json describes columns and answers, and both keep to it', async () => {
    const description = await (await fetch(`${server.url}/openapi.json`)).json();
    const { schemas } = description.components;
    expect(description).toMatchObject({ openapi: '3.1.0', info: { title: 'keepdims: species' } });
    expect(Object.keys(description.paths)).toEqual(['/predict', '/health', '/openapi.json']);
    expect(schemas.Row.required).toEqual(penguins.model.preprocessing.columns.map(({ name }) => name));
    expect(schemas.Row.properties.island).toEqual({
      type: ['string', 'number', 'boolean', 'null'],
      description: 'A name; one that is not among the examples counts as none of them, null counts as none of them.',
      examples: ['Biscoe', 'Dream', 'Torgersen'],
    });
    expect(schemas.Row.properties.year).toEqual({ type: ['number', 'null'], description: 'Unknown (null) counts as 2008.' });
    expect(schemas.Prediction.properties.prediction).toEqual({ type: 'string', enum: ['Adelie', 'Chinstrap', 'Gentoo'] });

    const text = JSON.stringify(description);
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) expect(schemas).toHaveProperty(name);
    for (const operations of Object.values<object>(description.paths)) {
      for (const { operationId, responses } of Object.values<{ operationId: string; responses: object }>({ ...operations })) {
        expect(operationId).toMatch(/^\w+$/);
        for (const response of Object.values<{ description: string }>({ ...responses })) expect(response.description).not.toBe('');
      }
    }
    const { schema, example } = description.paths['/predict'].post.requestBody.content['application/json'];
    const fits = (value: unknown, by: Schema): string[] => misfits(value, by, schemas);
    expect(fits(example, schema)).toEqual([]);
    expect(fits({ rows: penguins.rows }, schema)).toEqual([]);
    expect(fits({ ...first(), year: 'x' }, schemas.Row)).toEqual(['.year is no number,null']);
    expect(fits({ ...first(), more: 1 }, schemas.Row)).toEqual(['.more is unknown']);
    const good = await post([example, { ...example, island: 'Atlantis' }]);
    expect([good.status, fits(good.json, schemas.Answer)]).toEqual([200, []]);
    const bad = await post([{ ...example, year: 'x' }]);
    expect([bad.status, fits(bad.json, schemas.Problem)]).toEqual([422, []]);
    expect(fits(await (await fetch(`${server.url}/health`)).json(), schemas.Health)).toEqual([]);
  }); // prettier-ignore

  test('openapi.json of a regression gives a number', async () => {
    const { model } = modelOf((await loadSacramento()).table, 'price', (n) => network(n, dense(1, identity)));
    expect(openApi(model.preprocessing, limits, '1')).toMatchObject({
      components: { schemas: { Prediction: { properties: { prediction: { type: 'number', description: 'price, in its own unit.' } } } } },
    });
  }); // prettier-ignore
});

interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** Where a value does not fit a schema, as far as these schemas go: all objects of theirs are closed. */
function misfits(value: unknown, schema: Schema, all: Readonly<Record<string, Schema>>, at = ''): string[] {
  if (schema.$ref !== undefined) return misfits(value, all[schema.$ref.replace(/^.*\//, '')] ?? {}, all, at);
  if (schema.anyOf?.some((one) => misfits(value, one, all, at).length === 0) === false) return [`${at} fits none`];
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const types = [schema.type ?? type].flat();
  if (!types.includes(type) && !(types.includes('integer') && Number.isInteger(value))) return [`${at} is no ${types.join(',')}`];
  if (schema.enum?.includes(value) === false) return [`${at} is none of ${schema.enum.join(',')}`];
  if (Array.isArray(value)) return value.flatMap((item, i) => misfits(item, schema.items ?? {}, all, `${at}[${i}]`));
  if (schema.properties === undefined || typeof value !== 'object' || value === null) return [];
  const { properties, required = [] } = schema;
  return [
    ...required.filter((name) => !Object.hasOwn(value, name)).map((name) => `${at}.${name} is missing`),
    ...Object.entries(value).flatMap(([name, item]) => {
      const own = properties[name];
      return own === undefined ? [`${at}.${name} is unknown`] : misfits(item, own, all, `${at}.${name}`);
    }),
  ];
} // prettier-ignore

describe('a server', () => {
  test('says why it cannot listen', async () => {
    const service = serviceOf(penguins.model, { run: 'r', ...limits }, () => false);
    const listen = async (host: string, port: number): Promise<RunningServer> =>
      startServer(() => service, { host, port, onFault: () => undefined });
    await expect(listen('127.0.0.1', server.port)).rejects.toThrow(
      `Port ${server.port} of 127.0.0.1 is in use; choose another with --port, or 0 for any that is free.`,
    );
    await expect(listen('192.0.2.1', 0)).rejects.toThrow(
      '--host 192.0.2.1: this machine has no such address (EADDRNOTAVAIL); take 127.0.0.1, or 0.0.0.0 for all of its addresses.',
    );
  });

  test('that stops takes no new connections, and answers the requests that are open', async () => {
    const own = await start(penguins.model);
    const text = JSON.stringify(first());
    const idle = connect(own.port, '127.0.0.1');
    const open = connect(own.port, '127.0.0.1');
    const ended = new Promise<string>((resolve) => {
      let answer = '';
      open.on('data', (chunk) => (answer += String(chunk)));
      open.on('end', () => resolve(answer));
    });
    open.write(`POST /predict HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n${text.slice(0, 9)}`); // prettier-ignore
    const health = async (): Promise<number> => (await fetch(`${own.url}/health`)).status;
    expect(await health()).toBe(200); // so the other two have been accepted, too
    const stopped = own.stop(5000);
    await expect(health()).rejects.toThrow('fetch failed');
    open.write(text.slice(9));
    const answer = await ended;
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n(?:.+\r\n)*connection: close\r\n/i);
    expect(answer).toContain('"predictions":[{"prediction":');
    expect(await stopped).toBe(true);
    idle.destroy();
  });

  test('cuts off what takes longer than its grace', async () => {
    const own = await start(penguins.model);
    const open = connect(own.port, '127.0.0.1');
    open.on('error', () => undefined);
    open.write('POST /predict HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{');
    expect((await fetch(`${own.url}/health`)).status).toBe(200);
    expect(await own.stop(50)).toBe(false);
  });

  test('keeps nothing of its requests', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void; // the flag makes it one
    const predict = predictor(penguins.model);
    const usedAfter = async (requests: number): Promise<number> => {
      for (let i = 0; i < requests; i++) predict([penguins.rows[i % penguins.rows.length]]);
      for (let i = 0; i < 3; i++) {
        collect();
        await setTimeout(20); // what is told of collected arrays comes in a turn of its own
      }
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    const before = await usedAfter(10_000);
    expect((await usedAfter(10_000)) - before).toBeLessThan(500_000); // 50 bytes a request would be as much
  });
});
