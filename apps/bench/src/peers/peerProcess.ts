import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Digest } from '../answers.js';
import type { Contestant } from '../contestant.js';
import type { Peer } from '../harness.js';
import type { Job } from '../job.js';

/** How to start a peer. */
export interface PeerCommand {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Threads of its own go on spinning for a while after a sample; the next one waits so long, ms. Default 0. */
  readonly settleMs?: number;
  /** The only kinds of job that are asked of it. Default all. */
  readonly kinds?: readonly Job['kind'][];
}

/** A peer that is running. */
export interface RunningPeer extends Peer {
  readonly version: string;
  readonly stop: () => void;
}

/** The peer couldn't be started, or has died. */
export class PeerError extends Error {
  override readonly name = 'PeerError';
}

/** How long a peer may take to answer, ms. */
const patience = 180_000;

/**
 * Start a peer and ask for its version.
 *
 * @throws PeerError if it can't be started, with the last line of what it printed.
 */
export async function startPeer(peer: PeerCommand): Promise<RunningPeer> {
  const { name, settleMs = 0, kinds } = peer;
  const child = new Child(peer);
  const { version } = await child.ask({ do: 'hello' });
  if (typeof version !== 'string') {
    child.stop();
    throw new PeerError('it gave no version');
  }
  return {
    name,
    version,
    stop: () => child.stop(),
    async prepare(job: Job) {
      if (kinds?.includes(job.kind) === false) return `it is asked for ${kinds.join(' and ')} only`;
      const ask = child.ask.bind(child);
      try {
        const reply = await ask({ do: 'prepare', job });
        if (typeof reply.unable === 'string') return reply.unable;
        return contestantOf(name, ask, reply, settleMs);
      } catch (error) {
        if (error instanceof PeerError) return error.message;
        throw error;
      }
    },
  };
}

type Ask = (request: object) => Promise<Readonly<Record<string, unknown>>>;

function contestantOf(name: string, ask: Ask, prepared: Awaited<ReturnType<Ask>>, settleMs: number): Contestant {
  const answer = prepared.answer === undefined ? undefined : { answer: partOf(prepared.answer) };
  return {
    name,
    kind: 'peer',
    answer: () => Promise.resolve(answer),
    note: typeof prepared.unchecked === 'string' ? prepared.unchecked : undefined,
    warmUp: async (ms) => Math.max(1e-5, number(await ask({ do: 'warmUp', ms }))),
    async sample(calls) {
      const ms = number(await ask({ do: 'sample', calls }));
      if (settleMs > 0) await new Promise((resolve) => setTimeout(resolve, settleMs));
      return { msPerCall: ms / calls, answer: undefined };
    },
    finish: async () => {
      await ask({ do: 'release' }).catch(() => undefined); // one that has died has nothing to give back
    },
  };
}

function number({ ms }: Awaited<ReturnType<Ask>>): number {
  if (typeof ms !== 'number') throw new PeerError('it gave no time');
  return ms;
}

/** A part of an answer; what JSON can't hold comes as text. */
function partOf(part: unknown): Digest[string] {
  const { size, values } = { ...(part as { size?: unknown; values?: unknown } | null) }; // both are checked here
  if (typeof size !== 'number' || !Array.isArray(values)) throw new PeerError('it gave no answer');
  return {
    size,
    values: values.map((value: unknown) => {
      if (typeof value === 'number') return value;
      const sign = typeof value === 'string' && value.startsWith('-') ? -1 : 1;
      return typeof value === 'string' && /inf/i.test(value) ? sign * Infinity : NaN;
    }),
  };
}

/** A process that answers a line with a line. */
class Child {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting: { resolve: (line: string) => void; reject: (error: Error) => void }[] = [];
  #complaints = '';
  #end: string | undefined;

  constructor({ command, args, env }: PeerCommand) {
    this.#process = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#process.stderr.setEncoding('utf8');
    this.#process.stderr.on('data', (text: string) => (this.#complaints = (this.#complaints + text).slice(-4000)));
    this.#process.stdin.on('error', () => undefined); // the end of the process says more
    createInterface({ input: this.#process.stdout }).on('line', (line) => this.#waiting.shift()?.resolve(line));
    this.#process.on('error', (error) => this.#die(error.message));
    this.#process.on('close', (code, signal) => this.#die(`it ended with ${signal ?? `code ${String(code)}`}`));
  }

  #die(reason: string): void {
    const [complaint] = this.#complaints.trim().split('\n').slice(-1);
    this.#end ??= complaint === undefined || complaint === '' ? reason : `${reason}: ${complaint.trim()}`;
    for (const { reject } of this.#waiting.splice(0)) reject(new PeerError(this.#end));
  }

  async ask(request: object): Promise<Readonly<Record<string, unknown>>> {
    if (this.#end !== undefined) throw new PeerError(this.#end);
    const line = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.stop();
        this.#die(`it didn't answer within ${patience / 1000} s`);
      }, patience);
      const settled =
        <T>(then: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer);
          then(value);
        };
      this.#waiting.push({ resolve: settled(resolve), reject: settled(reject) });
      this.#process.stdin.write(`${JSON.stringify(request)}\n`);
    });
    const reply = parse(line);
    if (typeof reply.error === 'string') throw new PeerError(reply.error);
    return reply;
  }

  stop(): void {
    this.#process.stdin.end();
    this.#process.kill();
  }
}

function parse(line: string): Readonly<Record<string, unknown>> {
  try {
    const reply: unknown = JSON.parse(line);
    if (typeof reply === 'object' && reply !== null) return { ...reply };
  } catch {
    // said below
  }
  throw new PeerError(`it answered ${line.slice(0, 80)}`);
}
