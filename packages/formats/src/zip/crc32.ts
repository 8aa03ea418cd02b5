/** The remainders of all bytes by the polynomial of zip and gzip, bits reversed. */
const table = /* @__PURE__ */ Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1;
  return remainder;
});

/**
 * CRC-32, the check sum that zip and gzip keep of unpacked bytes: it finds damage, but no forgery.
 *
 * @param bytes - Any number of them.
 * @returns An integer from 0 to 2³² − 1.
 * @example crc32(Uint8Array.from('123456789', (digit) => digit.charCodeAt(0))) // 0xcbf43926
 * @see RFC 1952, section 8
 */
export function crc32(bytes: Uint8Array): number {
  let sum = -1;
  for (let i = 0; i < bytes.length; i++) sum = (sum >>> 8) ^ (table[(sum ^ (bytes[i] as number)) & 0xff] as number); // inside
  return ~sum >>> 0;
}
