/** Small files of the names that the help and the documents speak of. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { activationByName } from '@keepdims/activations';
import { writeNpz, writeSafetensors } from '@keepdims/formats';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { toOnnx } from '@keepdims/onnx';
import { randomState } from '@keepdims/random';
import h5, { FS } from 'h5wasm';
import { parquetWriteBuffer } from 'hyparquet-writer';
import sharp from 'sharp';
import { housesCsv } from './keepdims.js';

/** Write them all into the current folder. */
export async function writeDocumentedFiles(): Promise<void> {
  writeHouses();
  writeArrays();
  writeModels();
  await writeShapes();
  await h5.ready;
  writeCourseFile('train', 6);
  writeCourseFile('test', 4);
}

/** Houses that were sold, were sold later, are to be sold; and the same in other formats. */
function writeHouses(): void {
  const [header = '', ...rows] = housesCsv().trimEnd().split('\n');
  const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
  writeFileSync('houses.csv', housesCsv());
  mkdirSync('moved');
  writeFileSync('moved/houses.csv', housesCsv());
  writeFileSync('plain.csv', text(rows));
  writeFileSync('sold.csv', text([header, ...rows.slice(0, 30)]));
  writeFileSync('new.csv', text([header, ...rows.slice(0, 9)].map((row) => row.replace(/,[^,]*$/, ''))));

  const names = header.split(',');
  const cells = rows.map((row) => row.split(',').map((cell) => (/^\d+$/.test(cell) ? Number(cell) : cell || null)));
  const objects = cells.map((row) => Object.fromEntries(row.map((cell, j) => [names[j] ?? '', cell])));
  writeFileSync('houses.jsonl', text(objects.map((row) => JSON.stringify(row))));
  const columnData = names.map((name, j) => ({
    name,
    data: cells.map((row) => row[j] ?? null),
    type: name === 'city' ? ('STRING' as const) : ('DOUBLE' as const),
  }));
  writeFileSync('houses.parquet', new Uint8Array(parquetWriteBuffer({ columnData })));
}

function writeArrays(): void {
  const state = randomState(1);
  const X = state.randn(40, 3);
  writeFileSync('arrays.npz', writeNpz({ X, y: np.sum(X, { axis: 1 }) }));
  writeFileSync('weights.npz', writeNpz({ W1: np.ones([2, 3]), b1: np.zeros([2, 1]) }));
}

/** Models of other programs: a network of ONNX, and parameters as PyTorch names them. */
function writeModels(): void {
  const state = randomState(2);
  const net = network(2, dense(4, activationByName('relu')), dense(3, activationByName('softmax')));
  writeFileSync('mlp.onnx', toOnnx(net, net.initialize(state)));
  const layers = [3, 4, 2, 1].slice(1).flatMap((units, l): [string, np.NDArray][] => [
    [`${2 * l}.weight`, state.randn(units, [3, 4, 2][l] ?? 0)],
    [`${2 * l}.bias`, np.zeros([units])],
  ]);
  writeFileSync('net.safetensors', writeSafetensors(Object.fromEntries(layers)));
}

/** A folder of pictures, dark ones and light ones. */
async function writeShapes(): Promise<void> {
  for (const [shape, grey] of Object.entries({ circles: 40, squares: 200 })) {
    mkdirSync(`shapes/${shape}`, { recursive: true });
    for (let i = 0; i < 8; i++) {
      const background = { r: grey + i, g: grey, b: grey };
      await sharp({ create: { width: 8, height: 8, channels: 3, background } })
        .png()
        .toFile(`shapes/${shape}/${i}.png`);
    }
  }
}

/** Pictures of one grey, as the course's files have them. */
function writeCourseFile(part: 'train' | 'test', m: number): void {
  const file = new h5.File('written.h5', 'w');
  const pixels = Uint8Array.from({ length: m * 48 }, (_, i) => Math.floor(i / 48) * 20);
  file.create_dataset({ name: `${part}_set_x`, data: pixels, shape: [m, 4, 4, 3], dtype: '<B' });
  const classes = BigInt64Array.from({ length: m }, (_, i) => BigInt(i % 2));
  file.create_dataset({ name: `${part}_set_y`, data: classes, shape: [m], dtype: '<q' });
  file.close();
  if (FS === null) throw new Error('h5wasm is not ready');
  writeFileSync(`${part}_catvnoncat.h5`, FS.readFile('written.h5'));
  FS.unlink('written.h5');
}
