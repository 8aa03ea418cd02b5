/**
 * The product of matrices of any strides.
 *
 * The loops around the tile are those of Goto and van de Geijn (2008), ACM Trans. Math. Softw. 34(3): blocks of b that stay in the outer
 * caches, blocks of a that stay in the second, panels of b in the first, each packed once in the order in which the tile reads it. Packing
 * absorbs the strides, so a transposed view costs what a contiguous matrix does. Rows of a, and of a b that few rows of a meet, are read in
 * place when they are contiguous.
 *
 * Every element of c is computed alike, wherever it stands and whatever part of c is asked for: blocks of DEPTH products are summed from
 * the first to the last, and added up in order. So c can be split among threads with the same bits, and at no cost at multiples of 30 rows
 * and of 2 vectors of columns.
 */
import { FUSED } from './vector';
import { packPanels } from './pack';
import { columns, tileOf5, tileOf6 } from './tile';

/** Products summed before they are added to c. Changing it changes the bits of results. */
const DEPTH: i32 = 512;

/** Rows of a in a block. */
const HEIGHT: i32 = 120;

/** Bytes of a row in the largest block of b. */
const WIDTH_BYTES: i32 = 4096;

/** With this many columns of b or fewer, contiguous rows of a are read in place. */
const FEW_COLUMNS: i32 = 320;

/** With this many rows of a or fewer, contiguous rows of b are read in place; a b that the caches hold is with a few more. */
const FEW_ROWS: i32 = 12;
const FEW_ROWS_OF_SMALL: i32 = 36;
const SMALL: i64 = 1 << 20;

const STAGE_BYTES: usize = 256;
const A_BYTES: usize = HEIGHT * DEPTH * 8;
const B_BYTES: usize = WIDTH_BYTES * DEPTH;

/** Bytes that the product needs for packing. */
export function productWorkBytes(): i32 {
  return <i32>(STAGE_BYTES + A_BYTES + B_BYTES);
}

/** How many rows of a block go into tiles of 6; the others go into tiles of 5, so that as few as possible stay empty. */
// @ts-ignore: decorator
@inline
function rowsInSixes(height: i32): i32 {
  if (!FUSED) return 0;
  const over = height % 6;
  const fives = over == 0 ? 0 : 5 * (6 - over);
  return height - (fives <= height ? fives : over);
}

// prettier-ignore
function multiply<T>(
  m: i32, n: i32, k: i32, a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, bColumn: usize, c: usize, cRow: usize, work: usize,
): void {
  aRow *= sizeof<T>();
  aColumn *= sizeof<T>();
  bRow *= sizeof<T>();
  bColumn *= sizeof<T>();
  cRow *= sizeof<T>();
  const widest = WIDTH_BYTES / sizeof<T>();
  const aPanels = work + STAGE_BYTES;
  const bPanels = aPanels + A_BYTES;
  const few = <i64>n * <i64>k * <i64>sizeof<T>() <= SMALL ? FEW_ROWS_OF_SMALL : FEW_ROWS;
  const readA = aColumn == sizeof<T>() && n <= FEW_COLUMNS;
  const readB = bColumn == sizeof<T>() && m <= few;
  for (let j = 0; j < n; j += widest) {
    const width = min(widest, n - j);
    // What doesn't fill a panel is packed in any case, so that nothing beyond the matrix is read.
    const bPacked = readB ? width & ~(columns<T>() - 1) : 0;
    for (let p = 0; p < k; p += DEPTH) {
      const depth = min(DEPTH, k - p);
      const bBlock = b + <usize>p * bRow + <usize>j * bColumn;
      packPanels<T>(width - bPacked, depth, bBlock + <usize>bPacked * bColumn, bColumn, bRow, columns<T>(), bPanels);
      for (let i = 0; i < m; i += HEIGHT) {
        const height = min(HEIGHT, m - i);
        const sixes = rowsInSixes(height);
        const aPacked = readA ? height - (height - sixes) % 5 : 0;
        const aBlock = a + <usize>i * aRow + <usize>p * aColumn;
        const packedSixes = max(sixes - aPacked, 0);
        if (FUSED) packPanels<T>(packedSixes, depth, aBlock, aRow, aColumn, 6, aPanels);
        packPanels<T>(
          height - aPacked - packedSixes, depth, aBlock + <usize>(aPacked + packedSixes) * aRow, aRow, aColumn, 5,
          aPanels + <usize>(packedSixes * depth) * sizeof<T>(),
        );
        multiplyBlock<T>(
          height, sixes, width, depth, aBlock, aRow, aPanels, aPacked, bBlock, bRow, bPanels, bPacked,
          c + <usize>i * cRow + <usize>j * sizeof<T>(), cRow, p, work,
        );
      }
    }
  }
}

