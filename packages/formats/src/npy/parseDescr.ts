import type { ElementType } from '../elementType.js';

/** How elements lie in an npy file. */
export interface Descr {
  readonly type: ElementType;
  readonly littleEndian: boolean;
}

const types: Readonly<Record<string, ElementType>> = {
  b1: 'bool',
  u1: 'uint8',
  i1: 'int8',
  u2: 'uint16',
  i2: 'int16',
  u4: 'uint32',
  i4: 'int32',
  u8: 'uint64',
  i8: 'int64',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
};

/** NumPy's kinds of elements that no array here holds: what they are, and what to do in NumPy before saving. */
const refused: Readonly<Record<string, string>> = {
  O: 'Python objects, stored as a pickle, which can run code when it is loaded: it is not read. Save numbers: np.save(file, a.astype(np.float64)), or one array for each part',
  S: 'byte strings. Save numbers, such as codes: np.unique(a, return_inverse=True)[1], and the texts as JSON or CSV',
  a: 'byte strings. Save numbers, such as codes: np.unique(a, return_inverse=True)[1], and the texts as JSON or CSV',
  U: 'texts. Save numbers, such as codes: np.unique(a, return_inverse=True)[1], and the texts as JSON or CSV',
  c: 'complex numbers. Save two arrays: a.real and a.imag',
  M: 'dates. Save numbers: a.astype(np.int64)',
  m: 'durations. Save numbers: a.astype(np.int64)',
  V: 'raw bytes or records. Save one array a field, or a.view(np.uint8)',
  f: 'floats of extended precision. Save a.astype(np.float64)',
};

/** What a type description such as `<f8` says, or else what is wrong with it, as words that follow "the elements are". */
export function parseDescr(descr: string): Descr | string {
  const [, order = '', code = ''] = /^([<>|=]?)(.*)$/s.exec(descr) ?? [];
  const type = Object.hasOwn(types, code) ? types[code] : undefined;
  // '=' means the order of the machine that wrote the file, which a file can't say; '|' that there is none.
  if (type !== undefined && (order === '<' || order === '>' || (order === '|' && code.endsWith('1')))) {
    return { type, littleEndian: order !== '>' };
  }
  const kind = code.charAt(0);
  const known =
    Object.hasOwn(refused, kind) && (kind !== 'f' || /^f(10|12|16)$/.test(code)) ? refused[kind] : undefined;
  return known ?? `${JSON.stringify(descr)}, which is no type of elements that NumPy writes`;
}
