import { constant } from './constant.js';
import { cosineDecay } from './cosineDecay.js';
import { exponentialDecay } from './exponentialDecay.js';
import { stepDecay } from './stepDecay.js';
import { warmup } from './warmup.js';

export { constant, cosineDecay, exponentialDecay, stepDecay, warmup };

/** Every schedule by its name. */
export const schedules = { constant, cosineDecay, exponentialDecay, stepDecay, warmup } as const;

/** The names of the schedules. */
export type ScheduleName = keyof typeof schedules;
