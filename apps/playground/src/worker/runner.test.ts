import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../state/config.js';
import type { Config } from '../state/config.js';
import type { Frame } from './protocol.js';
import { Runner } from './runner.js';

/** A runner whose clock moves 2 ms whenever it is read, and 1 ms at least at every wait; `waits` collects how long it was asked to. */
function makeRunner(onWait: (runner: Runner, waits: readonly number[]) => void) {
  let time = 0;
  const waits: number[] = [];
  const failures: unknown[] = [];
  const runner: Runner = new Runner({
    now: () => (time += 2),
    fail: (error) => failures.push(error),
    wait: (ms) => {
      time += Math.max(1, ms);
      waits.push(ms);
      if (waits.length > 5000) throw new Error('The runner does not stop.');
      onWait(runner, waits);
      return Promise.resolve();
    },
  });
  return { runner, waits, failures, settled: () => new Promise((resolve) => setTimeout(resolve, 0)) };
}

const open = (runner: Runner, frames: Frame[], part: Partial<Config> = {}) =>
  runner.open({ ...defaultConfig, ...part }, (frame) => {
    frames.push(frame);
  });

describe('Runner', () => {
  it('trains while it plays, sends frames now and then, and stops when told', async () => {
    const frames: Frame[] = [];
    const { runner, waits, settled } = makeRunner((runner, waits) => {
      if (waits.length === 60) runner.pause();
    });
    const { frame } = open(runner, frames);
    expect(frame).toMatchObject({ epoch: 0, playing: false, diverged: false });
    expect(runner.play(false)).toMatchObject({ epoch: 0, playing: true });
    await settled();

    expect(waits).toHaveLength(60);
    expect(waits.every((ms) => ms === 0)).toBe(true);
    const last = runner.pause();
    expect(last.playing).toBe(false);
    expect(last.epoch).toBeGreaterThan(60);
    expect(last.cost).toBeLessThan(frame.cost);
    expect(frames.length).toBeGreaterThan(3);
    expect(frames.length).toBeLessThan(50);
    const serials = [...frames, last].map(({ serial }) => serial);
    expect(serials).toEqual([...new Set(serials)].sort((a, b) => a - b));
  });

  it('makes one epoch at a time in slow motion', async () => {
    const { runner, waits, settled } = makeRunner((runner, waits) => {
      if (waits.length === 7) runner.pause();
    });
    open(runner, []);
    runner.play(true);
    await settled();
    expect(waits).toEqual(Array(7).fill(100));
    expect(runner.pause().epoch).toBe(7);
  });

  it('changes pace while it plays, without a second loop', async () => {
    const { runner, waits, settled } = makeRunner((runner, waits) => {
      if (waits.length === 3) runner.play(true);
      if (waits.length === 6) runner.pause();
    });
    open(runner, []);
    runner.play(false);
    await settled();
    expect(waits).toEqual([0, 0, 0, 100, 100, 100]);
  });

  it('steps by one epoch, and stops playing for it', () => {
    const { runner } = makeRunner(() => undefined);
    open(runner, []);
    expect(runner.step()).toMatchObject({ epoch: 1, playing: false });
    expect(runner.step()).toMatchObject({ epoch: 2, playing: false });
    expect(runner.reset()).toMatchObject({ epoch: 0, playing: false });
  });

  it('does not send a frame before the last one was taken', async () => {
    let take: () => void = () => undefined;
    let sent = 0;
    const { runner, settled } = makeRunner((runner, waits) => {
      if (waits.length === 200) runner.pause();
    });
    runner.open(defaultConfig, () => {
      sent += 1;
      return new Promise<void>((resolve) => {
        take = resolve;
      });
    });
    runner.play(false);
    await settled();
    expect(sent).toBe(1);
    take();
  });

  it('stops and says so when the run diverges', async () => {
    const frames: Frame[] = [];
    const { runner, settled } = makeRunner(() => undefined);
    open(runner, frames, { activation: 'identity', hidden: [8, 8], alpha: 10 });
    runner.play(false);
    await settled();
    expect(frames.at(-1)).toMatchObject({ playing: false, diverged: true });
    expect(runner.play(false)).toMatchObject({ playing: false, diverged: true });
    expect(runner.reset()).toMatchObject({ epoch: 0, diverged: false });
  });

  it('leaves the old experiment when another is opened', async () => {
    const old: Frame[] = [];
    const { runner, settled } = makeRunner((runner, waits) => {
      if (waits.length === 2) open(runner, [], { data: 'moons' });
    });
    open(runner, old);
    runner.play(false);
    await settled();
    const { epoch, playing } = runner.pause();
    expect({ epoch, playing }).toEqual({ epoch: 0, playing: false });
  });

  it('reports an error that stops it, and can play again', async () => {
    const { runner, waits, failures, settled } = makeRunner((runner, waits) => {
      if (waits.length === 2) throw new Error('no more');
      if (waits.length === 5) runner.pause();
    });
    open(runner, []);
    runner.play(false);
    await settled();
    expect(failures).toEqual([new Error('no more')]);
    expect(runner.play(false).playing).toBe(true);
    await settled();
    expect(waits).toHaveLength(5);
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('no picture'))],
    [
      'throws',
      () => {
        throw new Error('no picture');
      },
    ],
  ])('stops and says so when the page %s at a frame, and can play again', async (_, refuse) => {
    let sent = 0;
    const { runner, waits, failures, settled } = makeRunner((runner, waits) => {
      if (waits.length === 200) runner.pause();
    });
    runner.open(defaultConfig, () => {
      sent += 1;
      return sent === 2 ? refuse() : undefined;
    });
    runner.play(false);
    await settled();
    expect(failures).toEqual([new Error('no picture')]);
    expect(sent).toBe(2);
    expect(waits.length).toBeLessThan(100);
    const stopped = runner.pause().epoch;

    expect(runner.play(false).playing).toBe(true);
    await settled();
    expect(failures).toHaveLength(1);
    expect(sent).toBeGreaterThan(4);
    expect(runner.pause().epoch).toBeGreaterThan(stopped);
  });

  it('goes on sending frames when "play" comes before a refused frame has ended the loop', async () => {
    let sent = 0;
    const { runner, failures, settled } = makeRunner((runner, waits) => {
      if (failures.length === 1 && !again) {
        again = true;
        runner.play(false);
      }
      if (waits.length === 200) runner.pause();
    });
    let again = false;
    runner.open(defaultConfig, () => {
      sent += 1;
      if (sent === 1) throw new Error('no picture');
    });
    runner.play(false);
    await settled();
    expect(again).toBe(true);
    expect(failures).toEqual([new Error('no picture')]);
    expect(sent).toBeGreaterThan(4);
  });

  it('wants an experiment first', () => {
    const { runner } = makeRunner(() => undefined);
    expect(() => runner.play(false)).toThrow('Runner: open an experiment first.');
  });
});
