import { type Mutation, splice } from '@keepdims/tooling-testing';

/** Where lengths and sizes go wrong, as protobuf writes them. */
const varints = [
  [0], [1], [2], [3], [7], [127], [128, 1], [255, 127], [128, 128, 4], [255, 255, 255, 255, 7], [255, 255, 255, 255, 15],
  [128, 128, 128, 128, 128, 128, 128, 128, 64], [255, 255, 255, 255, 255, 255, 255, 255, 255, 1],
]; // prettier-ignore

/** What models are made of. */
const tokens = [
  'X', 'Y', 'W1', 'Gemm', 'MatMul', 'Add', 'Sub', 'Mul', 'Div', 'Relu', 'Softmax', 'Erf', 'Reshape', 'Transpose', 'Concat', 'Constant',
  'BatchNormalization', 'Scaler', 'ai.onnx.ml', '__proto__', 'constructor', 'axis', 'alpha', 'transA', 'transB', 'perm', '',
]; // prettier-ignore

/** What goes wrong with models. */
export const mutations: readonly Mutation[] = [
  (bytes, dice) => {
    const varint = Uint8Array.from(dice.pick(varints));
    return splice(bytes, dice.roll(bytes.length), dice.roll(2) * varint.length, varint);
  },
  // One name for another of the same length leaves all lengths right: the graph is wrong.
  (bytes, dice) => {
    const token = new TextEncoder().encode(dice.pick(tokens));
    const places = [...bytes.keys()].filter((at) => bytes[at] === token.length && isName(bytes, at + 1, token.length));
    return places.length === 0 ? bytes : splice(bytes, dice.pick(places) + 1, token.length, token);
  },
  // The beginning of one file, the end of another: messages that are merged.
  (bytes, dice, others) => {
    const other = dice.pick(others);
    const cut = dice.roll(2) === 0 ? bytes.length : dice.roll(bytes.length + 1);
    return splice(bytes.slice(0, cut), cut, 0, other.slice(dice.roll(2) * dice.roll(other.length + 1)));
  },
];

function isName(bytes: Uint8Array, at: number, length: number): boolean {
  const name = bytes.subarray(at, at + length);
  return name.length === length && name.every((byte) => byte > 32 && byte < 127);
}
