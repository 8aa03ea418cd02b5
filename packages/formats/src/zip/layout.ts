/** How a zip file is laid out (PKWARE's APPNOTE): signatures, and sizes of records without their variable parts, in bytes. */
export const local = { signature: 0x04034b50, size: 30 };
export const central = { signature: 0x02014b50, size: 46 };
export const end = { signature: 0x06054b50, size: 22 };
export const end64 = { signature: 0x06064b50, size: 56 };
export const locator64 = { signature: 0x07064b50, size: 20 };

/** In a field of 16 or 32 bits: too large for it, see the field of 64 bits. */
export const elsewhere16 = 0xffff;
export const elsewhere32 = 0xffffffff;

/** The extra field that has the fields of 64 bits. */
export const extra64 = 1;

/** Ways of packing. */
export const methods = { stored: 0, deflated: 8 };

/** Flags of an entry. */
export const entryFlags = { encrypted: 1, utf8: 0x800 };
