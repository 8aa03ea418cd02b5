import { AnswersDiffer, digestDifference, digestOf, relativeDifference } from './answers.js';
import type { Answer, Digest } from './answers.js';
import type { BenchCase, Clock, Variant } from './cases/benchCase.js';
import type { Contestant } from './contestant.js';
import { localContestant } from './contestant.js';
import type { Job } from './job.js';
import { showTime } from './report/format.js';
import { statistics } from './statistics.js';
import type { Statistics } from './statistics.js';

/** How long and how often to measure. */
export interface Effort {
  /** Run every variant at least this long, unmeasured, before the first sample, ms. */
  readonly warmUpMs: number;
  /** Repeat a call until a sample lasts about this long, ms. */
  readonly sampleMs: number;
  /** Samples of each variant. */
  readonly rounds: number;
  /** Slow variants get fewer samples, so as to take about this long in all, ms; but at least `fewestRounds`. */
  readonly variantMs: number;
  readonly fewestRounds: number;
  /** Leave out a variant whose call is expected to take longer than this, judging by its family's case before, ms. */
  readonly longestCallMs: number;
}

export const thorough: Effort = {
  warmUpMs: 80,
  sampleMs: 20,
  rounds: 13,
  variantMs: 700,
  fewestRounds: 5,
  longestCallMs: 2000,
};
export const quick: Effort = {
  warmUpMs: 15,
  sampleMs: 3,
  rounds: 7,
  variantMs: 60,
  fewestRounds: 3,
  longestCallMs: 60,
};

export interface VariantResult {
  readonly name: string;
  /** Whose code it is. */
  readonly kind: 'keepdims' | 'loops' | 'peer';
  /** Time of one call, ms. */
  readonly time: Statistics;
  /** Calls a sample. */
  readonly calls: number;
  /** Why it isn't quite the same job, where it isn't. */
  readonly note?: string;
}

export interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

export interface CaseResult {
  readonly benchCase: BenchCase;
  readonly variants: readonly VariantResult[];
  readonly leftOut: readonly LeftOut[];
  /** The largest relative difference that was found between the answers. */
  readonly difference: number;
}

/** Another library, in a process of its own. */
export interface Peer {
  readonly name: string;
  /** @returns A contestant, or the reason why it can't do the job. */
  readonly prepare: (job: Job) => Promise<Contestant | string>;
}

/** What `runCase` may be told. */
export interface RunOptions {
  readonly effort: Effort;
  /** For tests; by default the process's monotonic clock, ms. */
  readonly clock?: Clock;
  readonly peers?: readonly Peer[];
  /** What earlier cases of the family took, to leave out what would take too long; updated. */
  readonly history?: FamilyHistory;
}

/** By variant: how long a call of a family's latest case took, and how much work it was. */
export type FamilyHistory = Map<string, { readonly ms: number; readonly work: number }>;

/**
 * Check that a case's variants agree, then time them.
 *
 * The samples are taken in rounds, one of every variant a round and another variant first each time, so that a slow spell of the
 * machine falls on all of them, peers included. A digest of every sample's last answer is checked again, so no engine may skip the work.
 *
 * @throws AnswersDiffer before anything is timed, if two variants disagree by more than the case's tolerance. A peer that disagrees is
 *   left out, with the reason.
 */
export async function runCase(benchCase: BenchCase, options: RunOptions): Promise<CaseResult> {
  const { effort, clock = () => performance.now(), peers = [], history = new Map() as FamilyHistory } = options;
  const leftOut: LeftOut[] = [];
  const all = await benchCase.create();
  if (!all.some((variant) => variant.name === benchCase.subject)) {
    throw new RangeError(`${benchCase.name}: there is no variant named "${benchCase.subject}" to give a verdict on.`);
  }
  const affordable = <T extends { readonly name: string }>(variants: readonly T[]): T[] =>
    variants.filter(({ name }) => {
      const ms = expected(history.get(name), benchCase);
      if (ms <= effort.longestCallMs) return true;
      leftOut.push({ name, reason: `a call would take about ${showTime(ms)}` });
      return false;
    });
  const local = affordable(all);
  const { difference, digests } = await checkAnswers(benchCase, local);
  const contestants = local.map((variant) => localContestant(variant, clock));
  let largest = difference;

  const guests: Contestant[] = [];
  for (const peer of benchCase.job === undefined ? [] : affordable(peers)) {
    const joined = await invite(benchCase, peer, digests[0]);
    if ('reason' in joined) leftOut.push({ name: peer.name, reason: joined.reason });
    else {
      guests.push(joined.contestant);
      largest = Math.max(largest, joined.difference);
    }
  }

  try {
    const timed = await takeSamples([...contestants, ...guests], effort, leftOut);
    timed.forEach(({ contestant, answer }) => {
      const checked = digests[contestants.indexOf(contestant)];
      if (answer !== undefined && checked !== undefined) {
        requireAgreement(benchCase, contestant.name, `${contestant.name}, timed`, () =>
          digestDifference(checked, answer),
        );
      }
    });
    const variants = timed.map(({ contestant, calls, samples }) => ({
      name: contestant.name,
      kind: contestant.kind,
      ...(contestant.note === undefined ? {} : { note: contestant.note }),
      time: statistics(samples),
      calls,
    }));
    for (const { name, time } of variants) history.set(name, { ms: time.median, work: workOf(benchCase) });
    return { benchCase, variants, leftOut, difference: largest };
  } finally {
    for (const contestant of [...contestants, ...guests]) await contestant.finish();
  }
}

