import type { ChosenFamily } from './cases/chooseCases.js';
import { runCase } from './harness.js';
import type { Effort, FamilyHistory, Peer } from './harness.js';
import { caseRun } from './run.js';
import type { CaseRun, FamilyRun } from './run.js';

/** What `runFamily` may be told. */
export interface FamilyOptions {
  readonly effort: Effort;
  readonly peers?: readonly Peer[];
  /** Awaited before each case. */
  readonly before?: () => Promise<void>;
  /** Asked before each case: true ends it with what there is. */
  readonly isStopped?: () => boolean;
}

/** Time a family's cases, smallest first. */
export async function runFamily(chosen: ChosenFamily, options: FamilyOptions): Promise<FamilyRun> {
  const { family, dtype, cases } = chosen;
  const { effort, peers = [], before, isStopped = () => false } = options;
  const history: FamilyHistory = new Map();
  const { name, group, title, section, rows, chart = 'time' } = family;
  const results: CaseRun[] = [];
  for (const benchCase of cases) {
    if (isStopped()) break;
    await before?.();
    results.push(caseRun(await runCase(benchCase, { effort, peers, history })));
  }
  return { name, group, title, ...(section === undefined ? {} : { section }), rows, chart, dtype, cases: results };
}
