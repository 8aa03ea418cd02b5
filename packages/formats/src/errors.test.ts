/** Whole messages: where, what, and what to do. */
import { gzipSync } from 'node:zlib';
import * as np from '@keepdims/ndarray';
import { FormatError } from '@keepdims/shapes';
import { describe, expect, it } from 'vitest';
import { zip64File } from '../test/zip64.js';
import { readIdx, readNpy, readNpz, readSafetensors, writeIdx, writeNpy, writeNpz, writeSafetensors } from './index.js';
import { writeZip } from './zip/writeZip.js';

function messageOf(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    if (error instanceof FormatError) expect(error.message).toContain(`${error.file}, offset ${error.offset}: `);
    return String(error);
  }
  throw new Error('nothing was thrown');
}

const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

/** An npy file of version 1.0 with this header and so many bytes of data. */
function npy(header: string, bytes = 0, version = '\x01\x00'): Uint8Array {
  const length = String.fromCharCode(header.length & 255, header.length >> 8);
  return joined(latin1(`\x93NUMPY${version}${length}${header}`), new Uint8Array(bytes));
}

const good = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }\n";

describe('readNpy', () => {
  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'npy, offset 0: the file ends here, but the beginning of an npy file takes bytes 0 to 10; it was cut off or its header lies.'],
    ['another file', latin1('and more than ten'), 'npy, offset 0: this is no npy file: it does not begin with \\x93NUMPY.'],
    ['a pickle', latin1('\x80\x04\x95and more'), 'npy, offset 0: this is no npy file (a pickle, perhaps, which is never read): it does not begin with \\x93NUMPY.'],
    ['a later version', npy(good, 16, '\x04\x00'), 'npy, offset 6: the version is 4.0; versions 1.0, 2.0 and 3.0 are read.'],
    ['a header longer than the file', npy(good, 16).slice(0, 40), 'npy, offset 40: the file ends here, but the header takes bytes 10 to 68; it was cut off or its header lies.'],
    ['too few bytes', npy(good, 15), 'npy, offset 83: the file ends here, but the array of 2 elements takes bytes 68 to 84; it was cut off or its header lies.'],
    ['too many bytes', npy(good, 17), 'npy, offset 84: the array ends here, but 1 bytes follow.'],
    ['no dictionary', npy('descr'), 'npy, offset 10: the header should have \'{\' here, but there is "descr".'],
    ['no end', npy("{'descr': '<f8'"), "npy, offset 25: the header should have '}' here, but it ends."],
    ['more after the dictionary', npy(good + 'x'), 'npy, offset 68: the header should have its end here, but there is "x".'],
    ['a key missing', npy("{'descr': '<f8', 'shape': (2,)}"), 'npy, offset 10: the header needs descr, fortran_order and shape.'],
    ['a key twice', npy("{'descr': '<f8', 'descr': '<f8'}"), 'npy, offset 27: the header has "descr" twice.'],
    ['another key', npy("{'dtype': '<f8'}"), 'npy, offset 11: the header has an unknown key "dtype".'],
    ['no boolean', npy("{'fortran_order': 0}"), 'npy, offset 28: the header should have True or False here, but there is "0}".'],
    ['no tuple', npy("{'shape': (2)}"), 'npy, offset 22: the header should have a comma, which makes one size a tuple here, but there is ")}".'],
    ['a negative size', npy("{'shape': (-2,)}"), 'npy, offset 21: the header should have a size, an integer of 0 or more here, but there is "-2,)}".'],
    ['a size beyond counting', npy("{'shape': (9007199254740992,)}"), 'npy, offset 21: a size is larger than any file.'],
    ['a shape beyond counting', npy(good.replace('(2,)', '(4294967296, 4294967296, 0)')), 'npy, offset 60: shape [4294967296, 4294967296, 0] has more elements than any file.'],
    ['too many axes', npy(good.replace('(2,)', `(${'1, '.repeat(65)})`)), 'npy, offset 60: the shape has 65 axes; at most 64 are read.'],
    ['no string', npy("{'descr': 8}"), 'npy, offset 20: the header should have a string here, but there is "8}".'],
    ['an endless string', npy("{'descr': '<f8}"), 'npy, offset 20: the string that begins here has no end.'],
    ['no type', npy("{'descr': 'f99'}"), 'npy, offset 20: the elements are "f99", which is no type of elements that NumPy writes.'],
    ['no order of bytes', npy("{'descr': '|f8'}"), 'npy, offset 20: the elements are "|f8", which is no type of elements that NumPy writes.'],
    ['records', npy("{'descr': [('a', '<f8')]}"), 'npy, offset 20: the elements are records. Save one array a field.'],
    ['objects', npy("{'descr': '|O'}"), 'npy, offset 20: the elements are Python objects, stored as a pickle, which can run code when it is loaded: it is not read. Save numbers: np.save(file, a.astype(np.float64)), or one array for each part.'],
    ['int64 beyond float64', joined(npy(good.replace('<f8', '>i8')), latin1('\0\0\0\0\0\0\0\x01\x80\0\0\0\0\0\0\x01')), 'npy, offset 76: element 1 of the int64 array is -9223372036854775807, which float64 may not hold exactly; integers are read up to ±(2**53 - 1). If rounding does no harm, save it as float64.'],
  ])('%s', (_, bytes, message) => {
    expect(messageOf(() => readNpy(bytes))).toBe(`FormatError: ${message}`);
  }); // prettier-ignore

  it('reads the good one', () => {
    expect(readNpy(npy(good, 16)).toArray()).toEqual([0, 0]);
    expect(readNpy(npy("{'shape':(2L,1),'fortran_order':True,'descr':\"|u1\"}", 2)).shape).toEqual([2, 1]);
  });

  it('names the file, and keeps the limit', () => {
    expect(messageOf(() => readNpy(npy(good, 16), { name: 'W.npy', maxBytes: 15 }))).toBe(
      'FormatError: W.npy, offset 68: the array of 2 elements would take 16 bytes, more than maxBytes: 15. If you trust the file, raise options.maxBytes.',
    );
    expect(messageOf(() => readNpy(npy(good.replace('<f8', '|i1'), 2), { maxBytes: 7 }))).toContain(
      'would take 8 bytes',
    );
    expect(readNpy(npy(good, 16), { maxBytes: 16 }).size).toBe(2);
    const error = new FormatError('m', { file: 'W.npy', offset: 3 });
    expect([error.name, error.file, error.offset, error.line]).toEqual(['FormatError', 'W.npy', 3, undefined]);
  });

  it.each<[string, () => unknown, string]>([
    ['an ArrayBuffer', () => readNpy(new ArrayBuffer(3) as never), 'TypeError: readNpy(bytes): bytes must be a Uint8Array, but it is an ArrayBuffer. new Uint8Array(bytes) would fit.'],
    ['a text', () => readNpy('x' as never), 'TypeError: readNpy(bytes): bytes must be a Uint8Array, but it is the text "x". Read the file first: readNpy(readFileSync(path)) in Node, readNpy(new Uint8Array(await (await fetch(url)).arrayBuffer())) in a browser.'],
    ['a long text', () => readNpz('x'.repeat(41) as never), `TypeError: readNpz(bytes): bytes must be a Uint8Array, but it is the text "${'x'.repeat(39)}…". Read the file first: readNpz(readFileSync(path)) in Node, readNpz(new Uint8Array(await (await fetch(url)).arrayBuffer())) in a browser.`],
    ['nothing', () => readNpz(null as never), 'TypeError: readNpz(bytes): bytes must be a Uint8Array, but it is null.'],
    ["the file's name by another name", () => readSafetensors(new Uint8Array(), { file: 'W' } as never), "RangeError: readSafetensors(bytes, options): there is no option 'file'. Did you mean 'name'? The options are name, maxBytes."],
    ['another view', () => readIdx(new Int8Array(3) as never), 'TypeError: readIdx(bytes): bytes must be a Uint8Array, but it is object.'],
    ['an option', () => readNpz(new Uint8Array(), { maxByte: 1 } as never), "RangeError: readNpz(bytes, options): there is no option 'maxByte'. Did you mean 'maxBytes'? The options are name, maxBytes."],
    ['a limit', () => readNpy(new Uint8Array(), { maxBytes: -1 }), 'RangeError: readNpy(bytes, options): maxBytes must be an integer, 0 or more, but it is -1.'],
  ])('refuses %s', (_, f, message) => {
    expect(messageOf(f)).toBe(message);
  }); // prettier-ignore
});

