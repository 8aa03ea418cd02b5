/** Copies of matrices in the order in which the product reads them. */

/** Copy one element, as an integer: those moves are cheaper than moves of floats, and keep NaNs as they are. */
// @ts-ignore: decorator
@inline
function move<T>(to: usize, from: usize): void {
  if (sizeof<T>() == 8) store<u64>(to, load<u64>(from));
  else store<u32>(to, load<u32>(from));
}

/**
 * Copy `count` lines of `length` elements into panels of `width` lines: element p of line q of a panel goes to position p * width + q. Lines
 * that the last panel lacks are zero. Steps count bytes.
 */
export function packPanels<T>(
  count: i32, length: i32, source: usize, lineStep: usize, step: usize, width: i32, target: usize,
): void { // prettier-ignore
  const panelStep = <usize>width * sizeof<T>();
  const panelBytes = panelStep * <usize>length;
  for (; count > 0; count -= width, source += <usize>width * lineStep, target += panelBytes) {
    const lines = min(count, width);
    if (lineStep == sizeof<T>() && lines == width) {
      copyRows(length, source, step, target, panelStep);
      continue;
    }
    if (lines < width) memory.fill(target, 0, panelBytes);
    let line = source;
    let to = target;
    const end = target + panelBytes;
    let q = 0;
    for (; q + 4 <= lines; q += 4, line += 4 * lineStep, to += 4 * sizeof<T>()) {
      let l0 = line;
      let l1 = l0 + lineStep;
      let l2 = l1 + lineStep;
      let l3 = l2 + lineStep;
      for (let d = to; d < end; d += panelStep) {
        move<T>(d, l0);
        move<T>(d + sizeof<T>(), l1);
        move<T>(d + 2 * sizeof<T>(), l2);
        move<T>(d + 3 * sizeof<T>(), l3);
        l0 += step;
        l1 += step;
        l2 += step;
        l3 += step;
      }
    }
    for (; q + 2 <= lines; q += 2, line += 2 * lineStep, to += 2 * sizeof<T>()) {
      let l0 = line;
      let l1 = l0 + lineStep;
      for (let d = to; d < end; d += panelStep) {
        move<T>(d, l0);
        move<T>(d + sizeof<T>(), l1);
        l0 += step;
        l1 += step;
      }
    }
    for (; q < lines; q++, line += lineStep, to += sizeof<T>()) {
      let l0 = line;
      for (let d = to; d < end; d += panelStep, l0 += step) move<T>(d, l0);
    }
  }
}

/** Copy `count` pieces of `bytes` each; a piece is a few vectors and a multiple of 4. */
function copyRows(count: i32, from: usize, step: usize, to: usize, bytes: usize): void {
  if (bytes == 32) {
    for (; count > 0; count--, from += step, to += 32) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
    }
    return;
  }
  const vectors = bytes & ~15;
  for (; count > 0; count--, from += step, to += bytes) {
    let i: usize = 0;
    for (; i < vectors; i += 16) v128.store(to + i, v128.load(from + i));
    if (bytes & 8) {
      store<u64>(to + i, load<u64>(from + i));
      i += 8;
    }
    if (bytes & 4) store<u32>(to + i, load<u32>(from + i));
  }
}
