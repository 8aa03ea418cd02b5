import { countsOf } from './average.js';
import type { Counts } from './average.js';
import { questionsOf } from './questionsOf.js';
import type { Examples } from './rowMajorExamples.js';

/** The counts of each question; of several classes only those that occur, as predicted or as they are: others have no number. */
export function countsOfClasses(examples: Examples, multiLabel: boolean): Counts[] {
  const counts = questionsOf(examples, multiLabel).map(countsOf);
  if (multiLabel || counts.length === 1) return counts;
  return counts.filter((c) => c.truePositives + c.falsePositives + c.falseNegatives > 0);
}