describe('files of another format', () => {
  const files = {
    npy: [writeNpy(np.ones([2])), 'an npy file', 'Read it with readNpy(bytes)'],
    npz: [
      writeNpz({ W: np.ones([2]) }),
      'a zip file, as npz files are',
      'Read an npz file with readNpz(bytes), and unpack any other',
    ],
    'empty npz': [writeNpz({}), 'a zip file without entries', 'Of an npz file readNpz(bytes) gives no arrays'],
    gzip: [
      writeIdx(np.ones([2]), { compress: true }),
      'a gzip file',
      'A packed IDX file is read by readIdx(bytes); unpack any other first',
    ],
    HDF5: [
      latin1('\x89HDF\r\n\x1a\n and more'),
      'an HDF5 file',
      'Nothing here reads HDF5: save the arrays as npz, in Python np.savez(path, **{name: file[name][()] for name in file})',
    ],
  } as const;
  const readers = {
    readNpy: [readNpy, 'npy'],
    readNpz: [readNpz, 'npz'],
    readSafetensors: [readSafetensors, 'safetensors'],
    readIdx: [readIdx, 'IDX'],
  } as const;
  const own: readonly string[] = ['npy readNpy', 'npz readNpz', 'empty npz readNpz', 'gzip readIdx'];

  it.each(Object.keys(files) as (keyof typeof files)[])('%s', (file) => {
    const [bytes, what, remedy] = files[file];
    for (const [name, [read, format]] of Object.entries(readers)) {
      if (own.includes(`${file} ${name}`)) {
        expect(() => read(bytes)).not.toThrow();
        continue;
      }
      expect(messageOf(() => read(bytes))).toBe(
        `FormatError: ${format}, offset 0: this is ${what}, which ${name} doesn't read. ${remedy}.`,
      );
    }
  });
});

