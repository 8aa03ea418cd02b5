import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type autocannonOf from 'autocannon';
import { appFolder } from '../appFolder.js';
import { OptionError } from '../options.js';
import { serveGoal, showLoad } from './loadResult.js';
import type { LoadResult } from './loadResult.js';

/** How long to send at each rate, seconds. */
export interface ServeEffort {
  readonly seconds: number;
}

/** Connections that ask at the same time. */
const connections = 10;

/**
 * Train a 30-16-1 network on breast cancer, serve it by the built command line in a process of its own, and send it one-row predictions: at
 * the goal's rate, and then as many as it answers.
 *
 * @param print - Told of each step and of the numbers.
 * @throws OptionError if the command line has not been built, or autocannon is not there.
 */
export async function measureServe({ seconds }: ServeEffort, print: (line: string) => void): Promise<void> {
  const main = join(appFolder(), '..', 'cli', 'dist', 'main.js');
  if (!existsSync(main)) throw new OptionError('--serve: the command line is not built; run npm start once.');
  const autocannon = await loadAutocannon();
  const folder = mkdtempSync(join(tmpdir(), 'keepdims-serve-'));
  try {
    const words = ['train', 'breast-cancer', '--hidden', '16', '--epochs', '20'];
    const { status, stderr } = spawnSync(process.execPath, [main, ...words], { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`keepdims ${words.join(' ')} ended with ${String(status)}: ${stderr}`);
    const { child, url } = await startServing(main, folder);
    try {
      print(`One-row predictions of a 30-16-1 network over HTTP, ${connections} connections, ${seconds} s each:`);
      const body = await exampleOf(url);
      await load(autocannon, url, body, 1, undefined); // compiled by then
      const before = memoryOf(child);
      const results = [
        await load(autocannon, url, body, seconds, serveGoal.rate),
        await load(autocannon, url, body, seconds, undefined),
      ];
      for (const line of showLoad(results)) print(line);
      const after = memoryOf(child);
      const answers = results.reduce((sum, { times }) => sum + times.length, 0);
      if (before !== undefined && after !== undefined) {
        print(`Memory of the server: ${before} MB before these ${answers} requests, ${after} MB after them.`);
      }
    } finally {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function loadAutocannon(): Promise<typeof autocannonOf> {
  try {
    return (await import('autocannon')).default;
  } catch {
    throw new OptionError('--serve: autocannon, which sends the requests, is not installed; run pnpm install.');
  }
}

async function startServing(main: string, folder: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [main, 'serve', 'runs/breast-cancer', '--port', '0', '--json'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    const { url } = JSON.parse(line) as { url: string }; // the first line of serve --json
    return { child, url };
  }
  throw new Error('keepdims serve ended before it listened.');
}

/** The row that the service's own description gives for an example. */
async function exampleOf(url: string): Promise<string> {
  const response = await fetch(`${url}/openapi.json`);
  const { paths } = (await response.json()) as {
    paths: { '/predict': { post: { requestBody: { content: { 'application/json': { example: object } } } } } };
  }; // as keepdims serve describes itself
  return JSON.stringify(paths['/predict'].post.requestBody.content['application/json'].example);
}

async function load(
  autocannon: typeof autocannonOf,
  url: string,
  body: string,
  seconds: number,
  rate: number | undefined,
): Promise<LoadResult> {
  const times: number[] = [];
  const { requests, non2xx, errors, timeouts } = await autocannon({
    url: `${url}/predict`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    connections,
    duration: seconds,
    ...(rate === undefined ? {} : { overallRate: rate }),
  }).on('response', (_client, _status, _bytes, time) => void times.push(time));
  return { wantedRate: rate, rate: requests.average, times, failures: non2xx + errors + timeouts };
}

/** What a process holds in memory, MB; undefined where the system does not tell. */
function memoryOf({ pid }: ChildProcess): number | undefined {
  const status = `/proc/${pid ?? 0}/status`;
  if (!existsSync(status)) return undefined;
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8')) ?? [];
  return kilobytes === undefined ? undefined : Math.round(Number(kilobytes) / 1000);
}
