import { relu } from '@keepdims/activations';
import { meanSquaredError } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import { describe, expect, it, test } from 'vitest';
import { activate, add, backward, concatenate, constant, cost, graph, matmul, mean, multiply, square, subtract, sum, variable } from '../index.js'; // prettier-ignore
import type { BackwardStep, Node } from '../index.js';

/** J = 3(a + bc), §2.7. */
function course(): Node {
  const [a, b, c] = [variable(5, 'a'), variable(3, 'b'), variable(2, 'c')];
  const u = multiply(b, c).named('u');
  return multiply(3, add(a, u).named('v')).named('J');
}

/** One layer by a loss, with W in use twice. */
function layer(): Node {
  const W = variable(np.array([[1, -1], [0.5, 2]]), 'W'); // prettier-ignore
  const X = constant(np.array([[1, 2, 3, 4], [-1, 0, 1, 2]]), 'X'); // prettier-ignore
  const b = variable(np.array([[0.5], [-0.5]]), 'b'); // prettier-ignore
  const A = activate(relu, add(matmul(W, X), b).named('Z')).named('A');
  return add(cost(meanSquaredError, A, np.ones([2, 4])), sum(square(W)));
}

describe('print', () => {
  it('is an indented tree with values', () => {
    expect(graph(course()).print()).toBe(
      [
        'J = 3 * v = 33',
        '├─ 3',
        '└─ v = a + u = 11',
        '   ├─ a = 5',
        '   └─ u = b * c = 6',
        '      ├─ b = 3',
        '      └─ c = 2',
      ].join('\n'),
    );
  });

  it('shows derivatives where they are given, shapes, and a shared node once', () => {
    const J = layer();
    expect(graph(J, { derivatives: backward(J) }).print()).toBe(
      [
        'J = v2 + v4 = 14.875   dJ = 1',
        '├─ v2 = meanSquaredError(A, c1) = 8.625   dv2 = 1',
        '│  ├─ A = relu(Z), shape [2, 4]   dA, shape [2, 4]',
        '│  │  └─ Z = v1 + b, shape [2, 4]   dZ, shape [2, 4]',
        '│  │     ├─ v1 = W X, shape [2, 4]   dv1, shape [2, 4]',
        '│  │     │  ├─ W = [[1, -1], [0.5, 2]], shape [2, 2]   dW = [[9.5, -0.5], [12.5, 9.5]], shape [2, 2]',
        '│  │     │  └─ X, shape [2, 4]',
        '│  │     └─ b = [[0.5], [-0.5]], shape [2, 1]   db = [[3], [3]], shape [2, 1]',
        '│  └─ c1, shape [2, 4]',
        '└─ v4 = sum(v3) = 6.25   dv4 = 1',
        '   └─ v3 = W² = [[1, 1], [0.25, 4]], shape [2, 2]   dv3 = [[1, 1], [1, 1]], shape [2, 2]',
        '      └─ W ↑',
      ].join('\n'),
    );
  });

  it('writes a formula for every kind of operation', () => {
    const a = variable(np.array([[1, 2, 3], [4, 5, 6]]), 'a'); // prettier-ignore
    const f = (node: Node): string | undefined => graph(node).nodes.at(-1)?.formula;
    expect(f(mean(a, { axis: 1 }))).toBe('mean(a, axis 1)');
    expect(f(a.T())).toBe('aᵀ');
    expect(f(a.reshape([3, -1]))).toBe('reshape(a, [3, -1])');
    expect(f(concatenate([a, a], { axis: 1 }))).toBe('concatenate([a, a], axis 1)');
    expect(f(subtract(1, a))).toBe('1 - a');
  });
});

describe('labels', () => {
  it('never stand for two nodes', () => {
    const [x, y] = [variable(1, 'x'), variable(2, 'x')];
    const J = add(add(x, y).named('v1'), multiply(variable(3), 4));
    expect(graph(J).nodes.map(({ label }) => label)).toEqual(['x', 'x (2)', 'v1', 'x1', '4', 'v2', 'J']);
    expect(graph(add(variable(1, 'J'), 2)).nodes.map(({ label }) => label)).toEqual(['J', '2', 'v1']);
  });
});

