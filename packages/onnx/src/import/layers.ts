import type { Activation } from '@keepdims/activations';
import type { ActivationStep, Affine, BatchNormStep, DenseStep, Step, Vector } from './flow.js';
import { at } from './flow.js';
import type { OnnxFile } from './onnxFile.js';

/** What a layer normalises by, besides epsilon and momentum. */
export interface LayerNormalization {
  readonly gamma: Float64Array;
  readonly b: Float64Array;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly epsilon: number;
  readonly momentum: number;
}

/** A dense layer, as the steps of the graph make it up. */
export interface LayerData {
  readonly units: number;
  readonly inputs: number;
  weights: Float32Array | Float64Array;
  /** Undefined for none, or with normalization, which has its own. */
  bias: Float64Array | undefined;
  normalization: LayerNormalization | undefined;
  /** Undefined as long as no activation came: identity. */
  activation: Activation | undefined;
}

/** x · mul + add for each feature. */
export interface Scale {
  readonly mul: Vector;
  readonly add: Vector;
}

/** The layers, and the scaling before and after them; undefined for none. */
export interface Layers {
  readonly layers: readonly LayerData[];
  /** As the input is scaled: (x − shift) / scale. */
  readonly input: { readonly shift: Vector; readonly scale: Vector } | undefined;
  readonly output: Scale | undefined;
}

const unscaled: Scale = { mul: 1, add: 0 };

/**
 * Make layers of the steps from a graph's input to its output: sums and products between a product with weights and the next activation
 * become part of its weights; those after an activation, of the next layer's.
 *
 * @param foldScaling - Whether scaling of the input and the output becomes part of the weights too. It does anyhow where it scales by 0.
 * @throws FormatError naming the node that doesn't fit.
 */
export function layersOf(file: OnnxFile, last: Step, foldScaling: boolean): Layers {
  const builder = new Builder(file, foldScaling);
  for (const step of inOrder(last)) {
    if (step.kind === 'affine') builder.affine(step);
    else if (step.kind === 'dense') builder.dense(step);
    else if (step.kind === 'batchNorm') builder.batchNorm(step);
    else if (step.kind === 'activation') builder.activation(step);
    else throw file.error(`${step.node}: Erf is read as a part of gelu only: x · (1 + erf(x / √2)) / 2.`);
  }
  return builder.finish();
}

type WorkStep = Exclude<Step, { kind: 'input' }>;

function inOrder(last: Step): WorkStep[] {
  const steps: WorkStep[] = [];
  for (let step = last; step.kind !== 'input'; step = step.of) steps.push(step);
  return steps.reverse();
}

class Builder {
  readonly #file: OnnxFile;
  readonly #foldScaling: boolean;
  readonly #layers: LayerData[] = [];
  /** The steps before the first layer. */
  readonly #before: Affine[] = [];
  #input: Layers['input'];
  /** What has been done to the last layer's output, or to the input, and is not yet part of any weights. */
  #pending = unscaled;

  constructor(file: OnnxFile, foldScaling: boolean) {
    this.#file = file;
    this.#foldScaling = foldScaling;
  }

