import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Contestant } from '../contestant.js';
import type { Job } from '../job.js';
import { PeerError, startPeer } from './peerProcess.js';
import type { PeerCommand, RunningPeer } from './peerProcess.js';

const script = fileURLToPath(new URL('../testing/fakePeer.mjs', import.meta.url));
const job: Job = { kind: 'dot', dtype: 'float64', n: 4 };

const running: RunningPeer[] = [];
afterEach(() => {
  for (const peer of running.splice(0)) peer.stop();
});

async function start(behaviour: string, more: Partial<PeerCommand> = {}): Promise<RunningPeer> {
  const peer = await startPeer({
    name: 'fake',
    command: process.execPath,
    args: [script, behaviour],
    env: process.env,
    ...more,
  });
  running.push(peer);
  return peer;
}

async function contestantOf(behaviour: string, more: Partial<PeerCommand> = {}): Promise<Contestant> {
  const contestant = await (await start(behaviour, more)).prepare(job);
  if (typeof contestant === 'string') throw new Error(contestant);
  return contestant;
}

describe('a peer', () => {
  it('says its version, with the environment that it is given', async () => {
    expect((await start('good', { env: { ...process.env, FAKE_SETTING: 'on 2 threads' } })).version).toBe(
      '1.0 on 2 threads',
    );
  });

  it('answers, warms up and gives samples, one call at a time', async () => {
    const contestant = await contestantOf('good');
    expect(contestant).toMatchObject({ name: 'fake', kind: 'peer' });
    expect(await contestant.answer()).toEqual({ answer: { size: 4, values: [1.5, NaN, -Infinity, Infinity] } });
    expect(await contestant.warmUp(50)).toBe(5);
    expect(await contestant.sample(7)).toEqual({ msPerCall: 2, answer: undefined });
    await contestant.finish();
  });

  it('waits after a sample where its threads go on spinning', async () => {
    const contestant = await contestantOf('good', { settleMs: 60 });
    const before = performance.now();
    await contestant.sample(1);
    expect(performance.now() - before).toBeGreaterThan(55);
  });

  it('may have an answer that is not compared, which is noted', async () => {
    const contestant = await contestantOf('unchecked');
    expect(await contestant.answer()).toBeUndefined();
    expect(contestant.note).toBe('another job');
  });

  it('says what it cannot do', async () => {
    expect(await (await start('unable')).prepare(job)).toBe("it doesn't do dot");
    expect(await (await start('good', { kinds: ['matmul', 'train'] })).prepare(job)).toBe(
      'it is asked for matmul and train only',
    );
    expect(await (await start('throws')).prepare(job)).toBe('TypeError: out of memory');
  });

  it('that has died says so, then and later', async () => {
    const peer = await start('dies');
    expect(await peer.prepare(job)).toBe('it ended with code 1');
    expect(await peer.prepare(job)).toBe('it ended with code 1');
  });

  it('that cannot start gives the last line of its complaints', async () => {
    await expect(start('missing')).rejects.toThrow(new PeerError('it ended with code 3: no library of that name'));
    await expect(start('good', { command: 'no-such-program-here' })).rejects.toThrow(
      new PeerError('spawn no-such-program-here ENOENT'),
    );
  });

  it('that does not keep to the protocol is refused', async () => {
    await expect(start('babbles')).rejects.toThrow(new PeerError('it answered ready!'));
  });
});
