/**
 * Array shapes: the types that check them at compile time, and the same algebra at run time.
 *
 * A file is an operation: its rule as a type (ending in R: a boxed shape, or the message the compiler shows) and its rule as a function.
 * `arguments` holds what the packages above need to refuse names and options in the same words.
 */
export { dim } from './shape.js';
export type { Dim, Exactly, IsLiteral, Same, Shape, ToDims, ToSizes, Unify, Unknowns } from './shape.js';
export type { Check, CheckLiteral, Get, ShapeMistake, Show, ShowDim, Unboxed } from './message.js';
export { ShapeError, sameShape, showShape, sizeOf, validShape } from './shapeError.js';
export { FormatError } from './formatError.js';
export type { FormatErrorDetails } from './formatError.js';
export { normalizeAxes, normalizeAxis } from './axis.js';
export type { Axis, AxisMessage, NormAxis } from './axis.js';
export { broadcastShapes, broadcastSizes } from './broadcast.js';
export type { ArgumentNames, Broadcast, BroadcastR, WhereR } from './broadcast.js';
export { matmulShape } from './matmul.js';
export type { MatMul, MatMulR } from './matmul.js';
export { permutation } from './transpose.js';
export type { PermuteR, Transpose, TransposeR } from './transpose.js';
export { reduceShape } from './reduce.js';
export type { ExpandR, Reduce, ReduceR, ReplaceAxisR, SqueezeOnes, SqueezeR } from './reduce.js';
export { reshapeShape } from './reshape.js';
export type { Along, OneElementR, Reshape, ReshapeR } from './reshape.js';
export type { CompressR, TakeR } from './take.js';
export type { DotR, VectorSize } from './vector.js';
export type { RepeatR, TileR } from './repeat.js';
export { concatenateShape } from './concatenate.js';
export type { Concatenate, ConcatenateR, StackR } from './concatenate.js';
export { planSlice } from './slice.js';
export type { Range, Slice, SliceArgument, SliceItem, SlicePlan, SliceR } from './slice.js';
export type { LiteralR, Nested } from './literal.js';
export type { SameShapeR } from './sameShape.js';
export { closestName } from './arguments/closestName.js';
export { definitionByName } from './arguments/definitionByName.js';
export { finite, fraction, notNegative, numberOptions, positive } from './arguments/numberOptions.js';
export { refuseUnknownOptions } from './arguments/refuseUnknownOptions.js';
export type { OptionTable, OptionValues, Rule } from './arguments/numberOptions.js';
