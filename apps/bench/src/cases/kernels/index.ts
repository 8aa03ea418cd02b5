import type { Family } from '../benchCase.js';
import { broadcasts } from './broadcasts.js';
import { dispatch } from './dispatch.js';
import { gemm, gemmTransposed } from './gemm.js';
import { gemmThreads } from './gemmThreads.js';
import { reductions } from './reductions.js';
import { unary } from './unary.js';

/** The families about single functions of the library, which run in browsers too. */
export const kernelFamilies: readonly Family[] = [
  gemm,
  gemmTransposed,
  gemmThreads,
  dispatch,
  unary,
  broadcasts,
  reductions,
];
