import type { FormatError } from '@keepdims/shapes';
import { showShape } from '@keepdims/shapes';
import type { AttributeProto, NodeProto } from '../generated/onnx_pb.js';
import { AttributeProto_AttributeType } from '../generated/onnx_pb.js';
import type { Constant } from './constant.js';
import type { Flow, Step, Vector } from './flow.js';
import type { ExamplesAre, Layout } from './layout.js';
import type { OnnxFile } from './onnxFile.js';
import { shortestFloat32 } from './shortestFloat32.js';

/** A tensor of the graph. */
export type Value = Flow | Constant;

/** What an operator does to its inputs. */
export type Operator = (node: NodeReader) => Value;

const AttributeType = AttributeProto_AttributeType;

/** One node with its inputs: what operators read from, and what makes their errors. */
export class NodeReader {
  readonly file: OnnxFile;
  readonly proto: NodeProto;
  /** Such as "node 3, Relu '/1/Relu'", counted from 1. */
  readonly label: string;
  readonly opset: number;
  readonly layout: Layout;
  readonly #inputs: readonly (Value | undefined)[];

  constructor(parts: {
    file: OnnxFile;
    proto: NodeProto;
    label: string;
    opset: number;
    layout: Layout;
    inputs: readonly (Value | undefined)[];
  }) {
    this.file = parts.file;
    this.proto = parts.proto;
    this.label = parts.label;
    this.opset = parts.opset;
    this.layout = parts.layout;
    this.#inputs = parts.inputs;
  }

  /** The error for this node. @param problem - What is wrong. @param remedy - A sentence. */
  error(problem: string, remedy: string): FormatError {
    return this.file.error(`${this.label}: ${problem}. ${remedy}`);
  }

  /** An input that may be left out. */
  optional(i: number): Value | undefined {
    return this.#inputs[i];
  }

  /** An input. @throws FormatError if there is none. */
  input(i: number): Value {
    const value = this.#inputs[i];
    if (value === undefined) throw this.error(`input ${i + 1} is missing`, 'The model is damaged.');
    return value;
  }

  /** An input that depends on the graph's input. @throws FormatError if it is a constant. */
  flow(i: number): Flow {
    const value = this.input(i);
    if (value.kind === 'flow') return value;
    throw this.error(`input ${i + 1} is the constant '${value.name}', where data should flow`, simplify);
  }

  /** An input that is in the file. @throws FormatError if it depends on the graph's input. */
  constant(i: number): Constant {
    const value = this.input(i);
    if (value.kind === 'constant') return value;
    throw this.error(
      `input ${i + 1} depends on the graph's input, but a dense network has constants there`,
      'Such a graph is no dense network.',
    );
  }

  /** Features of a matrix [N, features], or [features, N] for columns. @throws FormatError unless the examples are there. */
  requireExamples(flow: Flow, examples: ExamplesAre): void {
    if (flow.rank !== 2) {
      throw this.error(
        `its input has rank ${flow.rank}, but must be a matrix [N, features]`,
        'Flatten each example in the graph (Flatten with axis 1), or export the model with an input of two axes.',
      );
    }
    if (this.layout.agrees(flow, examples)) return;
    throw this.error(
      `it takes its input's examples as ${examples}, but an earlier node has them the other way`,
      'Transpose in the graph, or once before it.',
    );
  }

  /**
   * A constant that is combined with a tensor element by element, as numbers for its features.
   *
   * @throws FormatError unless it is one number, or one for each feature.
   */
  vector(constant: Constant, flow: Flow): Vector {
    const { data, shape } = constant;
    if (data.length === 1) return data[0] ?? NaN;
    const [first = 0, second] = shape;
    const isRow = shape.length === 1 || (shape.length === 2 && first === 1);
    const isColumn = shape.length === 2 && second === 1;
    if (data.length === 0 || (!isRow && !isColumn)) throw this.#noVector(constant, flow.features);
    this.requireExamples(flow, isRow ? 'rows' : 'columns');
    if (flow.features !== undefined && flow.features !== data.length) throw this.#noVector(constant, flow.features);
    this.file.take(8 * data.length);
    return Float64Array.from(data);
  }

  #noVector({ name, shape }: Constant, features: number | undefined): FormatError {
    const wanted = features === undefined ? 'a number a feature' : `${features} numbers, one a feature`;
    return this.error(
      `the constant '${name}' has shape ${showShape(shape)}, but must be one number or ${wanted}`,
      'Other broadcasting is no part of a dense network.',
    );
  }

  /** A tensor like another one, after one more step. */
  after(flow: Flow, step: Step, features: number | undefined = flow.features): Flow {
    return { ...flow, step, features };
  }

  attribute(name: string): AttributeProto | undefined {
    return this.proto.attribute.find((attribute) => attribute.name === name);
  }

  /** An integer attribute. @throws FormatError if it is something else. */
  int(name: string, otherwise: number): number {
    const found = this.#typed(name, AttributeType.INT);
    return found === undefined ? otherwise : Number(found.i);
  }

  /** A float attribute, as the shortest decimal number that gives it. @throws FormatError if it is something else. */
  float(name: string, otherwise: number): number {
    const found = this.#typed(name, AttributeType.FLOAT);
    return found === undefined ? otherwise : shortestFloat32(found.f);
  }

  /** A list of integers; undefined if it isn't there. */
  ints(name: string): readonly number[] | undefined {
    return this.#typed(name, AttributeType.INTS)?.ints.map(Number);
  }

  /** A list of floats; undefined if it isn't there. */
  floats(name: string): readonly number[] | undefined {
    return this.#typed(name, AttributeType.FLOATS)?.floats;
  }

  /** A text of ASCII, as those of operators are; undefined if it isn't there. */
  text(name: string): string | undefined {
    const found = this.#typed(name, AttributeType.STRING);
    return found && String.fromCharCode(...found.s.subarray(0, 64)); // none is longer
  }

  /** Very old files don't state an attribute's type. */
  #typed(name: string, type: AttributeProto_AttributeType): AttributeProto | undefined {
    const found = this.attribute(name);
    if (found === undefined || found.type === type || found.type === AttributeType.UNDEFINED) return found;
    throw this.error(
      `its attribute ${name} is of type ${AttributeType[found.type]}, not ${AttributeType[type]}`,
      'The model is damaged.',
    );
  }
}

/** The remedy for graphs with parts that could be computed beforehand. */
export const simplify = 'Fold the constants first: onnxsim model.onnx simple.onnx, or export with constant folding on.';
