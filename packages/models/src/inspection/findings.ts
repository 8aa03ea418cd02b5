import type { Diagnosis, LayerDiagnosis } from './diagnose.js';
import type { Spread } from './layerStatistics.js';
import type { RunningFit } from './runningStatistics.js';
import { shortNumber } from './shortNumber.js';

/** Something wrong that a diagnosis found. */
export interface Finding {
  readonly kind:
    | 'not finite'
    | 'unscaled inputs'
    | 'running statistics'
    | 'dead units'
    | 'saturation'
    | 'copied units'
    | 'vanishing gradients'
    | 'exploding gradients';
  /** The layer, counted from 1; undefined if it is not about one. */
  readonly layer: number | undefined;
  /** What is wrong and what helps, in words. */
  readonly message: string;
}

type Facts = Omit<Diagnosis, 'findings' | 'toString'>;

/** Where a measure becomes a finding. */
const limits = {
  /** The root mean square of the inputs; scaled ones have about 1. */
  input: 10,
  /** The share of outputs near the activation's limits. */
  saturated: 0.5,
  /** dZ relative to the output layer's, down or up. */
  gradient: 1e3,
};

/**
 * What is wrong, from the first layer to the last. Where numbers aren't finite no measure means anything, and that is the one finding. Where
 * running statistics don't fit, numbers from there on are not those of training, and nothing is found in them.
 */
export function findingsOf(facts: Facts): Finding[] {
  const { nonFinite, layers, examples } = facts;
  if (nonFinite !== undefined) {
    const { operation, layer, array, index, value } = nonFinite;
    const place = index.length === 0 ? array : `${array} at [${index.join(', ')}]`;
    const message = `The first number that isn't finite is ${value}, ${place}, from ${operation}. ${remedyOf(array)}`;
    return [{ kind: 'not finite', layer, message }];
  }
  const last = layers.length;
  const unfit = layers.find(({ running, units }) => running !== undefined && doesNotFit(running, units));
  const isSpoilt = ({ layer }: LayerDiagnosis): boolean => unfit !== undefined && layer >= unfit.layer;
  return [
    ...unscaledInputs(facts),
    ...layers.flatMap((own) => [
      ...(own === unfit ? runningStatistics(own) : []),
      ...copied(own),
      ...(isSpoilt(own) ? [] : [...dead(own, examples), ...saturated(own, own.layer === last)]),
    ]),
    ...(unfit === undefined ? gradients(layers) : []),
  ];
}

/** Of a layer that was trained they cannot be as they began, whatever the examples are. */
function doesNotFit({ untouched, trained, unfitUnits }: RunningFit, units: number): boolean {
  return (untouched && trained) || 2 * unfitUnits.length > units;
}

function runningStatistics({ layer, running }: LayerDiagnosis): Finding[] {
  if (running === undefined) return [];
  const { untouched, trained, worst } = running;
  const spread = ({ mean, std }: Spread): string => `${short(mean)} ± ${short(std)}`;
  const row = `row ${worst.unit} of W A[${layer - 1}]`;
  const kept = untouched ? 'still 0 ± 1, as they began' : `${spread(worst.running)} for ${row}`;
  const own = untouched ? `${row} has ${spread(worst.examples)}` : `it has ${spread(worst.examples)}`;
  const message =
    `The running statistics don't fit these examples, so inference is not what training sees: they are ${kept}, but here ${own}. ` +
    (untouched && !trained
      ? 'Before training, diagnose with training: true; in a loop of your own call net.updateStatistics(params, caches) after each step.'
      : 'Call net.updateStatistics(params, caches) after each step of a loop of your own' +
        (untouched ? '.' : ', and prepare examples as for training.'));
  return [{ kind: 'running statistics', layer, message }];
}

function remedyOf(array: string): string {
  if (array === 'X' || array === 'Y') return 'Remove or fill in what is missing in the data.';
  if (['W', 'b', 'gamma', 'runningMean', 'runningVariance'].includes(array)) {
    return 'Training has diverged before: begin anew, with a smaller learning rate.';
  }
  return 'Scale the inputs, begin with smaller weights, or use a smaller learning rate.';
}

function unscaledInputs({ input: { mean, std, largest } }: Facts): Finding[] {
  if (Math.hypot(mean, std) <= limits.input) return [];
  const message =
    `The inputs are not scaled: their mean is ${short(mean)}, their standard deviation ${short(std)}, the largest |x| ${short(largest)}. ` +
    'Gradient descent works best at about 0 and 1: use standardScaler.';
  return [{ kind: 'unscaled inputs', layer: undefined, message }];
}

function copied({ layer, units, copiedUnits }: LayerDiagnosis): Finding[] {
  if (copiedUnits === 0) return [];
  const which =
    copiedUnits === units - 1
      ? `All ${units} units are copies of one`
      : `${copiedUnits} of ${units} units are copies of others`;
  const message = `${which}: with the same weights in and out they get the same gradient, and stay so. Begin with random weights.`;
  return [{ kind: 'copied units', layer, message }];
}

function dead({ layer, activation, units, deadUnits }: LayerDiagnosis, examples: number): Finding[] {
  const count = deadUnits.length;
  if (count === 0) return [];
  const message =
    `${count} of ${units} ${activation} unit${units === 1 ? '' : 's'} ${count === 1 ? 'is' : 'are'} dead: slope 0 on ` +
    `${examples === 1 ? 'the one example' : `all ${examples} examples`}, so no gradient passes. ` +
    'Use leakyRelu, heNormal weights, or a smaller learning rate.';
  return [{ kind: 'dead units', layer, message }];
}

/** An output at its limits is what a classifier is for; in a hidden layer it stops the gradient. */
function saturated({ layer, activation, saturated: share }: LayerDiagnosis, isOutput: boolean): Finding[] {
  if (isOutput || share === undefined || share <= limits.saturated) return [];
  const message =
    `${percent(share)} of the ${activation} outputs are within 1 % of a limit, where the slope is almost 0: learning is slow. ` +
    'Scale the inputs, begin with smaller weights, normalise by batch, or use relu.';
  return [{ kind: 'saturation', layer, message }];
}

/** One finding of each kind, at the layer where it is worst. */
function gradients(layers: readonly LayerDiagnosis[]): Finding[] {
  const relative = layers.map(({ gradients }) => gradients?.relative ?? NaN);
  const [faintest, steepest] = [relative.indexOf(Math.min(...relative)), relative.indexOf(Math.max(...relative))];
  const [faint, steep] = [relative[faintest] ?? NaN, relative[steepest] ?? NaN];
  const findings: Finding[] = [];
  if (faint < 1 / limits.gradient) {
    const message =
      faint === 0
        ? 'No gradient arrives: dZ is 0. Look for dead units and zero weights in the layers after it.'
        : `Gradients vanish: dZ is ${short(faint)} of the output layer's, and this layer learns that much more slowly. ` +
          'Use relu, weights of the right scale (heNormal, scaledNormal), batch normalisation, or fewer layers.';
    findings.push({ kind: 'vanishing gradients', layer: faintest + 1, message });
  }
  if (steep > limits.gradient) {
    const message =
      `Gradients explode: dZ is ${short(steep)} times the output layer's. ` +
      'Begin with smaller weights (heNormal, scaledNormal), normalise by batch, or clip the gradient.';
    findings.push({ kind: 'exploding gradients', layer: steepest + 1, message });
  }
  return findings;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function short(x: number): string {
  return shortNumber(x, 3);
}
