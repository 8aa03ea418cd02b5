import { abs, max, norm } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Dense } from '../dense.js';
import type { AnyLayerCache, AnyLayerParams, ForwardOptions } from '../layer.js';
import type { Network } from '../network.js';
import type { AnyLayerGradients } from '../passes.js';
import { requireOptions } from '../requireMode.js';
import { costOf } from './costOf.js';
import { diagnosisText } from './diagnosisText.js';
import { findingsOf } from './findings.js';
import type { Finding } from './findings.js';
import { copiedUnits, deadUnits, saturatedShare, spreadOf } from './layerStatistics.js';
import type { Spread } from './layerStatistics.js';
import { lossAndTargets } from './lossAndTargets.js';
import type { PerhapsLossAndTargets } from './lossAndTargets.js';
import { cachesOf } from './passesOf.js';
import { requireExamples, requireStep } from './requireStep.js';
import { runningFits } from './runningStatistics.js';
import type { RunningFit } from './runningStatistics.js';
import { traceStep } from './traceNonFinite.js';
import type { NonFinite } from './traceNonFinite.js';
import { withText } from './withText.js';

/** How large the derivatives at a layer are. */
export interface GradientSizes {
  /** ‖dW‖, the Euclidean norm. */
  readonly dW: number;
  /** ‖db‖. */
  readonly db: number;
  /** The root mean square of dZ, over the units and examples. */
  readonly dZ: number;
  /** dZ over that of the output layer: far below 1 the gradient vanishes on its way back, far above it explodes. NaN if that one is 0. */
  readonly relative: number;
  /** ‖dW‖ / ‖W‖: with the learning rate before it, by what part a step of gradient descent changes the weights. NaN if all weights are 0. */
  readonly perWeight: number;
}

/** What one layer does on the examples. */
export interface LayerDiagnosis {
  /** The layer, counted from 1. */
  readonly layer: number;
  readonly activation: string;
  readonly units: number;
  /** Of the numbers that go into the activation. */
  readonly Z: Spread;
  /** Of the activation's values, before dropout. */
  readonly A: Spread;
  /** The units whose slope is 0 for all of the examples, by their row: a relu that is never active, say. They pass no gradient. */
  readonly deadUnits: readonly number[];
  /** The share of A within 1 % of the range from a limit; undefined for activations without two limits, and for softmax. */
  readonly saturated: number | undefined;
  /** How many units of a hidden layer are copies of an earlier one, by their weights in and out: they stay copies. */
  readonly copiedUnits: number;
  /** How the running statistics fit these examples; undefined in training mode, without batch normalisation, and for one example. */
  readonly running: RunningFit | undefined;
  /** Only with a loss and targets. */
  readonly gradients: GradientSizes | undefined;
}

/** What `net.diagnose` found. `String(diagnosis)` is a table with the findings in words. */
export interface Diagnosis {
  /** How many examples were looked at, m. */
  readonly examples: number;
  /** Of X, with its largest magnitude. */
  readonly input: Spread & { readonly largest: number };
  readonly layers: readonly LayerDiagnosis[];
  /** J; only with a loss and targets. */
  readonly cost: number | undefined;
  /** The first NaN or infinity, if there is one. */
  readonly nonFinite: NonFinite | undefined;
  /** What is wrong, in words, with a remedy each; empty if nothing is. */
  readonly findings: readonly Finding[];
  toString(): string;
}

/** Options of `net.diagnose`. */
export interface DiagnoseOptions extends PerhapsLossAndTargets, ForwardOptions {}

/** Look at what every layer does on examples; see `Network.diagnose`. */
export function diagnose(
  net: Network,
  params: readonly AnyLayerParams[],
  X: NDArray,
  options: DiagnoseOptions,
): Diagnosis {
  const operation = 'net.diagnose(params, X, options)';
  requireOptions(operation, ['loss', 'Y', 'l2', 'weights', 'training', 'rng'], options);
  const target = lossAndTargets(operation, options);
  requireStep(operation, net, params, X, target);
  requireExamples(operation, X);
  const { training = false, rng } = options;
  const caches = cachesOf(net, params, X, rng === undefined ? { training } : { training, rng });
  const gradients = target && net.backward(params, caches, target);
  const nonFinite = traceStep({ net, params, X, target, caches, gradients });
  const output = gradients?.[gradients.length - 1];
  const fits = runningFits(net.layers, params, X, { training });
  const facts = {
    examples: X.shape[1] ?? 0,
    input: { ...spreadOf(X), largest: Number(max(abs(X))) },
    layers: caches.map((cache, i) => ({
      ...layerDiagnosis(net, params, cache, i, gradients?.[i], output),
      running: fits[i],
    })),
    cost: target && costOf(net, params, caches, target),
    nonFinite,
  };
  const diagnosis = { ...facts, findings: findingsOf(facts) };
  return withText(diagnosis, () => diagnosisText(diagnosis));
}

function layerDiagnosis(
  net: Network,
  params: readonly AnyLayerParams[],
  { Z, A, dropout }: AnyLayerCache,
  i: number,
  gradients: AnyLayerGradients | undefined,
  output: AnyLayerGradients | undefined,
): Omit<LayerDiagnosis, 'running'> {
  const { activation, units } = net.layers[i] as Dense; // a cache a layer
  const [own, next] = [params[i] as AnyLayerParams, params[i + 1]]; // likewise
  const activated = dropout?.activated ?? A;
  return {
    layer: i + 1,
    activation: activation.name,
    units,
    Z: spreadOf(Z),
    A: spreadOf(activated),
    deadUnits: deadUnits(activation, Z),
    saturated: saturatedShare(activation, activated),
    copiedUnits: next === undefined ? 0 : copiedUnits(own, next),
    gradients: gradients && output && gradientSizes(own, gradients, output),
  };
}

function gradientSizes(
  { W }: AnyLayerParams,
  { dW, db, dZ }: AnyLayerGradients,
  output: AnyLayerGradients,
): GradientSizes {
  const rms = (a: NDArray): number => norm(a) / Math.sqrt(a.size);
  return { dW: norm(dW), db: norm(db), dZ: rms(dZ), relative: rms(dZ) / rms(output.dZ), perWeight: norm(dW) / norm(W) };
}