/** How much there is to do, to extrapolate from one size to the next. */
function workOf({ work, size }: BenchCase): number {
  return work?.flops ?? work?.bytes ?? size ?? 1;
}

function expected(before: { ms: number; work: number } | undefined, benchCase: BenchCase): number {
  return before === undefined || benchCase.size === undefined ? 0 : (before.ms * workOf(benchCase)) / before.work;
}

/** Ask a peer for its answer, which has one part, named as it likes. */
async function invite(
  benchCase: BenchCase,
  peer: Peer,
  reference: Digest | undefined,
): Promise<{ contestant: Contestant; difference: number } | { reason: string }> {
  // The caller has seen the job.
  const contestant = await peer.prepare(benchCase.job as Job);
  if (typeof contestant === 'string') return { reason: contestant };
  const answer = await contestant.answer();
  const difference = answer === undefined || reference === undefined ? 0 : onlyPartDifference(reference, answer);
  if (difference <= benchCase.tolerance) return { contestant, difference };
  await contestant.finish();
  return { reason: `its answer is off by ${difference.toExponential(1)} of the largest number` };
}

function onlyPartDifference(a: Digest, b: Digest): number {
  const [expected, found] = [Object.values(a), Object.values(b)];
  const [part, other] = [expected[0], found[0]];
  if (part === undefined || other === undefined || expected.length + found.length > 2) {
    throw new RangeError('Cases with a job for peers have answers of one part.');
  }
  return part.size === other.size ? digestDifference({ part }, { part: other }) : Infinity;
}

/** The last sample's answer is checked when all are taken: reading an answer in between would be noise. */
interface Timed {
  readonly contestant: Contestant;
  readonly calls: number;
  readonly samples: number[];
  answer: Digest | undefined;
}

async function takeSamples(contestants: readonly Contestant[], effort: Effort, leftOut: LeftOut[]): Promise<Timed[]> {
  const entries: (Timed & { readonly quota: number })[] = [];
  for (const contestant of contestants) {
    try {
      const msPerCall = await contestant.warmUp(effort.warmUpMs);
      const calls = Math.max(1, Math.ceil(effort.sampleMs / msPerCall));
      const affordable = Math.floor(effort.variantMs / (calls * msPerCall));
      const quota = Math.min(effort.rounds, Math.max(effort.fewestRounds, affordable));
      entries.push({ contestant, calls, samples: [], quota, answer: undefined });
    } catch (error) {
      if (contestant.kind !== 'peer') throw error;
      leftOut.push({ name: contestant.name, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  for (let round = 0; round < effort.rounds; round++) {
    for (let turn = 0; turn < entries.length; turn++) {
      const entry = entries[(round + turn) % entries.length];
      if (entry === undefined) continue;
      const due = Math.ceil(((round + 1) * entry.quota) / effort.rounds);
      if (due <= entry.samples.length) continue;
      const { msPerCall, answer } = await entry.contestant.sample(entry.calls);
      entry.samples.push(msPerCall);
      entry.answer = answer;
    }
  }
  return entries;
}

/** Every variant's answer, compared with the first one's. */
export async function checkAnswers(
  benchCase: BenchCase,
  variants: readonly Variant[],
): Promise<{ readonly digests: readonly Digest[]; readonly difference: number }> {
  const digests: Digest[] = [];
  let difference = 0;
  let reference: { name: string; answer: Answer } | undefined;
  for (const { name, prepare, run, finish } of variants) {
    await prepare?.();
    const answer = run();
    finish?.();
    digests.push(digestOf(answer));
    if (reference === undefined) reference = { name, answer };
    else {
      const { name: first, answer: expected } = reference;
      const found = requireAgreement(benchCase, first, name, () => relativeDifference(expected, answer));
      difference = Math.max(difference, found);
    }
  }
  return { digests, difference };
}

function requireAgreement(benchCase: BenchCase, a: string, b: string, compare: () => number): number {
  const where = `${benchCase.name}: "${a}" and "${b}" disagree`;
  let difference: number;
  try {
    difference = compare();
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
