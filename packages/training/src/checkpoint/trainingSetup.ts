import type { Network } from '@keepdims/models';
import type { Plan } from '../plan.js';

/** A definition by its name, with its options. */
export interface Named {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** A layer without its numbers. */
export interface LayerSetup {
  readonly units: number;
  readonly activation: Named;
  readonly dropout: number;
  readonly batchNorm: { readonly momentum: number; readonly epsilon: number } | null;
}

/** A network without its numbers. */
export interface NetworkSetup {
  readonly nX: number;
  readonly layers: readonly LayerSetup[];
}

/** What decides a training's numbers besides its state and examples; JSON. `epochs` isn't here: a training may become longer. */
export interface TrainingSetup extends NetworkSetup {
  readonly loss: Named;
  readonly optimizer: Named;
  /** How many examples there are. */
  readonly examples: number;
  readonly batchSize: number | 'full';
  readonly seed: number;
  readonly l2: number;
  readonly clip: { readonly norm: number | null; readonly value: number | null };
  readonly schedule: Named | null;
  readonly classWeights: 'balanced' | readonly number[] | Readonly<Record<number, number>> | null;
  readonly metrics: readonly string[];
  readonly validation: boolean;
  /** What early stopping watches, and whether it keeps the best parameters. */
  readonly earlyStopping: { readonly monitor: string; readonly restoreBest: boolean } | null;
}

/** The setup of a plan, in an order of its own, so that equal setups are equal as text. */
export function trainingSetup(net: Network, plan: Omit<Plan, 'start'>): TrainingSetup {
  const { loss, optimizer, supply, batchSize, seed, l2, clip, schedule, classWeights, metrics, validation, stopping } =
    plan;
  return {
    ...networkSetup(net),
    loss: named(loss),
    optimizer: named(optimizer),
    examples: supply.m,
    batchSize,
    seed,
    l2: l2 ?? 0,
    clip: { norm: clip?.norm ?? null, value: clip?.value ?? null },
    schedule: schedule === undefined ? null : named(schedule),
    classWeights: classWeights ?? null,
    metrics: metrics.map(({ name }) => name),
    validation: validation !== undefined,
    earlyStopping: stopping === undefined ? null : { monitor: stopping.monitor, restoreBest: stopping.restoreBest },
  };
}

/** A network's part of the setup. */
export function networkSetup({ nX, layers }: Pick<Network, 'nX' | 'layers'>): NetworkSetup {
  return {
    nX,
    layers: layers.map(({ units, activation, dropout, batchNorm }) => ({
      units,
      activation: named(activation),
      dropout,
      batchNorm: batchNorm === undefined ? null : { momentum: batchNorm.momentum, epsilon: batchNorm.epsilon },
    })),
  };
}

/** One that a program has made itself may lack options. */
function named({ name, options }: { readonly name: string; readonly options?: Named['options'] }): Named {
  return { name, options: { ...options } };
}
