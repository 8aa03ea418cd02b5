/** Random numbers from a seed (xorshift32): the same mutations at every run. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed || 1;
  }

  /** An integer in [0, below); 0 if there is none. */
  roll(below: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return below === 0 ? 0 : (this.#state >>> 0) % below;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.roll(list.length)] as T; // inside
  }
}

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

type Mutation = (bytes: Uint8Array, dice: Dice, others: readonly Uint8Array[]) => Uint8Array;

const mutations: readonly Mutation[] = [
  (bytes, dice) => edit(bytes, (copy) => (copy[dice.roll(copy.length)] = dice.roll(256))),
  (bytes, dice) =>
    edit(bytes, (copy) => {
      const at = dice.roll(copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << dice.roll(8));
    }),
  (bytes, dice) => bytes.slice(0, dice.roll(bytes.length + 1)),
  (bytes, dice) => splice(bytes, dice.roll(bytes.length), 1 + dice.roll(8), new Uint8Array()),
  (bytes, dice) =>
    splice(bytes, dice.roll(bytes.length), 0, bytes.slice(dice.roll(bytes.length)).slice(0, dice.roll(64))),
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

function edit(bytes: Uint8Array, change: (copy: Uint8Array) => void): Uint8Array {
  const copy = bytes.slice();
  if (copy.length > 0) change(copy);
  return copy;
}

function splice(bytes: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array {
  const rest = bytes.subarray(at + remove);
  const spliced = new Uint8Array(Math.min(at, bytes.length) + insert.length + rest.length);
  spliced.set(bytes.subarray(0, at));
  spliced.set(insert, spliced.length - rest.length - insert.length);
  spliced.set(rest, spliced.length - rest.length);
  return spliced;
}

/** A file with one to three things wrong. */
export function mutate(bytes: Uint8Array, dice: Dice, others: readonly Uint8Array[]): Uint8Array {
  let mutated = bytes;
  for (let n = 1 + dice.roll(3); n > 0; n--) mutated = dice.pick(mutations)(mutated, dice, others);
  return mutated;
}
