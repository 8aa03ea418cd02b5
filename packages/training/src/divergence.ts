import { contiguousData } from '@keepdims/ndarray';
import type { LayerParams } from '@keepdims/models';
import { TrainingDiverged } from './trainingDiverged.js';
import type { Plan } from './plan.js';

/** Where in the training we are. */
interface Place {
  readonly operation: string;
  readonly step: number;
  readonly epoch: number;
  readonly plan: Plan;
}

/**
 * Stop at a cost of NaN. An infinite one is shown, not stopped at.
 *
 * @throws TrainingDiverged
 */
export function requireFiniteCost(place: Place, cost: number): void {
  if (!Number.isNaN(cost)) return;
  throw new TrainingDiverged(messageOf(place, 'the cost is NaN'), {
    step: place.step,
    epoch: place.epoch,
    array: 'cost',
  });
}

/**
 * Stop at the first parameter that is NaN or infinite.
 *
 * @throws TrainingDiverged
 */
export function requireFiniteParams(place: Place, params: readonly LayerParams[]): void {
  for (const [i, layer] of params.entries()) {
    for (const array of ['W', 'b'] as const) {
      const data = contiguousData(layer[array]);
      for (let k = 0; k < data.length; k++) {
        const value = data[k] ?? NaN;
        if (value - value === 0) continue; // NaN for NaN and the infinities
        const what = `layer ${i + 1}'s ${array} holds ${String(value)} after the update`;
        const { step, epoch } = place;
        throw new TrainingDiverged(messageOf(place, what), { step, epoch, array, layer: i + 1 });
      }
    }
  }
}

function messageOf({ operation, step, epoch, plan }: Place, what: string): string {
  const { learningRate } = plan.optimizer.options;
  const smaller = `Use a smaller learning rate${learningRate === undefined ? '' : ` than ${learningRate}`}`;
  const scale =
    plan.largestInput > 10
      ? `, or scale the inputs: the largest |x| is ${Number(plan.largestInput.toPrecision(3))}, and about 1 is best`
      : '';
  return `${operation}: training diverged at step ${step} (epoch ${epoch}): ${what}. ${smaller}${scale}.`;
}
