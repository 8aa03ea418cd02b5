/** What must compile, and what must not. */
import {
  constant,
  cosineDecay,
  defineSchedule,
  exponentialDecay,
  scheduleByName,
  stepDecay,
  warmup,
  type Schedule,
  type ScheduleName,
} from './index.js';

const factor: number = cosineDecay({ epochs: 10, floor: 0.1 })(3.5);
const all: readonly Schedule[] = [
  constant(),
  stepDecay({ every: 1, factor: 0.5 }),
  exponentialDecay({ rate: 0.9 }),
  warmup({ epochs: 2 }),
  warmup({ epochs: 2, then: cosineDecay({ epochs: 8 }) }),
  defineSchedule('halving', (t) => 0.5 ** t),
  defineSchedule('halving', (t) => 0.5 ** (t / 2), { every: 2 }),
  scheduleByName('warmup', { epochs: 2, then: { name: 'cosineDecay', options: { epochs: 8 } } }),
];
const names: readonly ScheduleName[] = ['constant', 'stepDecay', 'exponentialDecay', 'cosineDecay', 'warmup'];
export const used = [factor, all, names];

// @ts-expect-error both are needed
stepDecay({ every: 1 });
// @ts-expect-error it takes none
constant({ value: 1 });
// @ts-expect-error no such option
exponentialDecay({ gamma: 0.9 });
// @ts-expect-error what comes then is a schedule, which can be saved
warmup({ epochs: 2, then: (t: number) => t });
// @ts-expect-error no such schedule
const wrong: ScheduleName = 'linear';
export { wrong };
// @ts-expect-error a schedule has a name
defineSchedule((t: number) => 0.5 ** t);
// @ts-expect-error a factor is a number
defineSchedule('halving', (t) => String(t));
// @ts-expect-error a plain function has neither name nor options that a checkpoint could keep
export const plain: Schedule = (t: number) => 0.5 ** t;
