import type { AnyLayerParams } from '../layer.js';
import type { Network } from '../network.js';
import { exportedLayers, isNormalized } from './exportedLayers.js';
import type { ExportedArray, ExportedLayer } from './exportedLayers.js';
import { listLiteral } from './listLiteral.js';
import { numberLiteral, pythonLiteral } from './numberLiteral.js';

/** The network as a NumPy script; see `Network.toNumPy`. */
export function toNumPy(net: Network, params: readonly AnyLayerParams[]): string {
  const layers = exportedLayers('net.toNumPy(params)', 'numpy', net, params);
  const helpers = new Set(layers.flatMap(({ code }) => code.functions)); // each once, in the order of use
  const imports = [...helpers].some((code) => code.includes('math.'))
    ? 'import math\n\nimport numpy as np'
    : 'import numpy as np';
  return `${[
    `${headerOf(net.nX, layers)}\n\n${imports}`,
    forwardOf(net.nX, layers),
    predictOf(net),
    ...helpers,
    layers.map(constantsOf).join('\n\n'),
  ].join('\n\n\n')}\n`;
}

function headerOf(nX: number, layers: readonly ExportedLayer[]): string {
  return [
    '"""A neural network, written by keepdims: it needs NumPy alone.',
    '',
    ...layers.map(({ number, description }) => `Layer ${number}: ${description}.`),
    '',
    'W[l] are the weights of layer l and b[l] its biases, a column, at the end of the file. From A[0] = X each',
    'layer computes Z[l] = W[l] A[l-1] + b[l], and A[l], the activation of Z[l].',
    ...(layers.some(isNormalized)
      ? [
          'With batch normalisation U[l] = W[l] A[l-1] is normalised by the mean and the variance that it had in',
          'training, before gamma[l] scales it and b[l] shifts it.',
        ]
      : []),
    `X has shape (${nX}, m): each column is an example, as the network was trained on. Prepare new ones the same`,
    'way (scale, encode).',
    '"""',
  ].join('\n');
}

function constantsOf({ number, description, arrays }: ExportedLayer): string {
  return [`# Layer ${number}: ${description}.`, ...arrays.map((array) => constantOf(number, array))].join('\n');
}

function constantOf(layer: number, { name, dtype, rows }: ExportedArray): string {
  const literals = rows.map((row) => row.map((value) => pythonLiteral(value, dtype)));
  const [start, end] = [`${name}${layer} = np.array(`, `, dtype=np.${dtype})`];
  if (name !== 'W') {
    // A column: shape (units, 1).
    return `${start}${listLiteral(literals.flat(), '', '    ', start.length + end.length + 16)}${end}.reshape(-1, 1)`;
  }
  return [`${start}[`, ...literals.map((row) => `    ${listLiteral(row, '    ', '    ')},`), `]${end}`].join('\n');
}

function forwardOf(nX: number, layers: readonly ExportedLayer[]): string {
  const last = layers.length;
  const lines = layers.flatMap(({ number, units, code, epsilon }) => {
    const product = `W${number} @ ${number === 1 ? 'X' : `A${number - 1}`}`;
    const activated = `${number === last ? 'return' : `A${number} =`} ${code.apply(`Z${number}`)}`;
    if (epsilon === undefined) return [`Z${number} = ${product} + b${number}  # (${units}, m)`, activated];
    return [
      `U${number} = ${product}  # (${units}, m)`,
      `normalized${number} = (U${number} - mean${number}) / np.sqrt(variance${number} + ${numberLiteral(epsilon)})`,
      `Z${number} = gamma${number} * normalized${number} + b${number}`,
      activated,
    ];
  });
  return `def forward(X):
    """The output A[${last}] of the network, shape (${layers[last - 1]?.units ?? 0}, m), for examples X, shape (${nX}, m)."""
    if X.ndim != 2 or X.shape[0] != ${nX}:
        raise ValueError(f"X must have shape (${nX}, m), one example a column, but has shape {X.shape}.")
${lines.map((line) => `    ${line}`).join('\n')}`;
}

function predictOf({ layers }: Network): string {
  const { activation, units } = layers[layers.length - 1] ?? {};
  if (activation?.name !== 'sigmoid' && activation?.name !== 'softmax') {
    return `def predict(X):
    """What the network says about examples X: its output."""
    return forward(X)`;
  }
  const [comment, result] =
    activation.name === 'sigmoid'
      ? [
          `The class${units === 1 ? '' : 'es'} of each example, shape (${units ?? 0}, m): 1 where the probability is above 0.5, else 0.`,
          '(A > 0.5).astype(np.int32)',
        ]
      : [
          'The class of each example, counted from 0, shape (1, m): the most probable one, the first of equals.',
          'A.argmax(axis=0).reshape(1, -1).astype(np.int32)',
        ];
  return `def predict(X):
    """${comment}"""
    A = forward(X)
    if np.isnan(A).any():
        raise ValueError("A probability is NaN: look for NaN in X.")
    return ${result}`;
}
