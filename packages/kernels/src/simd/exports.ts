import type { BinaryExports } from './binary.js';
import type { UnaryExports } from './contiguous.js';
import type { CopyExports } from './copy.js';
import type { ProductExports } from './multiply.js';
import type { NetworkExports } from './network.js';
import type { ReduceExports } from './reduce.js';
import type { UpdateExports } from './updates.js';

/** What assembly/index.ts exports, by the files that call it. Addresses count bytes; lengths and strides elements. */
export interface Exports
  extends ProductExports, BinaryExports, CopyExports, ReduceExports, UpdateExports, UnaryExports, NetworkExports {}
