/** Where a training diverged. */
export interface TrainingDivergedDetails {
  /** Updates that were begun, from 1. */
  readonly step: number;
  /** From 1. */
  readonly epoch: number;
  /** The first array that is no longer finite, named as caches, gradients and parameters name it: 'Z', 'A', 'cost', 'dW', 'W', … */
  readonly array: string;
  /** The layer that the array belongs to, from 1; undefined for the cost, X and Y. */
  readonly layer?: number | undefined;
  /** What computed it, such as 'Z[2] = W[2]·A[1] + b[2]'; undefined where the training was too long to find out. */
  readonly operation?: string | undefined;
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
  readonly array: string;
  readonly layer: number | undefined;
  readonly operation: string | undefined;

  constructor(message: string, { step, epoch, array, layer, operation }: TrainingDivergedDetails) {
    super(message);
    this.step = step;
    this.epoch = epoch;
    this.array = array;
    this.layer = layer;
    this.operation = operation;
  }
}
