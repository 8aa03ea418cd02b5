import { isNDArray } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Check } from '@keepdims/shapes';
import { refuseUnknownOptions } from '@keepdims/shapes';
import type { Average } from './average.js';
import { requireProbabilityRow } from './classesOf.js';
import { withFacts } from './defineMetric.js';
import type { ClassMetric, ClassMetricR } from './metric.js';
import { isIntegers, rowMajorExamples } from './rowMajorExamples.js';
import type { Examples } from './rowMajorExamples.js';

/** Options of a metric of classes. A is how it can be averaged; `never` if it is one number anyway. */
export interface ClassMetricOptions<A extends Average = Average> {
  /** How the numbers of several classes become one: their plain mean, or weighted by their sizes, or of all counts. Default 'macro'. */
  readonly average?: A;
  /** Whether every row is a question of its own, yes above 0.5, instead of one class an example. Default false. */
  readonly multiLabel?: boolean;
}

/** A metric of classes, used as it is or with options. */
export interface ConfigurableMetric<A extends Average = Average> extends ClassMetric {
  /** The same metric with options; what is not standard becomes part of its name, as in `microPrecision`. */
  (options: ClassMetricOptions<A>): ClassMetric;
  // Said again: an overload of its own would hide the inherited one.
  <P extends NDArray, Y extends NDArray>(predictions: P, targets: Check<ClassMetricR<P, Y>, Y>): number;
}

/** What makes a metric of classes. */
export interface ClassMetricDefinition<A extends Average> {
  readonly name: string;
  readonly better: 'higher' | 'lower';
  /** The ways it can be averaged, the standard one first; [] if it is one number anyway. */
  readonly averages: readonly A[];
  /** What it judges by: the classes themselves, or how sure the model is of them, which class numbers don't tell. */
  readonly judges: 'classes' | 'scores';
  readonly formula: (examples: Examples, options: { readonly average: A; readonly multiLabel: boolean }) => number;
}

/** Make a metric of classes that takes options from its formula. */
export function defineClassMetric<const A extends Average = never>(
  definition: ClassMetricDefinition<A>,
): ConfigurableMetric<A> {
  const { name, better, averages, judges, formula } = definition;
  const configured = (metricName: string, average: A, multiLabel: boolean) => {
    const operation = `${metricName}(predictions, targets)`;
    return (predictions: NDArray, targets: NDArray): number => {
      const numbered = judges === 'classes' && !multiLabel;
      if (judges === 'scores') refuseClassNumbers(operation, predictions);
      const examples = rowMajorExamples(operation, predictions, targets, { classNumbers: true, numbered });
      if (judges === 'classes') requireProbabilityRow(examples);
      return formula(examples, { average, multiLabel });
    };
  };
  const standard = averages[0] as A; // of a metric without averages it isn't read
  const plain = configured(name, standard, false);
  const metric = (...given: readonly [object] | readonly [NDArray, NDArray]): unknown => {
    const [first, second] = given;
    if (second !== undefined || isNDArray(first)) return plain(first as NDArray, second as NDArray); // its own checks follow
    const { average = standard, multiLabel = false } = requireOptions(name, averages, first);
    const words = [average === standard ? '' : average, multiLabel ? 'multiLabel' : '', name];
    const full = camelCase(words.filter((word) => word !== ''));
    return withFacts(configured(full, average, multiLabel), { name: full, better });
  };
  return withFacts(metric, { name, better }) as ConfigurableMetric<A>; // the interface says in types what rowMajorExamples checks
}

/** A model that says no more than a class is never more or less sure of it. */
function refuseClassNumbers(operation: string, predictions: NDArray): void {
  if (!isNDArray(predictions) || predictions.shape[0] !== 1 || !isIntegers(predictions)) return;
  throw new RangeError(
    `${operation}: predictions must say how likely each class is, but they are ${predictions.dtype}, class numbers. ` +
      'Give net.forward(params, X).output instead of net.predict(params, X).',
  );
}

function requireOptions<A extends Average>(
  name: string,
  averages: readonly A[],
  given: unknown,
): ClassMetricOptions<A> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new TypeError(`${name}: give predictions and targets, or options such as { multiLabel: true }.`);
  }
  refuseUnknownOptions(name, given, averages.length > 0 ? ['average', 'multiLabel'] : ['multiLabel']);
  const { average, multiLabel } = given as { readonly average?: unknown; readonly multiLabel?: unknown }; // looked at below
  if (average !== undefined && !averages.some((known) => known === average)) {
    const names = averages.map((known) => `'${known}'`).join(', ');
    throw new RangeError(`${name}({ average }): it must be one of ${names}, but is ${JSON.stringify(average)}.`);
  }
  if (multiLabel !== undefined && typeof multiLabel !== 'boolean') {
    throw new TypeError(`${name}({ multiLabel }): it must be true or false, but is ${JSON.stringify(multiLabel)}.`);
  }
  return given;
}

function camelCase(words: readonly string[]): string {
  return words.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
}
