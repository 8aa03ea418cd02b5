import type { DescField, DescMessage } from '@bufbuild/protobuf';
import { ScalarType } from '@bufbuild/protobuf';
import { WireType } from '@bufbuild/protobuf/wire';
import type { FormatError } from '@keepdims/shapes';
import type { OnnxFile } from './onnxFile.js';

/** The forms of fields, as the numbers that the file has. */
const forms: Readonly<Record<'varint' | 'bit64' | 'bit32' | 'delimited', number>> = {
  varint: WireType.Varint,
  bit64: WireType.Bit64,
  bit32: WireType.Bit32,
  delimited: WireType.LengthDelimited,
};

/** A model of a dense network has some hundred parts; each takes memory when it is decoded, from as little as two bytes. */
const maxParts = 100_000;

/**
 * Check a file's structure before it is decoded: every length lies in what surrounds it, every known field has the form that the schema gives
 * it, and there aren't more parts than a dense network can have. So decoding neither fails nor takes much more memory than the file.
 *
 * @throws FormatError with the offset of what is wrong.
 */
export function checkWire(file: OnnxFile, schema: DescMessage): void {
  new WireCheck(file).message(schema, 0, file.bytes.length);
}

class WireCheck {
  readonly #file: OnnxFile;
  #parts = 0;

  constructor(file: OnnxFile) {
    this.#file = file;
  }

  /** The schema has no message within itself: the depth is bounded. */
  message(schema: DescMessage, start: number, end: number): void {
    const fields = fieldsOf(schema);
    let at = start;
    while (at < end) {
      this.#count(1, at);
      const tag = this.#varint(at, end);
      const [number, wire] = [Math.floor(tag.value / 8), tag.value % 8];
      if (number === 0 || number >= 2 ** 29) throw this.#error(at, `there is no field ${number}`);
      at = this.#field(fields.get(number), schema.name, at, tag.next, wire, end);
    }
  }

  /** Check one field; gives where the next one begins. */
  #field(field: DescField | undefined, owner: string, tagAt: number, start: number, wire: number, end: number): number {
    if (wire === forms.varint) {
      if (field !== undefined) this.#expect(field, owner, tagAt, wire);
      return this.#varint(start, end).next;
    }
    if (wire === forms.bit64 || wire === forms.bit32) {
      if (field !== undefined) this.#expect(field, owner, tagAt, wire);
      const next = start + (wire === forms.bit64 ? 8 : 4);
      if (next > end) throw this.#error(tagAt, `a field of ${owner} ends past byte ${end}, where ${owner} ends`);
      return next;
    }
    if (wire !== forms.delimited) {
      throw this.#error(tagAt, `a field of ${owner} has form ${wire}, which ONNX doesn't use`);
    }
    const length = this.#varint(start, end);
    const next = length.next + length.value;
    if (next > end) {
      throw this.#error(
        tagAt,
        `a field of ${owner} has ${length.value} bytes, but only ${end - length.next} are left of ${owner}`,
      );
    }
    if (field === undefined) return next;
    if (field.message !== undefined) {
      this.message(field.message, length.next, next);
      return next;
    }
    const scalar = scalarWire(field);
    if (scalar === WireType.LengthDelimited) return next;
    if (field.fieldKind !== 'list') this.#expect(field, owner, tagAt, wire);
    this.#packed(field, scalar, length.next, next);
    return next;
  }

  /** Numbers one after the other. */
  #packed(field: DescField, scalar: WireType, start: number, end: number): void {
    if (scalar === WireType.Varint) {
      let at = start;
      while (at < end) {
        this.#count(1, at);
        at = this.#varint(at, end).next;
      }
      return;
    }
    const width = scalar === WireType.Bit64 ? 8 : 4;
    if ((end - start) % width !== 0) {
      throw this.#error(start, `${field.name} has ${end - start} bytes, which are no numbers of ${width} bytes`);
    }
  }

  #expect(field: DescField, owner: string, at: number, wire: number): void {
    const wanted: number = field.message === undefined ? scalarWire(field) : WireType.LengthDelimited;
    if (wire !== wanted) {
      throw this.#error(at, `${owner}.${field.name} has form ${wire}, not ${wanted}`);
    }
  }

  /** An integer of up to ten bytes; beyond 2^53 it isn't exact, which no length may be. */
  #varint(start: number, end: number): { readonly value: number; readonly next: number } {
    let value = 0;
    for (let i = 0; i < 10; i++) {
      const byte = start + i < end ? this.#file.bytes[start + i] : undefined;
      if (byte === undefined) throw this.#error(start, 'an integer has no end; the file is damaged or was cut off');
      value += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) return { value, next: start + i + 1 };
    }
    throw this.#error(start, 'an integer has more than ten bytes');
  }

  #count(parts: number, at: number): void {
    this.#parts += parts;
    if (this.#parts > maxParts) {
      throw this.#error(at, `the model has more than ${maxParts} parts; a dense network has far fewer`);
    }
  }

  #error(at: number, problem: string): FormatError {
    return this.#file.errorAt(at, `this is no ONNX model, or it is damaged: ${problem}`, 'an ONNX model');
  }
}

const known = new Map<DescMessage, ReadonlyMap<number, DescField>>();

function fieldsOf(schema: DescMessage): ReadonlyMap<number, DescField> {
  const fields = known.get(schema) ?? new Map(schema.fields.map((field) => [field.number, field]));
  known.set(schema, fields);
  return fields;
}

/** In what form numbers and texts stand. */
function scalarWire(field: DescField): WireType {
  switch (field.scalar) {
    case ScalarType.STRING:
    case ScalarType.BYTES:
      return WireType.LengthDelimited;
    case ScalarType.FLOAT:
      return WireType.Bit32;
    case ScalarType.DOUBLE:
      return WireType.Bit64;
    default:
      return WireType.Varint; // integers and enumerations, the only others that the schema has
  }
}
