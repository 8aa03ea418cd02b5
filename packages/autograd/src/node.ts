// Assertions: a signature states the shapes that ndarray's rules give, and the body works with plain ones; `as` says no more than that.
//
// This file and the files of functions import each other; that is safe since nothing runs at import.
import type { DType, NDArray, Shape } from '@keepdims/ndarray';
import type { Axis, Check, Get, MatMulR, ReshapeR, TransposeR } from '@keepdims/shapes';
import { showShape } from '@keepdims/shapes';
import { reshape, transpose } from './arrange.js';
import { add, divide, multiply, power, subtract } from './elementwise.js';
import { matmul } from './linear.js';
import type { BinaryNode, BinaryR, DTypeOf, Operand, Reduced, ReduceOptions } from './operand.js';
import type { Operation } from './operation.js';
import type { BinaryDType, FloatOf, SumOf } from '@keepdims/ndarray';
import { mean, sum } from './reduce.js';

/** How a node came about. */
interface Origin {
  readonly operation: Operation;
  readonly inputs: readonly Node[];
}

/**
 * A value of a computation, and how it was computed: a node of its graph.
 *
 * Make the first ones by `variable` and `constant`; this package's functions make the others. A node refers to the nodes it was computed
 * from and to nothing else, so a graph is garbage-collected with its last node.
 *
 * @typeParam S - The value's shape; `[]` for a number.
 * @typeParam D - The value's element type.
 */
export class Node<S extends Shape = Shape, D extends DType = DType> {
  /** The forward value. It isn't copied: don't write into it before the backward pass. */
  readonly value: NDArray<S, D>;
  /** What computed it; undefined for variables and constants. */
  readonly operation: Operation | undefined;
  /** What it was computed from, in the order of the function's arguments. Empty where no variable is among them. */
  readonly inputs: readonly Node[];
  /** Whether a variable is among the things that it was computed from. */
  readonly needsGradient: boolean;
  /** The length of the longest way to a variable or constant: inputs have a smaller one. */
  readonly depth: number;
  /** What prints and drawings call it. */
  name: string | undefined;

  /** Use `variable`, `constant` and the functions, which check; this checks nothing. @internal */
  constructor(value: NDArray<S, D>, needsGradient: boolean, origin?: Origin, name?: string) {
    this.value = value;
    this.needsGradient = needsGradient;
    this.operation = origin?.operation;
    this.inputs = origin?.inputs ?? [];
    this.depth = this.inputs.reduce((depth, input) => Math.max(depth, input.depth + 1), 0);
    this.name = name;
  }

  /** The value's shape. */
  get shape(): S {
    return this.value.shape;
  }

  /** The value's element type. */
  get dtype(): D {
    return this.value.dtype;
  }

  /**
   * Give the node a name for prints and drawings: `add(a, u).named('v')`.
   *
   * @returns The node itself.
   */
  named(name: string): this {
    this.name = name;
    return this;
  }

  /** The only element of a node of one, as a number. @throws ShapeError if there are more elements, or none. */
  item(): number {
    return Number((this.value as NDArray as NDArray<[]>).item());
  }

  /** a + b; see `add`. */
  add<X extends Node, Y extends Operand>(this: X, b: Check<BinaryR<X, Y, 'add'>, Y>): BinaryNode<X, Y, 'add'> {
    return add<Node, Operand>(this, b as Operand) as never;
  }

  /** a − b; see `subtract`. */
  subtract<X extends Node, Y extends Operand>(
    this: X,
    b: Check<BinaryR<X, Y, 'subtract'>, Y>,
  ): BinaryNode<X, Y, 'subtract'> {
    return subtract<Node, Operand>(this, b as Operand) as never;
  }

  /** a * b, element by element; see `multiply`. */
  multiply<X extends Node, Y extends Operand>(
    this: X,
    b: Check<BinaryR<X, Y, 'multiply'>, Y>,
  ): BinaryNode<X, Y, 'multiply'> {
    return multiply<Node, Operand>(this, b as Operand) as never;
  }

  /** a / b; see `divide`. */
  divide<X extends Node, Y extends Operand>(
    this: X,
    b: Check<BinaryR<X, Y, 'divide'>, Y>,
  ): Node<Get<BinaryR<X, Y, 'divide'>>, FloatOf<BinaryDType<X, Y>>> {
    return divide<Node, Operand>(this, b as Operand) as never;
  }

  /** a to the power b; see `power`. */
  power<X extends Node, Y extends Operand>(this: X, b: Check<BinaryR<X, Y, 'power'>, Y>): BinaryNode<X, Y, 'power'> {
    return power<Node, Operand>(this, b as Operand) as never;
  }

  /** Matrix product; see `matmul`. */
  matmul<X extends Node, Y extends Node | NDArray>(
    this: X,
    b: Check<MatMulR<X['shape'], Y['shape']>, Y>,
  ): Node<Get<MatMulR<X['shape'], Y['shape']>>, BinaryDType<X, Y>> {
    return matmul<Node, Node>(this, b as Node) as never;
  }

  /** Sum of all elements, or along an axis; see `sum`. */
  sum<X extends Node, const A extends Axis = null, const K extends boolean = false>(
    this: X,
    options?: ReduceOptions<X, A, K, 'sum'>,
  ): Reduced<X, A, K, 'sum', SumOf<DTypeOf<X>>> {
    return sum<Node>(this, options as never) as never;
  }

  /** Mean of all elements, or along an axis; see `mean`. */
  mean<X extends Node, const A extends Axis = null, const K extends boolean = false>(
    this: X,
    options?: ReduceOptions<X, A, K, 'mean'>,
  ): Reduced<X, A, K, 'mean', FloatOf<DTypeOf<X>>> {
    return mean<Node>(this, options as never) as never;
  }

  /** The same elements in another shape; see `reshape`. */
  reshape<X extends Node, const N extends Shape>(
    this: X,
    shape: Check<ReshapeR<X['shape'], N>, N>,
  ): Node<Get<ReshapeR<X['shape'], N>>, X['dtype']> {
    return reshape<Node, Shape>(this, shape as Shape) as never;
  }

  /** The axes in reverse; see `transpose`. */
  T<X extends Node>(this: Check<TransposeR<X['shape']>, X>): Node<Get<TransposeR<X['shape']>>, X['dtype']> {
    return transpose<Node>(this as Node) as never;
  }

  /** The value as NumPy prints it, and the name. */
  toString(): string {
    return `${this.name === undefined ? '' : `${this.name} = `}${this.value.toString()}`;
  }

  /** What Node's `console.log` shows: what made it, shape, element type, and the name and value as `toString` has them. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    const origin = this.operation?.name ?? (this.needsGradient ? 'variable' : 'constant');
    return `Node ${origin} ${showShape(this.shape)} ${this.dtype}\n${this.toString()}`;
  }
}

/**
 * True for a node of a graph.
 *
 * @example isNode(variable(5)) // true
 */
export function isNode(value: unknown): value is Node {
  return value instanceof Node;
}
