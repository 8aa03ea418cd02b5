import { closestName } from '@keepdims/shapes';
import { countElements } from '../checkedShape.js';
import type { ElementType } from '../elementType.js';
import { elementTypes } from '../elementType.js';
import { problemOfName } from '../entryName.js';
import type { Scanner } from '../scanner.js';
import type { Source } from '../source.js';
import { safetensorsTypes } from './elementTypes.js';

/** What the header says of one tensor. */
export interface TensorEntry {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly count: number;
  /** Bytes of the data part. */
  readonly begin: number;
  readonly end: number;
  /** Where the entry stands in the file, for messages: told when asked, since to count the bytes of a long header takes time. */
  readonly offset: () => number;
}

/** A whole header. */
export interface Header {
  readonly tensors: ReadonlyMap<string, TensorEntry>;
  readonly metadata: ReadonlyMap<string, string>;
}

/**
 * Read the header's JSON, of which the format allows only this: an object of tensors by name, each `{ dtype, shape, data_offsets }`, and
 * `__metadata__`, an object of texts. Written out because JSON.parse would drop the first of two tensors of one name, and tells no offsets.
 *
 * @throws FormatError with the offset of what is wrong.
 */
export function parseHeader(source: Source, scanner: Scanner): Header {
  const tensors = new Map<string, TensorEntry>();
  let metadata: Map<string, string> | undefined;
  parseObject(scanner, (name, start) => {
    if (name === '__metadata__') {
      if (metadata !== undefined) throw scanner.error('there are two __metadata__', 'one', start);
      metadata = parseMetadata(scanner);
      return;
    }
    const problem = problemOfName(name);
    if (problem !== undefined) {
      throw scanner.error(`the tensor's name ${JSON.stringify(name)} ${problem}`, 'a name', start);
    }
    if (tensors.has(name)) {
      throw scanner.error(`there are two tensors named ${JSON.stringify(name)}`, 'another name', start);
    }
    tensors.set(name, parseTensor(source, scanner, name));
  });
  scanner.skipSpace();
  if (scanner.position < scanner.text.length) throw scanner.unexpected('its end');
  return { tensors, metadata: metadata ?? new Map<string, string>() };
}

/** An object; `value` is to take the value of the key that it is given, with the place of the key. */
function parseObject(scanner: Scanner, value: (key: string, start: number) => void): void {
  scanner.take('{');
  if (scanner.tries('}')) return;
  do {
    const start = scanner.skipSpace();
    const key = parseString(scanner);
    scanner.take(':');
    value(key, start);
  } while (scanner.tries(','));
  scanner.take('}');
}

function parseMetadata(scanner: Scanner): Map<string, string> {
  const metadata = new Map<string, string>();
  parseObject(scanner, (key, start) => {
    if (metadata.has(key)) throw scanner.error(`__metadata__ has ${JSON.stringify(key)} twice`, 'another key', start);
    metadata.set(key, parseString(scanner));
  });
  return metadata;
}

function parseTensor(source: Source, scanner: Scanner, name: string): TensorEntry {
  const start = scanner.skipSpace();
  let type: ElementType | undefined;
  let shape: { readonly sizes: readonly number[]; readonly count: number } | undefined;
  let offsets: readonly number[] | undefined;
  const seen = new Set<string>();
  parseObject(scanner, (key, keyStart) => {
    if (seen.has(key)) throw scanner.error(`tensor ${JSON.stringify(name)} has ${key} twice`, 'another key', keyStart);
    seen.add(key);
    const valueStart = scanner.skipSpace();
    if (key === 'dtype') {
      type = parseType(scanner, name);
    } else if (key === 'shape') {
      const sizes = parseIntegers(scanner, 'a size');
      shape = { sizes, count: countElements(source, sizes, () => scanner.offset(valueStart)) };
    } else if (key === 'data_offsets') {
      offsets = parseIntegers(scanner, 'an offset');
    } else {
      throw scanner.error(
        `tensor ${JSON.stringify(name)} has an unknown key ${JSON.stringify(key)}`,
        'dtype, shape or data_offsets',
        keyStart,
      );
    }
  });
  const [begin, end] = offsets ?? [];
  if (type === undefined || shape === undefined || begin === undefined || end === undefined || offsets?.length !== 2) {
    const expected = 'dtype, shape and two data_offsets';
    throw scanner.error(`tensor ${JSON.stringify(name)} needs ${expected}`, expected, start);
  }
  const bytes = shape.count * elementTypes[type].bytes;
  if (end - begin !== bytes) {
    throw scanner.error(
      `tensor ${JSON.stringify(name)} has data_offsets [${begin}, ${end}], ${end - begin} bytes, but ${shape.count} elements of ${type} take ${bytes}`,
      `${bytes} bytes`,
      start,
    );
  }
  return { type, shape: shape.sizes, count: shape.count, begin, end, offset: () => scanner.offset(start) };
}

function parseType(scanner: Scanner, name: string): ElementType {
  const start = scanner.position;
  const given = parseString(scanner);
  const type = Object.hasOwn(safetensorsTypes, given) ? safetensorsTypes[given] : undefined;
  if (type !== undefined) return type;
  const names = Object.keys(safetensorsTypes);
  const near = closestName(given, names);
  const remedy = near === undefined ? 'convert it before saving' : `convert it before saving, perhaps to ${near}`;
  throw scanner.error(
    `tensor ${JSON.stringify(name)} has elements of type ${JSON.stringify(given)}, which no array here holds; ${remedy}. Types that are read: ${names.join(', ')}`,
    names.join(', '),
    start,
  );
}

function parseIntegers(scanner: Scanner, what: string): number[] {
  const list: number[] = [];
  scanner.take('[');
  if (scanner.tries(']')) return list;
  do list.push(scanner.integer(what));
  while (scanner.tries(','));
  scanner.take(']');
  return list;
}

/** A JSON string: found by its closing quote, then left to JSON.parse. */
function parseString(scanner: Scanner): string {
  const start = scanner.skipSpace();
  const { text } = scanner;
  if (text.charAt(start) !== '"') throw scanner.unexpected('a string');
  let end = start;
  let escapes: number;
  do {
    end = text.indexOf('"', end + 1);
    if (end === -1) throw scanner.error('the string that begins here has no end', 'a closing quote', start);
    for (escapes = 0; text.charAt(end - 1 - escapes) === '\\';) escapes++;
  } while (escapes % 2 === 1);
  scanner.position = end + 1;
  try {
    return JSON.parse(text.slice(start, end + 1)) as string; // quotes at both ends make it a string or an error
  } catch {
    throw scanner.error('the string that begins here is no JSON', 'a JSON string', start);
  }
}
