/** All kernels: one module, compiled twice (plain SIMD, relaxed SIMD). A name ends in the element type it is for. */
export * from './activations';
export * from './binary';
export * from './copy';
export * from './products';
export * from './reduce';
export * from './softmax';
export * from './unary';
export * from './updates';
