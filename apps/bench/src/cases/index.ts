import type { BenchCase } from '../harness.js';
import { dot } from './dot.js';
import { logisticStep } from './logisticStep.js';

/** Every case, in the order of the course. 12,288 features are a 64x64 image in colour, 209 its number of examples (§2.1). */
export const cases: readonly BenchCase[] = [dot(1_000_000), logisticStep(64, 209), logisticStep(12_288, 209)];