describe('steps', () => {
  it('give the values forward, then the derivatives backward, with their formulas', () => {
    const steps = [...graph(course()).steps()];
    expect(steps.map(({ phase, formula }) => `${phase}: ${formula}`)).toEqual([
      'forward: 3',
      'forward: a = 5',
      'forward: b = 3',
      'forward: c = 2',
      'forward: u = b * c = 6',
      'forward: v = a + u = 11',
      'forward: J = 3 * v = 33',
      'backward: dJ = dJ/dJ = 1',
      'backward: dv = dJ/dv = 3',
      'backward: du = dJ/du = 3',
      'backward: da = dJ/da = 3',
      'backward: db = dJ/db = 6',
      'backward: dc = dJ/dc = 9',
    ]);
    const through = steps.flatMap((step) => (step.phase === 'backward' ? step.through : []));
    expect(through.map(({ localFormula }) => localFormula)).toEqual([
      '∂J/∂v = 3',
      '∂v/∂u = 1',
      '∂v/∂a = 1',
      '∂u/∂b = c = 2',
      '∂u/∂c = b = 3',
    ]);
    expect(through.map(({ formula }) => formula)).toEqual([
      'dJ * 3 = 1 * 3 = 3',
      'dv = 3',
      'dv = 3',
      'du * c = 3 * 2 = 6',
      'du * b = 3 * 3 = 9',
    ]);
    expect(through.map(({ local }) => local?.toArray())).toEqual([3, 1, 1, 2, 3]);
  });

  it('add up what comes through each use, and say what is a matrix of its own', () => {
    const J = layer();
    const steps = [...graph(J).steps()].filter((step): step is BackwardStep => step.phase === 'backward');
    const W = steps.find(({ label }) => label === 'W');
    expect(W?.shape).toEqual([2, 2]);
    expect(W?.through.map(({ formula }) => formula)).toEqual([
      'dv1 Xᵀ = [[7.5, 1.5], [11.5, 5.5]], shape [2, 2]',
      'dv3 * 2 W = [[2, -2], [1, 4]], shape [2, 2]',
    ]);
    expect(W?.through.map(({ localFormula, local }) => [localFormula, local?.shape])).toEqual([
      ['∂v1/∂W: dv1 Xᵀ', undefined],
      ['∂v3/∂W = 2 W = [[2, -2], [1, 4]], shape [2, 2]', [2, 2]],
    ]);
    const b = steps.find(({ label }) => label === 'b');
    expect(b?.through[0]?.formula).toBe('sum of dZ = [[3], [3]], shape [2, 1]');
    for (const { derivative, through } of steps.slice(1)) {
      const total = through.map(({ contribution }) => contribution).reduce((x, y) => np.add(x, y) as np.NDArray);
      expect(np.allClose(total, derivative)).toBe(true);
    }
  });

  it('take a seed where there are several elements', () => {
    const w = variable(np.array([1, 2]), 'w');
    expect(() => [...graph(square(w)).steps()]).toThrow('a node of several elements needs a seed');
    const last = [...graph(square(w)).steps(np.array([1, 10]))].at(-1);
    expect(last?.formula).toBe('dw = dJ/dw = [2, 40], shape [2]');
  });
});

describe('toJSON', () => {
  it('is plain data that JSON can hold', () => {
    const J = multiply(variable(np.array([NaN, -Infinity, 1]), 'w'), 2);
    const json = JSON.parse(JSON.stringify(graph(J, { derivatives: backward(J, np.ones([3])) }))) as unknown;
    expect(json).toEqual({
      root: 2,
      nodes: [
        {
          id: 0,
          label: 'w',
          kind: 'variable',
          inputs: [],
          shape: [3],
          dtype: 'float64',
          value: ['NaN', '-Infinity', 1],
          derivative: [2, 2, 2],
        },
        { id: 1, label: '2', kind: 'constant', inputs: [], shape: [], dtype: 'float64', value: 2 },
        {
          id: 2,
          label: 'J',
          kind: 'operation',
          operation: 'multiply',
          formula: 'w * 2',
          inputs: [0, 1],
          shape: [3],
          dtype: 'float64',
          value: ['NaN', '-Infinity', 2],
          derivative: [1, 1, 1],
        },
      ],
    });
  });
});

