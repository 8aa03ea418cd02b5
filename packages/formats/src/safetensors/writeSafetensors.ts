import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { refuseUnknownOptions } from '@keepdims/shapes';
import { bytesPerElement } from '../elementType.js';
import { encodeElements } from '../encodeElements.js';
import { checkNameToWrite } from '../entryName.js';
import { encodeUtf8 } from '../text.js';
import { safetensorsNames } from './elementTypes.js';

/** Options of {@link writeSafetensors}. */
export interface WriteSafetensorsOptions {
  /** Texts to keep with the tensors. */
  readonly metadata?: Readonly<Record<string, string>>;
}

const operation = 'writeSafetensors(tensors, options)';

/**
 * Write named arrays, and texts, as a safetensors file.
 *
 * The same arrays give the same bytes: tensors with wide elements come first, so that all lie aligned, and those of one width in the order of
 * their names.
 *
 * @param tensors - Arrays by name, of any shape, element type and memory layout. Names have no empty parts or dots between slashes.
 * @param options.metadata - Texts by name.
 * @returns The whole file.
 * @throws TypeError if a tensor is no array, or a text no string. RangeError if a name can't be used or an option is unknown.
 * @example writeSafetensors({ b: np.zeros([2, 1]) }).length // 8 + 64 + 16
 * @see https://github.com/huggingface/safetensors#format
 */
export function writeSafetensors(
  tensors: Readonly<Record<string, NDArray>>,
  options: WriteSafetensorsOptions = {},
): Uint8Array<ArrayBuffer> {
  refuseUnknownOptions(operation, options, ['metadata']);
  for (const [name, tensor] of Object.entries(tensors)) {
    np.requireArray(operation, name, tensor);
    checkName(name);
  }
  const entries = Object.entries(tensors).sort(
    ([nameA, a], [nameB, b]) => bytesPerElement[b.dtype] - bytesPerElement[a.dtype] || (nameA < nameB ? -1 : 1),
  );
  const header: [string, unknown][] = [];
  const metadata = Object.entries(options.metadata ?? {});
  for (const [key, value] of metadata) checkText(key, value);
  if (metadata.length > 0) header.push(['__metadata__', options.metadata]);

  let position = 0;
  for (const [name, tensor] of entries) {
    const end = position + tensor.size * bytesPerElement[tensor.dtype];
    const dtype = safetensorsNames[tensor.dtype];
    header.push([name, { dtype, shape: tensor.shape, data_offsets: [position, end] }]);
    position = end;
  }
  // Not of an object, in which names that are integers would come first.
  const json = `{${header.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`;
  const text = encodeUtf8(json);
  const length = Math.ceil(text.length / 8) * 8;
  const file = new Uint8Array(8 + length + position);
  new DataView(file.buffer).setBigUint64(0, BigInt(length), true);
  file.set(text, 8);
  file.fill(0x20, 8 + text.length, 8 + length);
  let offset = 8 + length;
  for (const [, tensor] of entries) {
    encodeElements(tensor, file, offset, true);
    offset += tensor.size * bytesPerElement[tensor.dtype];
  }
  return file;
}

function checkName(name: string): void {
  checkNameToWrite(operation, name);
  if (name !== '__metadata__') return;
  throw new RangeError(`${operation}: a tensor can't be named __metadata__: the format keeps texts there.`);
}

function checkText(key: string, value: unknown): void {
  if (typeof value !== 'string') {
    throw new TypeError(
      `${operation}: metadata holds texts, but ${JSON.stringify(key)} is ${value === null ? 'null' : `a ${typeof value}`}. JSON.stringify(value) would fit.`,
    );
  }
  if (/\p{Surrogate}/u.test(key + '\n' + value)) {
    throw new RangeError(
      `${operation}: metadata ${JSON.stringify(key)} is no Unicode text: half of a pair is missing.`,
    );
  }
}
