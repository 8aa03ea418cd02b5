// Two builds as one list of pieces: those they have in common once, those they differ in side by side, where compression finds how alike they are.

const codeSection = 10;

/** A number as WebAssembly writes it (LEB128), and the position after it. */
function readNumber(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7, at++) {
    value |= (bytes[at] & 127) << shift;
    if (bytes[at] < 128) return [value, at + 1];
  }
}

/** The binary cut before, between and after its functions' bodies, as text of one character a byte. */
function cut(bytes) {
  const ends = [];
  for (let at = 8; at < bytes.length;) {
    const [size, start] = readNumber(bytes, at + 1);
    if (bytes[at] === codeSection) {
      let [count, body] = readNumber(bytes, start);
      ends.push(body);
      for (; count > 0; count--) {
        const [length, first] = readNumber(bytes, body);
        body = first + length;
        ends.push(body);
      }
    }
    at = start + size;
  }
  ends.push(bytes.length);
  return ends.map((end, i) => Buffer.from(bytes.subarray(ends[i - 1] ?? 0, end)).toString('latin1'));
}

/** The longest common subsequence's lengths, from each pair of positions on. */
function commonLengths(a, b) {
  const table = Array.from({ length: a.length + 1 }, () => new Array(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
}

/**
 * @param {Uint8Array} plain
 * @param {Uint8Array} relaxed
 * @returns {(string | [string, string])[]} What to join: a string belongs to both builds, of a pair each takes its own.
 */
export function pieces(plain, relaxed) {
  const [a, b] = [cut(plain), cut(relaxed)];
  const lengths = commonLengths(a, b);
  const result = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && a[i] === b[j]) {
      result.push(a[i]);
      i++;
      j++;
    } else if (i < a.length && j < b.length && lengths[i][j] === lengths[i + 1][j + 1]) {
      result.push([a[i++], b[j++]]);
    } else if (j >= b.length || (i < a.length && lengths[i + 1][j] >= lengths[i][j + 1])) {
      result.push([a[i++], '']);
    } else {
      result.push(['', b[j++]]);
    }
  }
  return result;
}
