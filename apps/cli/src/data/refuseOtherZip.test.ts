/** Zip files that are no npz are told by what they are. */
import { writeNpz } from '@keepdims/formats';
import * as np from '@keepdims/ndarray';
import { expect, test } from 'vitest';
import { CliError } from '../errors.js';
import { readNetwork } from '../import/readNetwork.js';
import { inspectBytes } from '../inspect/inspectFile.js';
import { detectFormat } from './detectFormat.js';
import { refuseOtherZip } from './refuseOtherZip.js';

/** The local header of an entry: 26 bytes, the length of its name, that of an extra field, the name. */
function zipBeginning(entry: string): Uint8Array {
  const header = Buffer.alloc(30);
  header.write('PK\u0003\u0004', 'latin1');
  header.writeUInt16LE(entry.length, 26);
  return Uint8Array.from(Buffer.concat([header, Buffer.from(entry), Buffer.from('what the entry holds')]));
}

const spreadsheet = 'f is a spreadsheet or another office document; save its table as "CSV UTF-8", and name that file.';
const pickle =
  'f is a pickle of torch.save, which can run code when it is loaded: it is not read. Save an ONNX file with torch.onnx.export, or the parameters with np.savez(file, **{k: v.numpy() for k, v in model.state_dict().items()}).';

test.each([
  ['[Content_Types].xml', spreadsheet],
  ['_rels/.rels', spreadsheet],
  ['mimetype', spreadsheet],
  ['archive/data.pkl', pickle],
  ['net/data.pkl', pickle],
])('%s', async (entry, message) => {
  const bytes = zipBeginning(entry);
  expect(() => detectFormat(bytes, 'f')).toThrow(new CliError(message));
  expect(() => readNetwork(bytes, 'f', {})).toThrow(new CliError(message));
  await expect(inspectBytes(bytes, 'f')).rejects.toThrow(new CliError(message));
});

test('npz, other entries and a file that was cut off are left to the reader of npz', () => {
  const whole = writeNpz({ X: np.zeros([2, 2]), mimetype: np.zeros([1]) });
  for (const bytes of [whole, whole.subarray(0, 10), zipBeginning('mimetypes'), zipBeginning('a/b/data.pkl')]) {
    expect(() => refuseOtherZip(bytes, 'f')).not.toThrow();
  }
});
