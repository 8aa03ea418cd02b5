import { count } from '../count.js';
import type { AnyLayerParams } from '../layer.js';
import type { Network } from '../network.js';
import { exportedLayers, isNormalized } from './exportedLayers.js';
import type { ExportedArray, ExportedLayer } from './exportedLayers.js';
import { listLiteral } from './listLiteral.js';
import { numberLiteral } from './numberLiteral.js';

/** The network as a TypeScript module; see `Network.toTypeScript`. */
export function toTypeScript(net: Network, params: readonly AnyLayerParams[]): string {
  const layers = exportedLayers('net.toTypeScript(params)', 'typescript', net, params);
  const helpers = new Set(layers.flatMap(({ code }) => code.functions)); // each once, in the order of use
  return `${[
    headerOf(net.nX, layers),
    forwardOf(net.nX, layers),
    predictOf(net),
    ...linearAlgebraOf(layers),
    ...helpers,
    ...layers.map(constantsOf),
  ].join('\n\n')}\n`;
}

function headerOf(nX: number, layers: readonly ExportedLayer[]): string {
  return [
    '/**',
    ' * A neural network, written by keepdims: it needs no package.',
    ' *',
    ...layers.map(({ number, description }) => ` * Layer ${number}: ${description}.`),
    ' *',
    ' * W[l] are the weights of layer l and b[l] its biases, at the end of the file. From a[0] = x each layer',
    ' * computes z[l] = W[l] a[l-1] + b[l], and a[l], the activation of z[l].',
    ...(layers.some(isNormalized)
      ? [
          ' * With batch normalisation u[l] = W[l] a[l-1] is normalised by the mean and the variance that it had in',
          ' * training, before gamma[l] scales it and b[l] shifts it.',
        ]
      : []),
    ` * x holds ${count(nX, 'number')}, as the network was trained on: prepare them the same way (scale, encode).`,
    ...(layers.some(isFloat32)
      ? [' * The parameters are float32 numbers, written exactly; the module computes in float64.']
      : []),
    ' */',
  ].join('\n');
}

function isFloat32({ arrays }: ExportedLayer): boolean {
  return arrays.some(({ dtype }) => dtype === 'float32');
}

function constantsOf({ number, description, arrays }: ExportedLayer): string {
  return [`// Layer ${number}: ${description}.`, ...arrays.map((array) => constantOf(number, array))].join('\n');
}

function constantOf(layer: number, { name, rows }: ExportedArray): string {
  const declaration = `const ${name}${layer}: readonly ${name === 'W' ? '(readonly number[])' : 'number'}[] = `;
  if (name !== 'W')
    return `${declaration}${listLiteral(rows.flat().map(numberLiteral), '', '  ', declaration.length)};`;
  return [`${declaration}[`, ...rows.map((row) => `  ${listLiteral(row.map(numberLiteral), '  ', '  ')},`), '];'].join(
    '\n',
  );
}

function forwardOf(nX: number, layers: readonly ExportedLayer[]): string {
  const last = layers.length;
  const lines = layers.flatMap(({ number: l, units, code, epsilon }) => {
    const [input, written] = l === 1 ? ['x', 'x'] : [`a${l - 1}`, `a[${l - 1}]`];
    const a = `${l === last ? 'return' : `const a${l} =`} ${code.apply(`z${l}`)};`;
    const product = `product(W${l}, ${input})`;
    if (epsilon === undefined) {
      return [
        `const z${l} = plus(${product}, b${l}); // z[${l}] = W[${l}] ${written} + b[${l}]: ${count(units, 'number')}`,
        a,
      ];
    }
    const statistics = `mean${l}, variance${l}, ${numberLiteral(epsilon)}, gamma${l}, b${l}`;
    return [
      `const u${l} = ${product}; // u[${l}] = W[${l}] ${written}: ${count(units, 'number')}`,
      `const z${l} = normalize(u${l}, ${statistics});`,
      a,
    ];
  });
  return `/** The output a[${last}] of the network, ${count(layers[last - 1]?.units ?? 0, 'number')}, for one example x of ${count(nX, 'number')}. */
export function forward(x: readonly number[]): number[] {
  if (x.length !== ${nX}) throw new RangeError(\`x must have ${count(nX, 'number')}, but has \${x.length}.\`);
${lines.map((line) => `  ${line}`).join('\n')}
}`;
}

function predictOf({ layers }: Network): string {
  const { activation: { name } = {}, units: outputs = 0 } = layers[layers.length - 1] ?? {};
  if (name !== 'sigmoid' && name !== 'softmax') {
    return `/** What the network says about one example x: its output. */
export function predict(x: readonly number[]): number[] {
  return forward(x);
}`;
  }
  const [comment, type, result] =
    name === 'softmax'
      ? [
          'The class of one example x, counted from 0: the most probable one, the first of equals.',
          'number',
          'a.indexOf(a.reduce((p, q) => Math.max(p, q)))',
        ]
      : outputs === 1
        ? [
            'The class of one example x: 1 where the probability is above 0.5, else 0.',
            'number',
            '(a[0] ?? NaN) > 0.5 ? 1 : 0',
          ]
        : [
            'The classes of one example x, one an output: 1 where the probability is above 0.5, else 0.',
            'number[]',
            'a.map((p) => (p > 0.5 ? 1 : 0))',
          ];
  return `/** ${comment} */
export function predict(x: readonly number[]): ${type} {
  const a = forward(x);
  if (a.some((p) => Number.isNaN(p))) throw new RangeError('A probability is NaN: look for NaN in x.');
  return ${result};
}`;
}

/** The functions of vectors and matrices that the layers need. */
function linearAlgebraOf(layers: readonly ExportedLayer[]): string[] {
  return [
    `/** W a: every row of W times a. */
function product(W: readonly (readonly number[])[], a: readonly number[]): number[] {
  return W.map((row) => row.reduce((sum, w, j) => sum + w * (a[j] ?? NaN), 0));
}`,
    ...(!layers.every(isNormalized)
      ? [
          `/** u + b, number by number. */
function plus(u: readonly number[], b: readonly number[]): number[] {
  return u.map((value, i) => value + (b[i] ?? NaN));
}`,
        ]
      : []),
    ...(layers.some(isNormalized)
      ? [
          `/** gamma (u - mean) / √(variance + epsilon) + b, number by number. */
function normalize(
  u: readonly number[],
  mean: readonly number[],
  variance: readonly number[],
  epsilon: number,
  gamma: readonly number[],
  b: readonly number[],
): number[] {
  return u.map((value, i) => {
    const normalized = (value - (mean[i] ?? NaN)) / Math.sqrt((variance[i] ?? NaN) + epsilon);
    return (gamma[i] ?? NaN) * normalized + (b[i] ?? NaN);
  });
}`,
        ]
      : []),
  ];
}
