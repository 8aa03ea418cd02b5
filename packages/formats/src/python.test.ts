/**
 * What is written here, read by Python: npy and npz by NumPy, safetensors parsed as its specification says. Skipped, visibly, where there is
 * no python3 with NumPy.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { pythonWithNumPy } from '@keepdims/tooling-testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeArray } from '../test/golden.js';
import { zip64File } from '../test/zip64.js';
import { writeNpy, writeNpz, writeSafetensors } from './index.js';

const script = String.raw`
import base64, json, struct, sys
import numpy as np

def describe(a):
    flat = np.ascontiguousarray(a, dtype=np.float64)
    return {"shape": list(a.shape), "dtype": a.dtype.name, "values": base64.b64encode(flat.tobytes()).decode()}

def safetensors(data):
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length].decode("utf-8"))
    metadata = header.pop("__metadata__", {})
    types = {"BOOL": "?", "U8": "u1", "I32": "<i4", "F32": "<f4", "F64": "<f8"}
    tensors, end = {}, 0
    for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        start, stop = entry["data_offsets"]
        assert start == end, "a hole or an overlap"
        end = stop
        part = data[8 + length + start : 8 + length + stop]
        tensors[name] = describe(np.frombuffer(part, types[entry["dtype"]]).reshape(entry["shape"]))
    assert 8 + length + end == len(data), "more or fewer bytes than declared"
    return {"metadata": metadata, "tensors": tensors}

def read(path):
    if path.endswith(".npy"):
        a = np.load(path, allow_pickle=False)
        return [describe(a), bool(a.flags.f_contiguous)]
    if path.endswith(".npz"):
        with np.load(path, allow_pickle=False) as file:
            return {name: describe(file[name]) for name in file.files}
    return safetensors(open(path, "rb").read())

print(json.dumps([read(path) for path in sys.argv[1:]]))
`;

const python = pythonWithNumPy();

const arrays: Readonly<Record<string, NDArray>> = {
  W: np.array([[1.5, -0, NaN], [Infinity, 1e-320, 2 ** 53]]), // prettier-ignore
  'layer1/b': np.array([[0.1], [-2]], { dtype: 'float32' }),
  step: np.array(new Int32Array([-(2 ** 31), 2 ** 31 - 1])),
  'é 日本': np.array([[true], [false]]),
  bytes: np.array(new Uint8Array([0, 255])),
  scalar: np.full([], 7),
  nothing: np.zeros([0, 3]),
};
const described = Object.fromEntries(Object.entries(arrays).map(([name, a]) => [name, describeArray(a)]));

const zeros = np.zeros([1000]);
const transpose = np.array([[1, 2, 3], [4, 5, 6]]).T(); // prettier-ignore
const metadata = { format: 'np', ä: '"\\\n' };

/** Files, and what Python must find in them; for npy also whether they are in Fortran's order, as vectors and scalars are too. */
const files: readonly (readonly [string, Uint8Array, unknown])[] = [
  ...Object.entries(arrays).map(([name, a], i) => {
    const inOneLine = a.ndim < 2 || a.size === 0 || a.shape.includes(1);
    return [`${i}.npy`, writeNpy(a), [described[name], inOneLine]] as const;
  }),
  ['transpose.npy', writeNpy(transpose), [describeArray(transpose), true]],
  ['stored.npz', writeNpz({ ...arrays, zeros }), { ...described, zeros: describeArray(zeros) }],
  ['deflated.npz', writeNpz({ ...arrays, zeros }, { compress: true }), { ...described, zeros: describeArray(zeros) }],
  ['zip64.npz', zip64File(), { a: describeArray(np.array([1, 2])), b: describeArray(np.array([3])) }],
  ['all.safetensors', writeSafetensors(arrays, { metadata }), { metadata, tensors: described }],
];

describe.skipIf(python === undefined)('in Python', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keepdims-formats-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  let found: unknown[] = [];
  beforeAll(() => {
    const paths = files.map(([name, bytes]) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    });
    // One process for all: loading NumPy takes long.
    const printed = execFileSync(python ?? '', ['-c', script, ...paths], { encoding: 'utf8' });
    found = JSON.parse(printed) as unknown[]; // the script prints a list
  });

  it.each(files.map(([name, , expected], i) => [name, i, expected] as const))('%s', (_, i, expected) => {
    expect(found[i]).toEqual(expected);
  });
});
