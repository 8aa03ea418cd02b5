import { formatNamedOptions } from '../model/namedOptions.js';
import type { PreparedData } from '../model/prepare.js';
import type { TrainConfig } from '../model/trainConfig.js';
import type { Plan, Trained } from '../model/trainNetwork.js';
import { count } from './numbers.js';
import { plainText } from './plainText.js';
import { wrap } from './wrap.js';

const lossNames: Readonly<Record<string, string>> = {
  meanSquaredError: 'mean squared error',
  halfSquaredError: 'half the squared error',
  meanAbsoluteError: 'mean absolute error',
  huber: 'Huber loss',
  binaryCrossEntropy: 'binary cross-entropy, -(y log ŷ + (1-y) log(1-ŷ))',
  categoricalCrossEntropy: 'categorical cross-entropy, -log ŷ of the right class',
};

/** What is minimised. */
export function lossText({ loss }: Plan, { task }: PreparedData): string {
  const options = Object.entries(loss.options).map(([name, value]) => `${name} ${value}`);
  const name = [lossNames[loss.name] ?? loss.name, ...options].join(', ');
  return task === 'regression' ? `${name}, the target in units of its standard deviation` : name;
}

/** What most trainings do without, a line each. */
export function choicesLines(config: TrainConfig, { choices, net }: Plan): string[] {
  const { dropout, batchNorm, optimizerOptions, classWeights, earlyStopping } = config;
  const { l2, clip, schedule } = choices;
  const shares = net.layers.slice(0, -1).map((layer) => layer.dropout);
  return [
    ...(dropout === undefined
      ? []
      : [`dropout of ${[...new Set(shares)].length === 1 ? (shares[0] ?? 0) : shares.join(', ')}`]),
    ...(batchNorm === true ? ['batch normalisation in hidden layers'] : []),
    ...(l2 === undefined ? [] : [`L2 regularization, ${l2} / 2 · Σ‖W‖²`]),
    ...(optimizerOptions === undefined ? [] : [`the optimizer's ${optimizerOptions}`]),
    ...(schedule === undefined ? [] : [`learning rate by ${formatNamedOptions(schedule)}`]),
    ...(clip?.norm === undefined ? [] : [`gradients of norm ${clip.norm} at most`]),
    ...(clip?.value === undefined ? [] : [`gradients of size ${clip.value} at most`]),
    ...(classWeights === undefined ? [] : [plainText(`class weights ${classWeights}`)]),
    ...(earlyStopping === undefined
      ? []
      : [`early stopping after ${count(earlyStopping, 'epoch')} without a better ${monitored(config)}`]),
  ];
}

/** Which epoch early stopping took, and what that means for the result. */
export function stoppingLines({ costs, stopping }: Trained, config: TrainConfig): string[] {
  if (stopping === undefined) return [];
  const { bestEpoch, stopped } = stopping;
  const byTestRows = monitored(config).startsWith('test');
  return wrap(
    `${stopped ? `Stopped early after ${count(costs.length, 'epoch')}` : `Not stopped early`}; the network is that of epoch ${bestEpoch}, the best.` +
      (byTestRows
        ? ' It was chosen by the test rows, so their result is a little better than that of new rows would be.'
        : ''),
    '  ',
  );
}

function monitored({ monitor, validation, split }: TrainConfig): string {
  if (monitor !== undefined) return monitor;
  if (split?.length === 3) return 'validationCost';
  return validation === 0 ? 'cost' : 'testCost';
}
