/** Copies and choices, over rows and columns of any strides. */

/** Columns handled at once where memory isn't read in order: so many cache lines wait for the next row. */
const TILE = 32;

// @ts-ignore: decorator
@inline
function copy<T>(rows: i32, columns: i32, x: usize, rx: usize, cx: usize, o: usize, ro: usize, co: usize): void {
  if (cx == sizeof<T>() && co == sizeof<T>()) {
    for (let i = 0; i < rows; i++) {
      memory.copy(o, x, <usize>columns * sizeof<T>());
      x += rx;
      o += ro;
    }
    return;
  }
  for (let from = 0; from < columns; from += TILE) {
    const width = min(columns - from, TILE);
    let p = x;
    let q = o;
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < width; j++) {
        store<T>(q, load<T>(p));
        p += cx;
        q += co;
      }
      p += rx - <usize>width * cx;
      q += ro - <usize>width * co;
    }
    x += TILE * cx;
    o += TILE * co;
  }
}

/** out = x, elements of 4 bytes. Strides count elements. */
export function copy32(rows: i32, columns: i32, x: usize, rx: i32, cx: i32, o: usize, ro: i32, co: i32): void {
  copy<u32>(rows, columns, x, rx * 4, cx * 4, o, ro * 4, co * 4);
}

/** The same for elements of 8 bytes. */
export function copy64(rows: i32, columns: i32, x: usize, rx: i32, cx: i32, o: usize, ro: i32, co: i32): void {
  copy<u64>(rows, columns, x, rx * 8, cx * 8, o, ro * 8, co * 8);
}

/** A row where every step is 1, or 0 for an operand that is one element: four elements at once. Returns how many are done. */
// @ts-ignore: decorator
@inline
function selectRow<T>(oneA: bool, oneB: bool, n: i32, c: usize, a: usize, b: usize, o: usize): i32 {
  const va = v128.splat<T>(load<T>(a));
  const vb = v128.splat<T>(load<T>(b));
  let done = 0;
  for (; done + 4 <= n; done += 4) {
    const bytes = i8x16.ne(v128.load32_zero(c), i8x16.splat(0));
    const four = i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(bytes));
    if (sizeof<T>() == 4) {
      v128.store(o, v128.bitselect(oneA ? va : v128.load(a), oneB ? vb : v128.load(b), four));
    } else {
      const low = i64x2.extend_low_i32x4_s(four);
      const high = i64x2.extend_high_i32x4_s(four);
      v128.store(o, v128.bitselect(oneA ? va : v128.load(a), oneB ? vb : v128.load(b), low));
      v128.store(o, v128.bitselect(oneA ? va : v128.load(a, 16), oneB ? vb : v128.load(b, 16), high), 16);
    }
    c += 4;
    if (!oneA) a += 4 * sizeof<T>();
    if (!oneB) b += 4 * sizeof<T>();
    o += 4 * sizeof<T>();
  }
  return done;
}

// @ts-ignore: decorator
@inline
function select<T>(
  rows: i32, columns: i32, c: usize, rc: i32, cc: i32,
  a: usize, ra: usize, ca: usize, b: usize, rb: usize, cb: usize, o: usize, ro: usize, co: usize,
): void {
  const one = sizeof<T>();
  const inOrder = cc == 1 && co == one && (ca == one || ca == 0) && (cb == one || cb == 0);
  for (let i = 0; i < rows; i++) {
    let done = 0;
    if (inOrder && ca == one) {
      done = cb == 0 ? selectRow<T>(false, true, columns, c, a, b, o) : selectRow<T>(false, false, columns, c, a, b, o);
    } else if (inOrder && cb == one) {
      done = selectRow<T>(true, false, columns, c, a, b, o);
    }
    let w = c + done * cc;
    let x = a + <usize>done * ca;
    let y = b + <usize>done * cb;
    let z = o + <usize>done * co;
    for (let j = done; j < columns; j++) {
      // Both are loaded: a choice of addresses would be a branch that can't be foretold.
      const chosen = load<T>(x);
      const other = load<T>(y);
      store<T>(z, load<u8>(w) != 0 ? chosen : other);
      w += cc;
      x += ca;
      y += cb;
      z += co;
    }
    c += rc;
    a += ra;
    b += rb;
    o += ro;
  }
}

/** out = condition (bytes) ? a : b, elements of 4 bytes. Strides count elements. */
export function select32(
  rows: i32, columns: i32, c: usize, rc: i32, cc: i32,
  a: usize, ra: i32, ca: i32, b: usize, rb: i32, cb: i32, o: usize, ro: i32, co: i32,
): void {
  select<u32>(rows, columns, c, rc, cc, a, ra * 4, ca * 4, b, rb * 4, cb * 4, o, ro * 4, co * 4);
}

/** The same for elements of 8 bytes. */
export function select64(
  rows: i32, columns: i32, c: usize, rc: i32, cc: i32,
  a: usize, ra: i32, ca: i32, b: usize, rb: i32, cb: i32, o: usize, ro: i32, co: i32,
): void {
  select<u64>(rows, columns, c, rc, cc, a, ra * 8, ca * 8, b, rb * 8, cb * 8, o, ro * 8, co * 8);
}
