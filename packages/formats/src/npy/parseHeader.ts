import { countElements } from '../checkedShape.js';
import { Scanner } from '../scanner.js';
import type { Source } from '../source.js';
import { decodeLatin1 } from '../text.js';
import type { Descr } from './parseDescr.js';
import { parseDescr } from './parseDescr.js';

/** What the header of an npy file says. */
export interface NpyHeader extends Descr {
  readonly columnMajor: boolean;
  readonly shape: readonly number[];
  readonly count: number;
  /** Where the elements begin. */
  readonly dataOffset: number;
}

/** The first six bytes of every npy file. */
export const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/**
 * Read the header: the magic, the version, a length, and a Python dictionary of three entries.
 *
 * @throws FormatError with the offset of what is wrong.
 */
export function parseHeader(source: Source): NpyHeader {
  const { bytes, view } = source;
  source.require(0, 10, 'the beginning of an npy file');
  if (!magic.every((byte, i) => bytes[i] === byte)) {
    const pickle = bytes[0] === 0x80 ? ' (a pickle, perhaps, which is never read)' : '';
    throw source.error(0, `this is no npy file${pickle}: it does not begin with \\x93NUMPY`, '\\x93NUMPY');
  }
  const [major, minor] = [bytes[6] ?? 0, bytes[7] ?? 0];
  if (major < 1 || major > 3 || minor !== 0) {
    throw source.error(6, `the version is ${major}.${minor}; versions 1.0, 2.0 and 3.0 are read`, '1.0, 2.0 or 3.0');
  }
  const start = major === 1 ? 10 : 12;
  source.require(0, start, 'the length of the header');
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  source.require(start, length, 'the header');
  // Only names of fields go beyond ASCII, and records are refused, so that a character may stand for a byte in every version.
  const text = decodeLatin1(bytes.subarray(start, start + length));
  return { ...parseDictionary(source, new Scanner(source, text, (at) => start + at)), dataOffset: start + length };
}

function parseDictionary(source: Source, scanner: Scanner): Omit<NpyHeader, 'dataOffset'> {
  let descr: Descr | undefined;
  let columnMajor: boolean | undefined;
  let shape: readonly number[] | undefined;
  let shapeStart = 0;
  const seen = new Set<string>();
  scanner.take('{');
  while (!scanner.tries('}')) {
    const start = scanner.skipSpace();
    const key = parseText(scanner);
    if (seen.has(key)) throw scanner.error(`the header has ${JSON.stringify(key)} twice`, 'another key', start);
    seen.add(key);
    scanner.take(':');
    if (key === 'descr') {
      descr = parseType(scanner);
    } else if (key === 'fortran_order') {
      columnMajor = parseBoolean(scanner);
    } else if (key === 'shape') {
      shapeStart = scanner.skipSpace();
      shape = parseTuple(scanner);
    } else {
      const expected = 'descr, fortran_order or shape';
      throw scanner.error(`the header has an unknown key ${JSON.stringify(key)}`, expected, start);
    }
    if (scanner.tries(',')) continue;
    scanner.take('}');
    break;
  }
  scanner.skipSpace();
  if (scanner.position < scanner.text.length) throw scanner.unexpected('its end');
  if (descr === undefined || columnMajor === undefined || shape === undefined) {
    const expected = 'descr, fortran_order and shape';
    throw scanner.error(`the header needs ${expected}`, expected, 0);
  }
  return { ...descr, columnMajor, shape, count: countElements(source, shape, () => scanner.offset(shapeStart)) };
}

/** A Python string without escapes, which none of the header's strings needs. */
function parseText(scanner: Scanner): string {
  const start = scanner.skipSpace();
  const quote = scanner.text.charAt(start);
  if (quote !== "'" && quote !== '"') throw scanner.unexpected('a string');
  const end = scanner.text.indexOf(quote, start + 1);
  if (end === -1) throw scanner.error('the string that begins here has no end', 'a closing quote', start);
  scanner.position = end + 1;
  return scanner.text.slice(start + 1, end);
}

function parseType(scanner: Scanner): Descr {
  const start = scanner.skipSpace();
  if (scanner.text.charAt(start) === '[' || scanner.text.charAt(start) === '(') {
    throw scanner.error('the elements are records. Save one array a field', 'numbers or booleans', start);
  }
  const descr = parseDescr(parseText(scanner));
  if (typeof descr === 'string') throw scanner.error(`the elements are ${descr}`, 'numbers or booleans', start);
  return descr;
}

function parseBoolean(scanner: Scanner): boolean {
  if (scanner.tries('True')) return true;
  if (scanner.tries('False')) return false;
  throw scanner.unexpected('True or False');
}

function parseTuple(scanner: Scanner): number[] {
  const sizes: number[] = [];
  scanner.take('(');
  while (!scanner.tries(')')) {
    sizes.push(scanner.integer('a size'));
    scanner.tries('L'); // Python 2 wrote long integers so
    if (scanner.tries(',')) continue;
    if (sizes.length === 1) throw scanner.unexpected('a comma, which makes one size a tuple');
    scanner.take(')');
    break;
  }
  return sizes;
}
