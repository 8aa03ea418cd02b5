import { contiguousData, copy } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { traceNonFinite } from '@keepdims/models';
import type { LayerParams, Network, NonFinite } from '@keepdims/models';
import { randomState } from '@keepdims/random';
import type { ExampleBatch } from './examples.js';
import type { Plan } from './plan.js';
import { Training } from './training.js';
import { TrainingDiverged } from './trainingDiverged.js';

/** How long a training may have taken for it to be repeated in search of the first number that isn't finite, in milliseconds. */
const patience = 30_000;

/** What is wrong. */
interface Fault extends Pick<NonFinite, 'layer' | 'array'> {
  /** In words. */
  readonly what: string;
  readonly operation: string | undefined;
  readonly remedy: string;
}

/** A check of a step; it yields where it takes time. */
type Check = (training: Training, cost: number) => Generator<'step', void, unknown>;

/**
 * A check to make after each step: that the cost isn't NaN (an infinite one is shown, not stopped at), and that the parameters are finite.
 *
 * Where it fails, the training is repeated from its start up to the step that failed, to find out where the numbers went wrong: the same
 * bits come again, and until then nothing has to be kept for it. After a long training that would take too long; then what is known is
 * said.
 *
 * @returns The check; it throws TrainingDiverged.
 */
export function requireFinite(operation: string, net: Network, plan: Plan): Check {
  const began = Date.now();
  return function* (training, cost) {
    if (!Number.isNaN(cost) && training.run.isFinite()) return;
    const { steps: step } = training;
    const epoch = training.epoch + 1;
    const traced = Date.now() - began <= patience;
    const first = traced ? yield* firstNonFinite(net, plan, step) : undefined;
    const remedy = remedyOf(plan, training);
    const fault =
      first === undefined
        ? afterUpdate(plan, remedy, cost, training.run.params(), traced)
        : inStep(plan, remedy, first, step);
    throw new TrainingDiverged(
      `${operation}: training diverged at step ${step} (epoch ${epoch}): ${fault.what}. ${fault.remedy}`,
      { step, epoch, layer: fault.layer, array: fault.array, operation: fault.operation },
    );
  };
}

/** Repeat the training up to a step, and look for the first number in it that isn't finite. */
function* firstNonFinite(net: Network, plan: Plan, step: number): Generator<'step', NonFinite | undefined, unknown> {
  const { loss, l2, start } = plan;
  const rng = randomState(plan.seed);
  rng.setState(start.random);
  const training = new Training(net, { ...plan, rng, metrics: [] });
  const look = (batch: ExampleBatch): NonFinite | undefined => {
    const options = { loss, Y: copy(batch.Y), training: true, rng, ...(l2 === undefined ? {} : { l2 }) };
    return traceNonFinite(net, training.run.params(), copy(batch.X), options);
  };
  for (;;) {
    for (const batch of training.batches()) {
      if (training.steps === step - 1) return look(batch);
      training.takeStep(batch);
      yield 'step';
    }
    training.skipEpochEnd();
  }
}

/** The fault that a trace has found. */
function inStep(plan: Plan, remedy: string, { layer, array, index, value, operation }: NonFinite, step: number): Fault {
  if (array === 'cost') {
    return { layer, array, operation, what: `the cost is ${value}, from ${operation}`, remedy };
  }
  if (layer === undefined) {
    // X or Y: finite as they were given, but not in the parameters' dtype.
    const what = `${array} holds ${value} as float32, at ${place(index)} of the batch`;
    return { layer, array, operation, what, remedy: `Scale ${array}: float32 goes up to 3.4e38.` };
  }
  const what = `layer ${layer}'s ${array} holds ${value} at ${place(index)}`;
  const given = operation === `${array}[${layer}]`; // a parameter, before the step
  if (!given) return { layer, array, operation, what: `${what}, from ${operation}`, remedy };
  const atOnce = step === plan.start.steps + 1;
  return { layer, array, operation, what, remedy: atOnce ? 'Begin with parameters that are finite.' : remedy };
}

/** Without a trace, or if the step's own numbers are finite: the cost, or the first parameter that isn't finite after the update. */
function afterUpdate(plan: Plan, remedy: string, cost: number, params: readonly LayerParams[], traced: boolean): Fault {
  for (const [i, layer] of params.entries()) {
    if (Number.isNaN(cost)) break;
    for (const [array, values] of Object.entries<NDArray>({ ...layer })) {
      const at = contiguousData(values).findIndex((value) => !Number.isFinite(value));
      if (at === -1) continue;
      const columns = values.shape[1] ?? 1;
      const index = [Math.floor(at / columns), at % columns];
      const what = `layer ${i + 1}'s ${array} holds ${Number(values.at(...index))} at ${place(index)} after the update`;
      return { layer: i + 1, array, operation: traced ? `${plan.optimizer.name}.update` : undefined, what, remedy };
    }
  }
  return { layer: undefined, array: 'cost', operation: undefined, what: `the cost is ${cost}`, remedy };
}

function place(index: readonly number[]): string {
  return `[${index.join(', ')}]`;
}

/** What may help: a smaller rate than that of the step that failed, smaller inputs. */
function remedyOf(
  { optimizer, schedule, supply: { largestInput } }: Plan,
  { epoch, step, stepsPerEpoch }: Training,
): string {
  const factor = schedule?.(epoch + (step - 1) / stepsPerEpoch) ?? 1; // the step was counted already
  const base = optimizer.options.learningRate;
  const learningRate = base === undefined ? undefined : Number((base * factor).toPrecision(3));
  const smaller = `Use a smaller learning rate${learningRate === undefined ? '' : ` than ${learningRate}`}`;
  const scale =
    largestInput > 10
      ? `, or scale the inputs: the largest |x| is ${Number(largestInput.toPrecision(3))}, and about 1 is best`
      : '';
  return `${smaller}${scale}.`;
}
