import type { Loss } from '@keepdims/losses';
import type { Dense, LayerParams, Network, NetworkParamsR } from '@keepdims/models';
import type { Check } from '@keepdims/shapes';
import { epochs } from './epochs.js';
import type { ExampleSource } from './exampleSource.js';
import type { Callback, DrawnParams, EpochRecord, FitResult, LoopOptions } from './options.js';
import { plan, read } from './plan.js';
import type { SourceOptions } from './plan.js';
import { pausing } from './train.js';

/** Options of `trainFrom` for a network of layers L on N inputs. */
export interface SourceTrainingOptions<
  N extends number,
  L extends readonly Dense[],
  P extends readonly LayerParams[],
> extends Omit<LoopOptions, 'batchSize'> {
  /** What to minimize, such as binaryCrossEntropy. */
  readonly loss: Loss;
  /** The examples to train on. */
  readonly source: ExampleSource;
  /** Examples a step: an integer >= 1. */
  readonly batchSize: number;
  /** Where to start from instead of drawing; left alone. */
  readonly initialParams?: Check<NetworkParamsR<N, L, P, 'fit'>, P>;
  /** Examples to watch but not to train on. */
  readonly validation?: ExampleSource;
  /** Called in order after each epoch. What they throw ends the training. */
  readonly callbacks?: readonly Callback<NoInfer<P>>[];
}

/**
 * Train a network on examples that needn't fit into memory: each epoch reads them in its random order.
 *
 * The loop and its other options are `train`'s, and so are the bits of the parameters, for the same examples and the same batch size. The
 * validation's cost is added up over parts of 4096 examples, so its last digits may differ. In memory are an epoch's order (4 bytes an
 * example); with metrics its outputs and targets (8 bytes a number), with classWeights a weight an example.
 *
 * @param net - The network.
 * @param options.source - The examples; `read` is asked for those of one or more batches at a time.
 * @param options.batchSize - Examples a step. @param options.validation - A source of others to watch.
 * @param options - The others are those of `fit`, which lists them.
 * @returns As `train`.
 * @throws At the call: ShapeError, RangeError and TypeError as `fit`, or if the source doesn't fit the network. While it runs: RangeError if
 *   an example holds a number that isn't finite, or targets that the loss isn't made for; TrainingDiverged; and what `read` throws.
 *
 * ```ts
 * const source = { examples: 4, inputs: 1, outputs: 1, sums: { X: '', Y: '' }, read: (rows, X, Y) => rows.forEach((row, i) => { … }) };
 * for await (const { epoch, cost } of trainFrom(net, { source, loss, optimizer, batchSize: 2, epochs: 5 })) console.log(epoch, cost);
 * ```
 */
export function trainFrom<
  N extends number,
  L extends readonly Dense[],
  P extends readonly LayerParams[] = DrawnParams<N, L>,
>(
  net: Network<N, L>,
  options: SourceTrainingOptions<N, L, P>,
): AsyncGenerator<EpochRecord<P>, FitResult<P>, undefined> {
  // The sizes have done their work at the call; from here on they are checked at run time.
  const anyNet: Network = net;
  const anyOptions: SourceOptions = options as never;
  const planned = plan('trainFrom', anyNet, anyOptions, read);
  const records: unknown = pausing(epochs('trainFrom', anyNet, planned));
  return records as AsyncGenerator<EpochRecord<P>, FitResult<P>, undefined>; // an update keeps structure, shapes and dtypes
}
