import { AnswersDiffer, relativeDifference } from './answers.js';
import type { Answer } from './answers.js';
import { statistics } from './statistics.js';
import type { Statistics } from './statistics.js';

/** One way to compute a case's answer. */
export interface Variant {
  readonly name: string;
  /** Computes the answer once, from data that `create` made; what is timed. */
  readonly run: () => Answer;
}

/** Something that can be computed in several ways, to be timed against each other. */
export interface BenchCase {
  /** For `--filter`: lower case, no spaces. */
  readonly name: string;
  readonly title: string;
  /** Where the course treats it, such as `§2.11`. */
  readonly section: string;
  /** Largest relative difference allowed between the answers. */
  readonly tolerance: number;
  /** The variant that the verdicts are about. */
  readonly subject: string;
  /** Makes the data, the same for all variants, and the variants; the first is the reference for the answers. */
  readonly create: () => readonly Variant[];
}

/** How long and how often to measure. */
export interface Effort {
  /** Run every variant at least this long, unmeasured, before the first sample, ms. */
  readonly warmUpMs: number;
  /** Repeat a call until a sample lasts about this long, ms. */
  readonly sampleMs: number;
  /** Samples of each variant. */
  readonly rounds: number;
}

export const thorough: Effort = { warmUpMs: 400, sampleMs: 25, rounds: 21 };
export const quick: Effort = { warmUpMs: 60, sampleMs: 5, rounds: 7 };

/** The time in ms from some fixed start. */
export type Clock = () => number;

export interface VariantResult {
  readonly name: string;
  /** Time of one call, ms. */
  readonly time: Statistics;
  /** Calls a sample. */
  readonly calls: number;
}

export interface CaseResult {
  readonly benchCase: BenchCase;
  readonly variants: readonly VariantResult[];
  /** The largest relative difference that was found between the answers. */
  readonly difference: number;
}

/**
 * Check that a case's variants agree, then time them.
 *
 * The samples are taken in rounds, one of every variant a round and another variant first each time, so that a slow spell of the
 * machine falls on all of them. The last answer of every sample is checked again, so no engine may skip the work.
 *
 * @param clock - For tests; by default the process's monotonic clock.
 * @throws AnswersDiffer before anything is timed, if two variants disagree by more than the case's tolerance.
 */
export function runCase(benchCase: BenchCase, effort: Effort, clock: Clock = () => performance.now()): CaseResult {
  const variants = benchCase.create();
  const { answers, difference } = checkAnswers(benchCase, variants);
  const entries = variants.map((variant, i) => {
    const samples: number[] = [];
    const calls = Math.max(1, Math.ceil(effort.sampleMs / warmUp(variant, effort.warmUpMs, clock)));
    return { variant, checked: answers[i] ?? {}, calls, samples };
  });

  for (let round = 0; round < effort.rounds; round++) {
    for (let turn = 0; turn < entries.length; turn++) {
      const entry = entries[(round + turn) % entries.length];
      if (entry === undefined) continue;
      const sample = takeSample(entry.variant, entry.calls, clock);
      entry.samples.push(sample.msPerCall);
      requireAgreement(benchCase, entry.variant.name, entry.checked, `${entry.variant.name}, timed`, sample.answer);
    }
  }
  const results = entries.map(({ variant, calls, samples }) => ({
    name: variant.name,
    time: statistics(samples),
    calls,
  }));
  return { benchCase, variants: results, difference };
}

/** Every variant's answer, compared with the first one's. */
export function checkAnswers(
  benchCase: BenchCase,
  variants: readonly Variant[],
): { answers: readonly Answer[]; difference: number } {
  const [reference, ...others] = variants;
  if (reference === undefined || !variants.some((variant) => variant.name === benchCase.subject)) {
    throw new RangeError(`${benchCase.name}: there is no variant named "${benchCase.subject}" to give a verdict on.`);
  }
  const expected = reference.run();
  const answers = [expected];
  let difference = 0;
  for (const variant of others) {
    const answer = variant.run();
    difference = Math.max(difference, requireAgreement(benchCase, reference.name, expected, variant.name, answer));
    answers.push(answer);
  }
  return { answers, difference };
}

function requireAgreement(benchCase: BenchCase, a: string, answerA: Answer, b: string, answerB: Answer): number {
  const where = `${benchCase.name}: "${a}" and "${b}" disagree`;
  let difference: number;
  try {
    difference = relativeDifference(answerA, answerB);
  } catch (error) {
    if (error instanceof AnswersDiffer) throw new AnswersDiffer(`${where}: ${error.message}.`);
    throw error;
  }
  if (difference <= benchCase.tolerance) return difference;
  throw new AnswersDiffer(
    `${where}: the answers differ by ${difference.toExponential(1)} of their largest number; ` +
      `${benchCase.tolerance.toExponential(1)} is allowed.`,
  );
}

/** Runs until the time is up; returns the time of the last call, when the engine has done its optimising, ms. */
function warmUp(variant: Variant, ms: number, clock: Clock): number {
  const start = clock();
  let before = start;
  for (;;) {
    variant.run();
    const now = clock();
    if (now - start >= ms) return Math.max(now - before, 1e-4);
    before = now;
  }
}

function takeSample(variant: Variant, calls: number, clock: Clock): { msPerCall: number; answer: Answer } {
  let answer: Answer = {};
  const start = clock();
  for (let call = 0; call < calls; call++) answer = variant.run();
  return { msPerCall: (clock() - start) / calls, answer };
}