it('a safetensors file may begin like a gzip file', () => {
  const file = safetensors('{}'.padEnd(0x8b1f));
  expect([...file.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
  expect(readSafetensors(file).tensors).toEqual({});
});

/** A safetensors file with this header. */
function safetensors(header: string, bytes = 0): Uint8Array {
  const text = new TextEncoder().encode(header);
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(text.length), true);
  return joined(length, text, new Uint8Array(bytes));
}

const tensor = (begin: number, end: number, shape = `[${end - begin}]`) =>
  `{"dtype":"U8","shape":${shape},"data_offsets":[${begin},${end}]}`;

describe('readSafetensors', () => {
  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(7), 'offset 7: the file ends here, but the length of the header takes bytes 0 to 8; it was cut off or its header lies.'],
    ['a length beyond counting', latin1('\xff\xff\xff\xff\xff\xff\xff\xff{}'), 'offset 0: the length of the header is 18446744073709551615, longer than any file.'],
    ['a length over the limit', latin1('\0\xff\xff\xff\0\0\0\0{}'), "offset 0: the header's length is 4294967040; at most 100000000 bytes are allowed."],
    ['a length that lies', safetensors('{}').slice(0, 9), 'offset 9: the file ends here, but the header takes bytes 8 to 10; it was cut off or its header lies.'],
    ['no UTF-8', joined(latin1('\x02\0\0\0\0\0\0\0{\xff')), 'offset 8: the header is not UTF-8.'],
    ['no object', safetensors('[]'), 'offset 8: the header does not begin with {; this is no safetensors file.'],
    ['no end', safetensors(`{"a":${tensor(0, 1)}`, 1), "offset 60: the header should have '}' here, but it ends."],
    ['more after the end', safetensors('{} {}'), 'offset 11: the header should have its end here, but there is "{}".'],
    ['a name twice', safetensors(`{"a":${tensor(0, 1)},"\\u0061":${tensor(1, 2)}}`, 2), 'offset 61: there are two tensors named "a".'],
    ['a name twice, after an umlaut', safetensors(`{"ä":${tensor(0, 1)},"ä":${tensor(1, 2)}}`, 2), 'offset 62: there are two tensors named "ä".'],
    ['a path', safetensors(`{"../a":${tensor(0, 1)}}`, 1), 'offset 9: the tensor\'s name "../a" is a path.'],
    ['an absolute path', safetensors(`{"/a":${tensor(0, 1)}}`, 1), 'offset 9: the tensor\'s name "/a" is a path.'],
    ['a drive', safetensors(`{"C:a":${tensor(0, 1)}}`, 1), 'offset 9: the tensor\'s name "C:a" is a path.'],
    ['a backslash', safetensors(`{"a\\\\b":${tensor(0, 1)}}`, 1), 'offset 9: the tensor\'s name "a\\\\b" has a backslash or a control character.'],
    ['an empty name', safetensors(`{"":${tensor(0, 1)}}`, 1), 'offset 9: the tensor\'s name "" is empty.'],
    ['half a character', safetensors(`{"\\ud800":${tensor(0, 1)}}`, 1), 'offset 9: the tensor\'s name "\\ud800" is no Unicode text.'],
    ['an endless string', safetensors('{"a\\"'), 'offset 9: the string that begins here has no end.'],
    ['a bad escape', safetensors('{"\\x":1}'), 'offset 9: the string that begins here is no JSON.'],
    ['no object for a tensor', safetensors('{"a":[1]}'), 'offset 13: the header should have \'{\' here, but there is "[1]}".'],
    ['a type unknown', safetensors('{"a":{"dtype":"F8_E4M3"}}'), 'offset 22: tensor "a" has elements of type "F8_E4M3", which no array here holds; convert it before saving. Types that are read: BOOL, U8, I8, U16, I16, I32, U32, I64, U64, F16, BF16, F32, F64.'],
    ['a key unknown', safetensors('{"a":{"size":1}}'), 'offset 14: tensor "a" has an unknown key "size".'],
    ['a key twice', safetensors('{"a":{"shape":[1],"shape":[2]}}'), 'offset 26: tensor "a" has shape twice.'],
    ['a key missing', safetensors('{"a":{"shape":[1]}}'), 'offset 13: tensor "a" needs dtype, shape and two data_offsets.'],
    ['a negative size', safetensors('{"a":{"shape":[-1]}}'), 'offset 23: the header should have a size, an integer of 0 or more here, but there is "-1]}}".'],
    ['a fraction', safetensors('{"a":{"shape":[1.5]}}'), 'offset 24: the header should have \']\' here, but there is ".5]}}".'],
    ['bytes that do not fit the shape', safetensors(`{"a":${tensor(0, 2, '[3]')}}`, 2), 'offset 13: tensor "a" has data_offsets [0, 2], 2 bytes, but 3 elements of uint8 take 3.'],
    ['an end before the beginning', safetensors(`{"a":${tensor(2, 1, '[1]')}}`, 2), 'offset 13: tensor "a" has data_offsets [2, 1], -1 bytes, but 1 elements of uint8 take 1.'],
    ['an overlap', safetensors(`{"a":${tensor(0, 2)},"b":${tensor(1, 3)}}`, 3), 'offset 65: tensor "b" overlaps tensor "a".'],
    ['a gap', safetensors(`{"a":${tensor(0, 1)},"b":${tensor(3, 4)}}`, 4), 'offset 65: tensor "b" leaves a gap of 2 bytes before it.'],
    ['too few bytes', safetensors(`{"a":${tensor(0, 2)}}`, 1), 'offset 62: the file ends here, but tensor "a" takes bytes 61 to 63; it was cut off or its header lies.'],
    ['too many bytes', safetensors(`{"a":${tensor(0, 2)}}`, 3), 'offset 63: the tensors end here, but 1 bytes follow.'],
    ['metadata twice', safetensors('{"__metadata__":{},"__metadata__":{}}'), 'offset 27: there are two __metadata__.'],
    ['a key of metadata twice', safetensors('{"__metadata__":{"a":"","a":""}}'), 'offset 32: __metadata__ has "a" twice.'],
    ['metadata that is no text', safetensors('{"__metadata__":{"a":1}}'), 'offset 29: the header should have a string here, but there is "1}}".'],
  ])('%s', (_, bytes, message) => {
    expect(messageOf(() => readSafetensors(bytes))).toBe(`FormatError: safetensors, ${message}`);
  }); // prettier-ignore

  it('counts the memory of all tensors together', () => {
    const file = safetensors(`{"a":${tensor(0, 2)},"b":${tensor(2, 4)}}`, 4);
    expect(Object.keys(readSafetensors(file, { maxBytes: 4 }).tensors)).toEqual(['a', 'b']);
    expect(messageOf(() => readSafetensors(file, { maxBytes: 3 }))).toBe(
      'FormatError: safetensors, offset 115: the array of 2 elements would take 4 bytes, more than maxBytes: 3. If you trust the file, raise options.maxBytes.',
    );
  });

  it('a long text with many escapes is read', () => {
    const text = '"\\\n'.repeat(300_000);
    expect(readSafetensors(writeSafetensors({}, { metadata: { text } })).metadata.text).toBe(text);
  });
});

