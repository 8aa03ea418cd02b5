import type { Family } from './benchCase.js';
import { broadcast } from './course/broadcast.js';
import { columns } from './course/columns.js';
import { deepStep } from './course/deepStep.js';
import { dot } from './course/dot.js';
import { logistic } from './course/logistic.js';
import { matvec } from './course/matvec.js';
import { kernelFamilies } from './kernels/index.js';
import { digits } from './training/digits.js';
import { steps } from './training/steps.js';

/** Every family: the course in its order, then kernels, then training. */
export const families: readonly Family[] = [
  dot,
  matvec,
  logistic,
  broadcast,
  columns,
  deepStep,
  ...kernelFamilies,
  steps,
  digits,
];
