/** Where a training diverged. */
export interface TrainingDivergedDetails {
  /** Updates that were begun, from 1. */
  readonly step: number;
  /** From 1. */
  readonly epoch: number;
  /** What is no longer finite. */
  readonly array: 'cost' | 'W' | 'b';
  /** The layer that the array belongs to, from 1; undefined for the cost. */
  readonly layer?: number | undefined;
}

/**
 * A training whose numbers have blown up: the cost became NaN, or a parameter NaN or infinite, and no further step can mend it.
 *
 * An infinite cost alone is no divergence: one certain and wrong prediction costs Infinity, and the next steps may mend it.
 */
export class TrainingDiverged extends Error {
  override readonly name = 'TrainingDiverged';
  readonly step: number;
  readonly epoch: number;
  readonly array: 'cost' | 'W' | 'b';
  readonly layer: number | undefined;

  constructor(message: string, { step, epoch, array, layer }: TrainingDivergedDetails) {
    super(message);
    this.step = step;
    this.epoch = epoch;
    this.array = array;
    this.layer = layer;
  }
}