/**
 * The tiles of a block of c. Rows of a and columns of b from aPacked and bPacked on are in panels, those before are read in place. Two
 * panels of b take turns, which for each row of c are one line of the caches.
 */
// prettier-ignore
function multiplyBlock<T>(
  height: i32, sixes: i32, width: i32, depth: i32, a: usize, aRow: usize, aPanels: usize, aPacked: i32,
  b: usize, bRow: usize, bPanels: usize, bPacked: i32, c: usize, cRow: usize, accumulate: i32, stage: usize,
): void {
  for (let j0 = 0; j0 < width; j0 += 2 * columns<T>()) {
    const end = min(width, j0 + 2 * columns<T>());
    for (let i = 0; i < height; ) {
      const six = FUSED && i < sixes;
      const tileRows = six ? 6 : 5;
      const rows = min(tileRows, height - i);
      const inPanel = i >= aPacked;
      const aPanel = inPanel ? aPanels + <usize>((i - aPacked) * depth) * sizeof<T>() : a + <usize>i * aRow;
      const aRowStep = inPanel ? sizeof<T>() : aRow;
      const aStep = inPanel ? <usize>tileRows * sizeof<T>() : sizeof<T>();
      const line = c + <usize>i * cRow;
      i += tileRows;
      for (let j = j0; j < end; j += columns<T>()) {
        const packed = j >= bPacked;
        const bPanel = packed ? bPanels + <usize>((j - bPacked) * depth) * sizeof<T>() : b + <usize>j * sizeof<T>();
        const bStep = packed ? <usize>columns<T>() * sizeof<T>() : bRow;
        const d = line + <usize>j * sizeof<T>();
        if (rows == tileRows && width - j >= columns<T>()) {
          if (six) tileOf6<T>(depth, aPanel, aRowStep, aStep, bPanel, bStep, d, cRow, accumulate);
          else tileOf5<T>(depth, aPanel, aRowStep, aStep, bPanel, bStep, d, cRow, accumulate);
        } else {
          if (six) tileOf6<T>(depth, aPanel, aRowStep, aStep, bPanel, bStep, stage, 32, 0);
          else tileOf5<T>(depth, aPanel, aRowStep, aStep, bPanel, bStep, stage, 32, 0);
          unstage<T>(rows, min(columns<T>(), width - j), stage, d, cRow, accumulate);
        }
      }
    }
  }
}

/** Move the part of a tile that belongs to c. */
function unstage<T>(rows: i32, count: i32, stage: usize, c: usize, cRow: usize, accumulate: i32): void {
  for (; rows > 0; rows--, stage += 32, c += cRow) {
    if (count == columns<T>()) {
      let left = v128.load(stage);
      let right = v128.load(stage, 16);
      if (accumulate) {
        left = v128.add<T>(v128.load(c), left);
        right = v128.add<T>(v128.load(c, 16), right);
      }
      v128.store(c, left);
      v128.store(c, right, 16);
      continue;
    }
    for (let j: usize = 0; j < <usize>count * sizeof<T>(); j += sizeof<T>()) {
      const value = load<T>(stage + j);
      store<T>(c + j, accumulate ? <T>(load<T>(c + j) + value) : value);
    }
  }
}

/** c (m, n) = a (m, k) times b (k, n), all sizes at least 1. Strides count elements; c's rows are contiguous. */
// prettier-ignore
export function gemmF32(
  m: i32, n: i32, k: i32, a: usize, aRow: i32, aColumn: i32, b: usize, bRow: i32, bColumn: i32, c: usize, cRow: i32, work: usize,
): void {
  multiply<f32>(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, work);
}

// prettier-ignore
export function gemmF64(
  m: i32, n: i32, k: i32, a: usize, aRow: i32, aColumn: i32, b: usize, bRow: i32, bColumn: i32, c: usize, cRow: i32, work: usize,
): void {
  multiply<f64>(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, work);
}
