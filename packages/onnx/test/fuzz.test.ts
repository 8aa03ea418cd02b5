/** 10,000 damaged models: nothing but FormatError, and no more memory than allowed. A hang would meet the test's time limit. */
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { FormatError } from '@keepdims/shapes';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ModelProtoSchema, NodeProtoSchema } from '../src/generated/onnx_pb.js';
import type { GraphProto } from '../src/generated/onnx_pb.js';
import type * as Onnx from '../src/index.js';
import { bytesOf, golden } from './golden.js';
import { Dice, mutate, watchAllocations } from '@keepdims/tooling-testing';
import { mutations } from './mutations.js';

const files = 10_000;
const maxBytes = 1 << 16;

const watch = watchAllocations();
const { stackTraceLimit } = Error;
Error.stackTraceLimit = 0; // thousands of traces that nobody reads take longer than the reading
afterAll(() => {
  watch.stop();
  Error.stackTraceLimit = stackTraceLimit;
});

let onnx: typeof Onnx;
beforeAll(async () => {
  onnx = await import('../src/index.js');
});

const models = golden.cases.map(bytesOf);

/** A model whose parts are well-formed, but whose graph isn't: nodes and constants exchanged, left out, doubled, of other sizes. */
function mutateGraph(bytes: Uint8Array, dice: Dice): Uint8Array {
  const model = fromBinary(ModelProtoSchema, bytes);
  const { graph } = model;
  if (graph === undefined) return bytes;
  for (let n = 1 + dice.roll(3); n > 0; n--) dice.pick(changes)(graph, dice);
  return toBinary(ModelProtoSchema, model);
}

const operators = ['Gemm', 'MatMul', 'Add', 'Sub', 'Mul', 'Div', 'Relu', 'Neg', 'Identity', 'Softmax', 'Erf', 'Sigmoid', 'Gelu', 'Flatten', 'Reshape', 'Squeeze', 'Transpose', 'Concat', 'Dropout', 'Cast', 'BatchNormalization', 'Constant', 'PRelu', 'Elu', 'Swish', 'Selu', 'toString']; // prettier-ignore
const sizes = [0n, 1n, 2n, 3n, 6n, -1n, 1n << 31n, 1n << 62n];

const changes: readonly ((graph: GraphProto, dice: Dice) => void)[] = [
  (graph, dice) => (dice.pick(graph.node).opType = dice.pick(operators)),
  (graph, dice) => graph.node.splice(dice.roll(graph.node.length), graph.node.length > 1 ? 1 : 0),
  (graph, dice) => {
    const { input } = dice.pick(graph.node);
    const [a, b] = [dice.roll(input.length), dice.roll(input.length)];
    [input[a], input[b]] = [input[b] ?? 'X', input[a] ?? 'X'];
  },
  (graph, dice) => {
    const names = [...graph.initializer.map(({ name }) => name), ...graph.node.flatMap(({ output }) => output)];
    const { input } = dice.pick(graph.node);
    input[dice.roll(input.length + 1)] = dice.pick(names);
  },
  (graph, dice) => {
    const tensor = dice.pick(graph.initializer);
    if (tensor !== undefined) tensor.dims[dice.roll(tensor.dims.length + 1)] = dice.pick(sizes);
  },
  (graph, dice) => graph.initializer.forEach((tensor) => dice.roll(4) === 0 && tensor.dims.reverse()),
  (graph, dice) => graph.node.forEach((node) => node.attribute.forEach((a) => (a.i = BigInt(dice.roll(4) - 1)))),
  (graph, dice) => {
    const at = dice.roll(graph.node.length);
    const next = graph.node[at];
    const [from = ''] = next?.input ?? [];
    const added = create(NodeProtoSchema, { opType: dice.pick(operators), input: [from, dice.pick([from, graph.initializer[0]?.name ?? ''])], output: ['added'] }); // prettier-ignore
    graph.node.splice(at, 0, added);
    if (next !== undefined) next.input[0] = 'added';
  },
];

it(`${files} damaged models give a network or a FormatError, within the limit of memory`, () => {
  const dice = new Dice(20_261_130);
  const makers = [
    (bytes: Uint8Array) => mutate(bytes, dice, models, mutations),
    (bytes: Uint8Array) => mutateGraph(bytes, dice),
  ];
  let refused = 0;
  let most = 0;
  for (let i = 0; i < files; i++) {
    const bytes = makers[i % 2]?.(dice.pick(models)) ?? new Uint8Array();
    watch.since();
    try {
      onnx.fromOnnx(bytes, {
        maxBytes,
        foldScaling: dice.roll(2) === 0,
        ...(dice.roll(4) === 0 ? { output: 'probabilities' } : {}),
      });
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw new Error(`file ${i}, ${Buffer.from(bytes).toString('base64')}: ${String(error)}`, { cause: error });
      }
      refused++;
    }
    most = Math.max(most, watch.since() - 4 * bytes.length);
  }
  expect(most).toBeLessThan(2 * maxBytes);
  expect(refused).toBeGreaterThan(files / 2);
  expect(refused).toBeLessThan(files - 500);
});