describe('readIdx', () => {
  it.each<[string, readonly number[], string]>([
    ['nothing', [0, 0, 8], 'offset 3: the file ends here, but the beginning of an IDX file takes bytes 0 to 4; it was cut off or its header lies.'],
    ['another file', [1, 2, 8, 1], 'offset 0: this is no IDX file: it does not begin with two bytes of 0.'],
    ['no type', [0, 0, 10, 1], 'offset 2: 0x0a is no type of elements; there are 0x08 (uint8), 0x09 (int8), 0x0b (int16), 0x0c (int32), 0x0d (float32), 0x0e (float64).'],
    ['sizes missing', [0, 0, 8, 2, 0, 0, 0, 1], 'offset 8: the file ends here, but the sizes of 2 axes takes bytes 4 to 12; it was cut off or its header lies.'],
    ['a shape beyond counting', [0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255], 'offset 4: shape [4294967295, 4294967295] has more elements than any file.'],
    ['too few bytes', [0, 0, 8, 1, 0, 0, 0, 2, 1], 'offset 9: the file ends here, but the array of 2 elements takes bytes 8 to 10; it was cut off or its header lies.'],
    ['too many bytes', [0, 0, 8, 1, 0, 0, 0, 0, 1], 'offset 8: the array ends here, but 1 bytes follow.'],
  ])('%s', (_, bytes, message) => {
    expect(messageOf(() => readIdx(Uint8Array.from(bytes)))).toBe(`FormatError: IDX, ${message}`);
  }); // prettier-ignore

  const packed = Uint8Array.from(gzipSync(writeIdx(np.zeros([200], { dtype: 'uint8' }))));
  const changed = (at: number, ...bytes: readonly number[]) => {
    const copy = packed.slice();
    copy.set(bytes, at < 0 ? copy.length + at : at);
    return copy;
  };

  it.each<[string, Uint8Array, string]>([
    ['cut off at the beginning', packed.slice(0, 12), 'offset 12: the file ends here, but the beginning and the end of a gzip file takes bytes 0 to 18; it was cut off or its header lies.'],
    ['another method', changed(2, 7), 'offset 2: gzip method 7 is none; 8 is deflate.'],
    ['unknown flags', changed(3, 0x20), 'offset 3: the gzip header has unknown flags.'],
    ['a name without end', joined(changed(3, 8).slice(0, 10), new Uint8Array(20).fill(65)), 'offset 10: a text in the gzip header has no end.'],
    ['a header without end', joined(changed(3, 4).slice(0, 10), Uint8Array.of(255, 255), new Uint8Array(20)), 'offset 65547: the gzip header fills the whole file.'],
    ['a size too small', changed(-4, 207), 'offset 10: the packed file is declared as 207 bytes, but unpacks to more.'],
    ['a size too large', changed(-4, 209), 'offset 10: the packed file is declared as 209 bytes, but unpacks to 208.'],
    ['a size that packed bytes can not give', changed(-4, 0, 0, 0, 64), `offset 10: the packed file is declared as 1073741824 bytes, but ${packed.length - 18} packed bytes can't give so many.`],
    ['a wrong sum', changed(-8, 0), `offset ${packed.length - 8}: the check sum is wrong: the packed file is damaged.`],
    ['damaged bytes', changed(10, 255, 255, 255), 'offset 10: the packed file is damaged: it can\'t be unpacked (invalid block type).'],
  ])('gzip: %s', (_, bytes, message) => {
    expect(messageOf(() => readIdx(bytes))).toBe(`FormatError: IDX, ${message}`);
  }); // prettier-ignore

  it('a bomb is refused by what it declares', () => {
    const bomb = Uint8Array.from(gzipSync(new Uint8Array(10_000_000)));
    expect(bomb.length).toBeLessThan(10_000);
    expect(messageOf(() => readIdx(bomb, { maxBytes: 1_000_000 }))).toBe(
      `FormatError: IDX, offset ${bomb.length - 4}: unpacking would take 10000000 bytes, more than maxBytes: 1000000. If you trust the file, raise options.maxBytes.`,
    );
  });
});

