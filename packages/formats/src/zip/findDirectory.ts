import type { Source } from '../source.js';
import * as layout from './layout.js';

/** Where the directory of a zip file is. */
export interface Directory {
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Find the directory by the record at the end of the file, which a comment may follow, and which may name a longer one (zip64).
 *
 * @throws FormatError if there is none, it can't be where the record says, or the file is one part of several.
 */
export function findDirectory(source: Source): Directory {
  const { view } = source;
  const at = findEnd(source);
  let limit = at;
  let disks = [view.getUint16(at + 4, true), view.getUint16(at + 6, true)];
  let counts = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  let size = view.getUint32(at + 12, true);
  let start = view.getUint32(at + 16, true);
  const locator = at - layout.locator64.size;
  if (locator >= 0 && view.getUint32(locator, true) === layout.locator64.signature) {
    limit = source.uint64(locator + 8, "the place of the directory's record");
    if (limit + layout.end64.size > locator || view.getUint32(limit, true) !== layout.end64.signature) {
      throw source.error(locator + 8, `the zip64 record should be at ${limit}, but is not`, 'its place');
    }
    disks = [view.getUint32(limit + 16, true), view.getUint32(limit + 20, true)];
    counts = [source.uint64(limit + 24, 'the number of entries'), source.uint64(limit + 32, 'the number of entries')];
    size = source.uint64(limit + 40, 'the size of the directory');
    start = source.uint64(limit + 48, 'the place of the directory');
  }
  const [count = 0, total] = counts;
  if (count !== total || disks.some((disk) => disk !== 0)) {
    throw source.error(at, 'this is one part of a zip file that was split', 'a file in one part');
  }
  if (start + size > limit || count * layout.central.size > size) {
    throw source.error(
      limit,
      `the directory of ${count} entries can't lie in bytes ${start} to ${start + size}`,
      'the place and size of the directory',
    );
  }
  return { count, start, end: start + size };
}

function findEnd(source: Source): number {
  const { view, bytes } = source;
  const last = bytes.length - layout.end.size;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) === layout.end.signature && view.getUint16(at + 20, true) === last - at) return at;
  }
  throw source.error(0, 'this is no zip file, or it was cut off: the record at its end is missing', 'a zip file');
}