  affine(step: Affine): void {
    if (this.#layers.length === 0) this.#before.push(step);
    this.#pending = this.#composed(this.#pending, step);
  }

  dense({ units, inputs, weights, bias }: DenseStep): void {
    const layer: LayerData = {
      units,
      inputs,
      weights,
      bias: undefined,
      normalization: undefined,
      activation: undefined,
    };
    if (bias !== undefined) layer.bias = this.#filled(bias, units);
    const isFirst = this.#layers.length === 0;
    if (isFirst && !this.#foldScaling) this.#input = inputScaling(this.#before, this.#pending);
    const isApart = isFirst && this.#input !== undefined;
    if (!isApart && !isUnscaled(this.#pending)) this.#foldIntoColumns(layer, this.#pending);
    this.#pending = unscaled;
    this.#layers.push(layer);
  }

  batchNorm(step: BatchNormStep): void {
    const layer = this.#layers.at(-1);
    const { gamma, b, mean, variance, epsilon, momentum } = step;
    if (layer === undefined || layer.activation !== undefined || layer.normalization !== undefined) {
      // Not between a layer's weights and its activation: no more than a scale and a shift.
      const mul = gamma.map((scale, i) => scale / Math.sqrt(at(variance, i) + epsilon));
      const add = b.map((shift, i) => shift - at(mean, i) * at(mul, i));
      this.affine({ kind: 'affine', of: step.of, node: step.node, mul, add });
      return;
    }
    this.#foldIntoRows(layer);
    const { bias } = layer;
    layer.normalization = {
      ...{ gamma, b, variance, epsilon, momentum },
      mean: bias === undefined ? mean : mean.map((center, i) => center - at(bias, i)),
    };
    layer.bias = undefined;
  }

  activation({ node, activation }: ActivationStep): void {
    const layer = this.#layers.at(-1);
    if (layer === undefined || layer.activation !== undefined) {
      throw this.#file.error(
        `${node}: no product with weights stands between this activation and ${layer === undefined ? 'the input' : 'the one before'}. ` +
          'Each layer of a dense network has weights and one activation.',
        'a dense network',
      );
    }
    this.#foldIntoRows(layer);
    layer.activation = activation;
  }

  finish(): Layers {
    const layer = this.#layers.at(-1);
    if (layer === undefined) {
      throw this.#file.error(
        'the graph has no product with weights (Gemm or MatMul) on the way to its output. Such a graph is no dense network.',
        'a dense network',
      );
    }
    const output = this.#pending;
    if (isUnscaled(output)) return { layers: this.#layers, input: this.#input, output: undefined };
    const invertible = typeof output.mul === 'number' ? output.mul !== 0 : !output.mul.includes(0);
    if (!this.#foldScaling && invertible) return { layers: this.#layers, input: this.#input, output };
    if (layer.activation === undefined) this.#foldIntoRows(layer);
    else this.#layers.push(this.#diagonal(layer, output));
    return { layers: this.#layers, input: this.#input, output: undefined };
  }

  /** W' = W · diag(mul), b' = b + W add: what was done to the layer's input. */
  #foldIntoColumns(layer: LayerData, { mul, add }: Scale): void {
    const { units, inputs, weights } = layer;
    const bias = this.#filled(layer.bias ?? 0, units);
    this.#file.take(weights.byteLength);
    const folded = weights.slice();
    for (let i = 0; i < units; i++) {
      let sum = 0;
      for (let j = 0; j < inputs; j++) {
        const weight = weights[i * inputs + j] as number; // in range
        sum += weight * at(add, j);
        folded[i * inputs + j] = weight * at(mul, j);
      }
      bias[i] = at(bias, i) + sum;
    }
    layer.weights = folded;
    layer.bias = bias;
  }

  /** W' = diag(mul) W, b' = b · mul + add: what was done to the layer's Z. */
  #foldIntoRows(layer: LayerData): void {
    const { mul, add } = this.#pending;
    if (isUnscaled(this.#pending)) return;
    this.#pending = unscaled;
    const { units, inputs, normalization } = layer;
    const scaled = (vector: Vector): Float64Array =>
      Float64Array.from({ length: units }, (_, i) => at(vector, i) * at(mul, i));
    const shifted = (vector: Vector): Float64Array => scaled(vector).map((value, i) => value + at(add, i));
    this.#file.take(16 * units);
    if (normalization !== undefined) {
      layer.normalization = { ...normalization, gamma: scaled(normalization.gamma), b: shifted(normalization.b) };
      return;
    }
    this.#file.take(layer.weights.byteLength);
    layer.weights = layer.weights.map((weight, k) => weight * at(mul, Math.floor(k / inputs)));
    layer.bias = shifted(layer.bias ?? 0);
  }

  /** A layer of its own that scales the outputs of the one before. */
  #diagonal({ units, weights: before }: LayerData, { mul, add }: Scale): LayerData {
    this.#file.take(before.BYTES_PER_ELEMENT * units * units);
    const weights = before instanceof Float32Array ? new Float32Array(units * units) : new Float64Array(units * units);
    for (let i = 0; i < units; i++) weights[i * units + i] = at(mul, i);
    const bias = this.#filled(add, units);
    return { units, inputs: units, weights, bias, normalization: undefined, activation: undefined };
  }

  /** First `a`, then `b`. */
  #composed(a: Scale, b: Scale): Scale {
    const length = lengthOf(a.mul, a.add, b.mul, b.add);
    if (length === undefined)
      return { mul: at(a.mul, 0) * at(b.mul, 0), add: at(a.add, 0) * at(b.mul, 0) + at(b.add, 0) };
    this.#file.take(16 * length);
    return {
      mul: Float64Array.from({ length }, (_, i) => at(a.mul, i) * at(b.mul, i)),
      add: Float64Array.from({ length }, (_, i) => at(a.add, i) * at(b.mul, i) + at(b.add, i)),
    };
  }

  #filled(vector: Vector, length: number): Float64Array {
    this.#file.take(8 * length);
    return typeof vector === 'number' ? new Float64Array(length).fill(vector) : vector.slice();
  }
}

function isUnscaled({ mul, add }: Scale): boolean {
  return mul === 1 && add === 0;
}

/** The input's scaling as shift and scale, with the bits that subtracting and dividing nodes have; undefined for none, or if it scales by 0. */
function inputScaling(steps: readonly Affine[], { mul, add }: Scale): Layers['input'] {
  const [first, second] = steps;
  if (first === undefined) return undefined;
  const subtracts = first.mul === 1;
  const divides = subtracts ? second : first;
  if (steps.length === 1 && subtracts) return { shift: mapped(first.add, (x) => -x), scale: 1 };
  if (divides?.divisor !== undefined && steps.length === (subtracts ? 2 : 1)) {
    return { shift: subtracts ? mapped(first.add, (x) => -x) : 0, scale: divides.divisor };
  }
  const isInvertible = typeof mul === 'number' ? mul !== 0 : !mul.includes(0);
  if (!isInvertible) return undefined;
  const length = lengthOf(mul, add);
  const shift = (i: number): number => -at(add, i) / at(mul, i);
  return {
    shift: length === undefined ? shift(0) : Float64Array.from({ length }, (_, i) => shift(i)),
    scale: mapped(mul, (x) => 1 / x),
  };
}

/** How many features there are, if one of the vectors tells. */
function lengthOf(...vectors: readonly Vector[]): number | undefined {
  return vectors.find((vector) => typeof vector !== 'number')?.length;
}

function mapped(vector: Vector, f: (x: number) => number): Vector {
  return typeof vector === 'number' ? f(vector) : vector.map(f);
}