describe('readNpz', () => {
  const array = writeNpy(np.array([1, 2]));
  const zip = (...names: readonly string[]) =>
    writeZip(
      names.map((name) => [name, array]),
      { compress: false },
    );
  const one = zip('a.npy');
  const two = zip('a.npy', 'b.npy');
  const end = one.length - 22;
  const row = end - 51;
  const changed = (file: Uint8Array, at: number, ...bytes: readonly number[]) => {
    const copy = file.slice();
    copy.set(bytes, at);
    return copy;
  };
  const row2 = two.length - 22 - 51;

  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'offset 0: this is no zip file, or it was cut off: the record at its end is missing.'],
    ['cut off', one.slice(0, -1), 'offset 0: this is no zip file, or it was cut off: the record at its end is missing.'],
    ['split', changed(one, end + 4, 1), `offset ${end}: this is one part of a zip file that was split.`],
    ['a directory elsewhere', changed(one, end + 16, 255, 255, 255), `offset ${end}: the directory of 1 entries can't lie in bytes 16777215 to 16777266.`],
    ['too many entries', changed(one, end + 8, 9, 0, 9), `offset ${end}: the directory of 9 entries can't lie in bytes ${row} to ${end}.`],
    ['too few entries', changed(two, two.length - 14, 1, 0, 1), `offset ${row2}: the directory's 1 entries end before it does.`],
    ['no entry', changed(one, row, 0), `offset ${row}: here should be an entry of the directory.`],
    ['a long entry', changed(one, row + 32, 255), `offset ${row}: this entry is longer than the directory.`],
    ['a name in no UTF-8', changed(one, row + 46, 255), `offset ${row + 46}: the name of this entry is not UTF-8.`],
    ['encrypted', changed(one, row + 8, 1), `offset ${row}: entry "a.npy" is encrypted. Save it without a password.`],
    ['another method', changed(one, row + 10, 12), `offset ${row}: entry "a.npy" is packed by method 12; 0 (stored) and 8 (deflated) are read.`],
    ['in another part', changed(one, row + 34, 1), `offset ${row}: entry "a.npy" is in another part of a split file.`],
    ['sizes that differ', changed(one, row + 24, 0), `offset ${row}: entry "a.npy" is stored, but 0 bytes are declared as 144.`],
    ['no local header', changed(one, row + 42, 1), `offset ${row}: entry "a.npy" should begin at 1, but does not.`],
    ['another local name', changed(one, 30, 98), 'offset 30: entry "a.npy" has another name here than in the directory.'],
    ['past the directory', changed(one, row + 20, 255, 0, 0, 0, 255), `offset ${row}: entry "a.npy" would end at 290, within the directory.`],
    ['a zip64 field missing', changed(one, row + 24, 255, 255, 255, 255), `offset ${row}: this entry's size is missing from its zip64 field.`],
    ['damaged bytes', changed(one, 50, 0), `offset ${row}: entry "a.npy" is damaged: its check sum is wrong.`],
    ['an overlap', changed(zip('a.npy', 'a.npy'), row2 + 42, 0, 0), `offset ${row2}: entry "a.npy" overlaps entry "a.npy".`],
    ['two of one name', zip('a.npy', 'a.npy'), `offset ${row2}: there are two arrays named "a".`],
    ['another kind of file', zip('a.txt'), `offset ${row}: entry "a.txt" is no array; an npz file has .npy files only.`],
    ['a path', zip('../../a.npy'), `offset ${row + 6}: the array's name "../../a" is a path.`],
  ])('%s', (_, bytes, message) => {
    expect(messageOf(() => readNpz(bytes))).toBe(`FormatError: npz, ${message}`);
  }); // prettier-ignore

  it('names the entry of a damaged array', () => {
    const file = writeZip([['W.npy', array.slice(0, -1)]], { compress: true });
    expect(messageOf(() => readNpz(file, { name: 'weights.npz' }))).toBe(
      'FormatError: weights.npz, entry W.npy, offset 143: the file ends here, but the array of 2 elements takes bytes 128 to 144; it was cut off or its header lies.',
    );
  });

  it('a bomb is refused by what it declares, one that declares less by what comes out', () => {
    const zeros = writeNpy(np.zeros([5_000_000], { dtype: 'uint8' }));
    const bomb = writeZip([['a.npy', zeros], ['b.npy', zeros]], { compress: true }); // prettier-ignore
    expect(bomb.length).toBeLessThan(20_000);
    expect(messageOf(() => readNpz(bomb, { maxBytes: 9_999_999 }))).toContain(
      'unpacking would take 10000256 bytes, more than maxBytes: 9999999. If you trust the file, raise options.maxBytes.',
    );
    const lies = changed(bomb, bomb.length - 22 - 51 + 24, 128, 0, 0, 0);
    expect(messageOf(() => readNpz(lies, { maxBytes: 9_999_999 }))).toContain(
      'entry "b.npy" is declared as 128 bytes, but unpacks to more.',
    );
  });

  it('zip64: a record elsewhere', () => {
    const file = zip64File();
    const locator = file.length - 22 - 20;
    expect(messageOf(() => readNpz(changed(file, locator + 8, 1)))).toBe(
      `FormatError: npz, offset ${locator + 8}: the zip64 record should be at ${(((locator - 56) >> 8) << 8) + 1}, but is not.`,
    );
  });
});

