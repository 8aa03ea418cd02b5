/** Products of vectors and matrices. */
export * from './dots';
export * from './gemm';
export * from './rows';
