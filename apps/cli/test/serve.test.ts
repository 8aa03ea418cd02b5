/** `keepdims serve` as a process: where it listens, and how it ends. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepdims, main, temporaryFolder } from './keepdims.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  folder = temporaryFolder();
  expect(keepdims(folder.path, ['train', 'sacramento', '--features', 'sqft', '--epochs', '1']).code).toBe(0);
});
afterAll(() => folder.remove());

interface Serving {
  readonly child: ChildProcess;
  readonly url: string;
  readonly port: number;
  /** The lines of standard output that come. */
  readonly lines: AsyncIterator<string>;
  /** All of standard error, at the end. */
  readonly err: Promise<string>;
}

async function serve(...words: readonly string[]): Promise<Serving> {
  const child = spawn(process.execPath, [main, 'serve', 'runs/sacramento', '--port', '0', '--json', ...words], {
    cwd: folder.path,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const err = text(child.stderr);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const { value = '{}' } = (await lines.next()) as { value?: string }; // text at the end
  const line: unknown = JSON.parse(value);
  expect(line).toMatchObject({ schemaVersion: 1, type: 'serving', run: 'runs/sacramento' });
  return { child, err, lines, ...(line as { url: string; port: number }) }; // just compared
}

test('SIGTERM: open requests are answered, then it ends with 0', async () => {
  const { child, url, port, lines, err } = await serve('--log');
  const body = JSON.stringify({ sqft: 1000 });
  const open = connect(port, '127.0.0.1');
  const answer = text(open);
  open.write(`POST /predict HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`);
  expect((await fetch(`${url}/health`)).status).toBe(200);
  child.kill('SIGTERM');
  while (await fetch(url).then(() => true, () => false));
  open.write(body);
  expect(await answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n\{"target":"price","predictions":\[\{"prediction":\d+(?:\.\d+)?\}\]\}$/);
  expect(await once(child, 'exit')).toEqual([0, null]);
  const rest: Record<string, unknown>[] = [];
  for (let one = await lines.next(); one.done !== true; one = await lines.next()) rest.push(JSON.parse(one.value));
  expect(rest[0]).toEqual({ schemaVersion: 1, type: 'request', method: 'GET', path: '/health', status: 200, milliseconds: expect.any(Number) });
  expect(rest.at(-2)).toMatchObject({ type: 'request', path: '/predict', status: 200, rows: 1 });
  expect(rest.at(-1)).toEqual({ schemaVersion: 1, type: 'stopped', drained: true });
  expect(await err).toBe('');
}, 30_000); // prettier-ignore

test('for people: where it listens, a warning, a line a request; the second signal ends it at once', async () => {
  const words = ['serve', 'runs/sacramento', '--port', '0', '--host', '0.0.0.0', '--log'];
  const child = spawn(process.execPath, [main, ...words], { cwd: folder.path, stdio: ['ignore', 'ignore', 'pipe'] });
  const lines = createInterface(child.stderr)[Symbol.asyncIterator]();
  const next = async (): Promise<string> => String((await lines.next()).value);
  expect(await next()).toBe('Warning: other machines can reach 0.0.0.0; there is no password and no encryption, so put a proxy before it.');
  const [, port = ''] = /^Serving runs\/sacramento on http:\/\/0\.0\.0\.0:(\d+): POST \/predict, GET \/openapi\.json\. Ctrl-C stops\.$/.exec(await next()) ?? [];
  const open = connect(Number(port), '127.0.0.1');
  open.on('error', () => undefined);
  open.write('POST /predict HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n');
  await fetch(`http://127.0.0.1:${port}/health`);
  expect(await next()).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z GET \/health 200, [\d.]+ ms$/);
  child.kill('SIGINT');
  while (await fetch(`http://127.0.0.1:${port}`).then(() => true, () => false));
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([null, 'SIGINT']);
}, 30_000); // prettier-ignore

test('a port that is taken, and no run: a sentence and 2', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo; // a port, not a pipe
  expect(keepdims(folder.path, ['serve', 'runs/sacramento', '--port', String(port)])).toEqual({
    code: 2,
    out: '',
    err: `Port ${port} of 127.0.0.1 is in use; choose another with --port, or 0 for any that is free.\n`,
  });
  other.close();
  expect(keepdims(folder.path, ['serve', 'runs/nothing'])).toEqual({
    code: 2,
    out: '',
    err: 'There is no run folder runs/nothing; name one that keepdims train has written, such as runs/houses.\n',
  });
});