describe('writers', () => {
  it.each<[string, () => unknown, string]>([
    ['no array', () => writeNpy([1] as never), 'TypeError: writeNpy: a must be an NDArray, but it is a plain array. np.array(a) would fit.'],
    ['no array in npz', () => writeNpz({ W: 3 as never }), 'TypeError: writeNpz(arrays, options): W must be an NDArray, but it is number.'],
    ['no array in safetensors', () => writeSafetensors({ b: np.ones([1]), W: null as never }), 'TypeError: writeSafetensors(tensors, options): W must be an NDArray, but it is null.'],
    ['a path', () => writeNpz({ '../W': np.ones([1]) }), `RangeError: writeNpz(arrays, options): the name "../W" is a path; names are like 'layer1/W' or 'layer1.W'.`],
    ['an empty name', () => writeSafetensors({ '': np.ones([1]) }), `RangeError: writeSafetensors(tensors, options): the name "" is empty; names are like 'layer1/W' or 'layer1.W'.`],
    ['the name of texts', () => writeSafetensors({ __metadata__: np.ones([1]) }), "RangeError: writeSafetensors(tensors, options): a tensor can't be named __metadata__: the format keeps texts there."],
    ['metadata that is no text', () => writeSafetensors({}, { metadata: { epoch: 3 as never } }), 'TypeError: writeSafetensors(tensors, options): metadata holds texts, but "epoch" is a number. JSON.stringify(value) would fit.'],
    ['half a character', () => writeSafetensors({}, { metadata: { a: '\ud800' } }), 'RangeError: writeSafetensors(tensors, options): metadata "a" is no Unicode text: half of a pair is missing.'],
    ['bool in IDX', () => writeIdx(np.ones([1], { dtype: 'bool' })), "DTypeError: writeIdx: IDX has no elements of type bool. a.astype('uint8') would fit."],
    ['axes in IDX', () => writeIdx(np.zeros(Array.from({ length: 256 }, () => 1))), `RangeError: writeIdx: a has shape [${Array.from({ length: 256 }, () => 1).join(', ')}]; IDX has up to 255 axes, each of fewer than 2**32 elements.`],
    ['axes in npy', () => writeNpy(np.zeros(Array.from({ length: 30_000 }, () => 1))), "RangeError: writeNpy: a has 30000 axes; the format's header has no room for so many."],
    ['an option', () => writeNpz({}, { compressed: true } as never), "RangeError: writeNpz(arrays, options): there is no option 'compressed'. Did you mean 'compress'? The options are compress."],
  ])('refuse %s', (_, f, message) => {
    expect(messageOf(f)).toBe(message);
  }); // prettier-ignore
});
