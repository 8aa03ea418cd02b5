import { identity, relu } from '@keepdims/activations';
import { parity } from '@keepdims/datasets';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import * as Plot from '@observablehq/plot';
import { colour, picture, whole } from './picture.js';
import { defineStudy } from './study.js';

/** Weights and biases of a layer, as lists. */
interface Layer {
  readonly W: number[][];
  readonly b: number[];
}

/**
 * Networks for the parity of n bits, built rather than trained, from gates of `inputs` bits, level upon level. A gate has one ReLU unit
 * for each pattern with an odd number of ones, 2^(inputs − 1) of them, which is 1 for its pattern and 0 for all others; their sum is the
 * gate's parity. The sums go into the next level's weights.
 */
function gates(bits: number, inputs: number): Layer[] {
  const { X, Y } = parity(inputs);
  const odd = X.T()
    .toArray()
    .filter((_, j) => Y.at(0, j) === 1);
  const layers: Layer[] = [];
  // What the bits of this level are made of: sums of units of the level before.
  let sums: number[][] = Array.from({ length: bits }, (_, i) =>
    Array.from({ length: bits }, (_, j) => (i === j ? 1 : 0)),
  );
  while (sums.length > 1) {
    const W: number[][] = [];
    const b: number[] = [];
    const next: number[][] = [];
    for (let from = 0; from < sums.length; from += inputs) {
      next.push(
        Array.from({ length: (sums.length / inputs) * odd.length }, (_, u) =>
          u >= W.length && u < W.length + odd.length ? 1 : 0,
        ),
      );
      for (const pattern of odd) {
        // + for a bit that must be one, − for a zero; only the pattern itself reaches its number of ones.
        W.push(
          (sums[0] ?? []).map((_, u) =>
            pattern.reduce((sum, bit, k) => sum + (bit === 1 ? 1 : -1) * (sums[from + k]?.[u] ?? 0), 0),
          ),
        );
        b.push(1 - pattern.filter((bit) => bit === 1).length);
      }
    }
    layers.push({ W, b });
    sums = next;
  }
  return [...layers, { W: sums, b: [0] }];
}

/** One hidden layer that counts: relu(s), relu(s − 1), … of the number of ones s, weighted 1, −2, 2, −2, …: up and down between 0 and 1. */
function counting(bits: number): Layer[] {
  const units = Array.from({ length: bits }, (_, i) => i);
  return [
    { W: units.map(() => units.map(() => 1)), b: units.map((i) => -i) },
    { W: [units.map((i) => (i === 0 ? 1 : i % 2 === 1 ? -2 : 2))], b: [0] },
  ];
}

/** How many of all 2^bits inputs the network gives the right parity for. */
function rightOf(bits: number, layers: readonly Layer[]): number {
  const net = network(bits, ...layers.map(({ b }, l) => dense(b.length, l < layers.length - 1 ? relu : identity)));
  const params = layers.map(({ W, b }) => ({ W: np.array(W), b: np.column(b) }));
  const { X, Y } = parity(bits);
  return np.sum(np.equal(net.forward(params, X).output, Y));
}

const designs = [
  {
    name: 'one hidden layer of patterns',
    bits: [2, 4, 8],
    layers: (n: number) => gates(n, n),
    units: (n: number) => 2 ** (n - 1),
  },
  {
    name: 'gates of 4 bits, log₄ n layers',
    bits: [4, 16],
    layers: (n: number) => gates(n, 4),
    units: undefined,
  },
  {
    name: 'gates of 2 bits, log₂ n layers',
    bits: [2, 4, 8, 16],
    layers: (n: number) => gates(n, 2),
    units: (n: number) => 2 * (n - 1),
  },
  { name: 'one hidden layer that counts', bits: [2, 4, 8, 16], layers: counting, units: (n: number) => n },
];

export default defineStudy({
  sections: '§4.4',
  measure: () =>
    designs.map(({ name, bits, layers, units }) => ({
      name,
      // Built, and run on every input.
      built: bits.map((n) => {
        const made = layers(n);
        const hidden = made.slice(0, -1);
        return {
          bits: n,
          depth: hidden.length,
          units: hidden.reduce((sum, { b }) => sum + b.length, 0),
          right: rightOf(n, made),
        };
      }),
      formula: units === undefined ? [] : Array.from({ length: 15 }, (_, i) => ({ bits: i + 2, units: units(i + 2) })),
    })),

  conclude: (results) =>
    results.map(
      ({ name, built }) =>
        `${name}: ${built.map(({ bits, units, depth, right }) => `${bits} bits ${units} units in ${depth} (${right} of ${2 ** bits} right)`).join('; ')}`,
    ),

  draw: (results) => {
    const right = results.flatMap(({ built }, i) =>
      built.filter((made) => made.right === 2 ** made.bits).map((made) => ({ ...made, stroke: colour(i) })),
    );
    const sixteen = right.filter(({ bits }) => bits === 16);
    const units = {
      label: 'hidden units',
      type: 'log',
      base: 2,
      grid: true,
      domain: [1, 2 ** 16],
      tickFormat: whole,
    } as const;
    return picture({
      title: 'Parity: what depth saves (§4.4)',
      conclusion:
        'Is the number of ones odd? One hidden layer that knows each odd pattern needs 2ⁿ⁻¹ units, 32,768 for 16 bits; gates upon gates do it with 40 in two layers or 30 in ' +
        'four. But one layer of 16 ReLU units that count the ones does it too: what depth saves depends on what the units can do.',
      panelWidth: 420,
      panelHeight: 380,
      legend: results.map(({ name }, i) => ({ label: name, colour: colour(i) })),
      panels: [
        {
          title: 'By bits (dots: built, right on all 2ⁿ inputs)',
          plot: {
            marginLeft: 58,
            x: { label: 'bits n', ticks: 15, tickFormat: 'd' },
            y: units,
            marks: [
              ...results.map(({ formula }, i) =>
                Plot.line(formula, { x: 'bits', y: 'units', stroke: colour(i), strokeWidth: 2 }),
              ),
              Plot.dot(right, { x: 'bits', y: 'units', fill: 'stroke', r: 5 }),
            ],
          },
        },
        {
          title: '16 bits, by depth (ring: by the formula, not built)',
          plot: {
            marginLeft: 58,
            x: { label: 'hidden layers', domain: [0.5, 4.5], ticks: [1, 2, 3, 4], tickFormat: 'd' },
            y: units,
            marks: [
              Plot.dot([{ depth: 1, units: 2 ** 15 }], {
                x: 'depth',
                y: 'units',
                stroke: colour(0),
                strokeWidth: 2,
                r: 6,
              }),
              Plot.dot(sixteen, { x: 'depth', y: 'units', fill: 'stroke', r: 6 }),
              Plot.text([{ depth: 1, units: 2 ** 15 }, ...sixteen], {
                x: 'depth', y: 'units', text: (made: { units: number }) => `${whole(made.units)} units`, dx: 10, textAnchor: 'start',
              }), // prettier-ignore
            ],
          },
        },
      ],
    });
  },
});
