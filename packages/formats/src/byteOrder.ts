/** Whether numbers lie in this machine's memory with the lowest byte first, as they do on every common one. */
export function machineIsLittleEndian(): boolean {
  return new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
}

/** Copy numbers of 4 or 8 bytes, the bytes of each in the opposite order. */
export function copyReversed(from: Uint8Array, to: Uint8Array, width: number): void {
  const source = new DataView(from.buffer, from.byteOffset, from.byteLength);
  const target = new DataView(to.buffer, to.byteOffset, to.byteLength);
  // Words keep the bits of a NaN, which numbers may lose.
  const last = width - 4;
  for (let start = 0; start < from.length; start += width) {
    for (let word = 0; word < width; word += 4) {
      target.setUint32(start + last - word, source.getUint32(start + word, true), false);
    }
  }
}