describe('toDot and toMermaid', () => {
  it('draw nodes and edges', () => {
    const J = multiply(3, variable(2, 'v')).named('J');
    expect(graph(J, { derivatives: backward(J) }).toDot()).toBe(
      [
        'digraph {',
        '  rankdir=LR;',
        '  n0 [shape=plaintext, label="3"];',
        '  n1 [shape=ellipse, label="v\\n2\\ndv: 3"];',
        '  n2 [shape=box, label="J = 3 * v\\n6\\ndJ: 1"];',
        '  n0 -> n2;',
        '  n1 -> n2;',
        '}',
        '',
      ].join('\n'),
    );
    expect(graph(J).toMermaid()).toBe(
      ['graph LR', '  n0("3")', '  n1(["v<br>2"])', '  n2["J = 3 #42; v<br>6"]', '  n0 --> n2', '  n1 --> n2', ''].join(
        '\n',
      ),
    );
  });

  it('quote whatever a name holds', () => {
    const J = add(variable(1, 'a "b" \\ <i>\n]'), 2);
    expect(graph(J).toDot()).toContain('label="a \\"b\\" \\\\ <i> ]\\n1"');
    expect(graph(J).toMermaid()).toContain('n0(["a #34;b#34; #92; #60;i#62;#10;#93;<br>1"])');
  });
});

describe('toSvg', () => {
  const places = (svg: string) =>
    [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)].map(([, x, y, w, h]) => ({
      left: Number(x),
      top: Number(y),
      right: Number(x) + Number(w),
      bottom: Number(y) + Number(h),
    }));

  it('has a title and a description, and names nothing outside of itself', () => {
    const svg = graph(course()).toSvg();
    expect(svg).toContain('<title>Computation graph of J</title>');
    expect(svg).toContain('<desc>3; a, 5; b, 3; c, 2; u = b * c, 6; v = a + u, 11; J = 3 * v, 33</desc>');
    expect(svg).toContain('role="img"');
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|<image|@import/);
    expect(graph(course()).toSvg({ title: 'J < 40 & more' })).toContain('<title>J &lt; 40 &amp; more</title>');
  });

  it('needs no ids, so that a page can have several', () => {
    expect(graph(course()).toSvg()).not.toMatch(/\bid=|url\(/);
    expect(graph(variable(1, 'a')).toSvg()).not.toContain('<path'); // no edges, no arrowheads
  });

  it('escapes names', () => {
    const svg = graph(add(variable(1, '</text><script>alert("1")</script>'), 2)).toSvg();
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;/text&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
  });

  it('puts a node right of its inputs, and no two on top of each other, inside the picture', () => {
    let deep: Node = variable(1, 'w');
    const w = deep;
    for (let i = 0; i < 12; i++) deep = add(square(deep), multiply(w, i));
    for (const J of [course(), layer(), deep]) {
      const drawn = graph(J);
      const svg = drawn.toSvg();
      const boxes = places(svg);
      expect(boxes).toHaveLength(drawn.nodes.length);
      const [, width = 0, height = 0] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []).map(Number);
      boxes.forEach((a, i) => {
        expect(a.left).toBeGreaterThanOrEqual(0);
        expect(a.top).toBeGreaterThanOrEqual(0);
        expect(a.right).toBeLessThanOrEqual(width);
        expect(a.bottom).toBeLessThanOrEqual(height);
        boxes.slice(0, i).forEach((b) => {
          const apart = a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom;
          expect(apart).toBe(true);
        });
      });
      // Edges start at the right of a box and end at the left of one further right.
      const ends = [...svg.matchAll(/<path d="M([\d.]+) [\d.]+C[^"]*?([\d.]+) ([\d.]+)"/g)];
      expect(ends).toHaveLength(drawn.nodes.reduce((count, { inputs }) => count + new Set(inputs).size, 0));
      for (const [, from, to] of ends) expect(Number(from)).toBeLessThan(Number(to));
      // Each with an arrowhead there.
      const [, heads = ''] = /<path d="([^"C]*)" fill="#555"/.exec(svg) ?? [];
      const points = heads
        .split('Z')
        .slice(0, -1)
        .map((triangle) => triangle.split(' ').slice(2, 4));
      expect(points).toEqual(ends.map(([, , x, y]) => [x, y]));
    }
  });
});

test('a deep graph is drawn without recursion', () => {
  let y: Node = variable(1);
  for (let i = 0; i < 2_000; i++) y = add<Node, number>(y, 1);
  expect(graph(y).nodes).toHaveLength(4_001);
  expect([...graph(y).steps()]).toHaveLength(4_001 + 2_001);
});

test('what is no node is refused', () => {
  expect(() => graph(3 as never)).toThrow(new TypeError('graph(node): node must be a node, but it is a number.'));
});
