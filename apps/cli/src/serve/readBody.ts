import type { IncomingMessage } from 'node:http';
import { RequestError } from './requestError.js';

/** The length that a request announces; undefined if it is sent in chunks. */
export function announcedLength({ headers }: IncomingMessage): number | undefined {
  const length = headers['content-length'];
  return length === undefined ? undefined : Number(length);
}

/** What a longer body is answered. */
export function tooLong(most: number): RequestError {
  return new RequestError(413, `The body is longer than ${most} bytes; send fewer rows at a time.`);
}

/**
 * The bytes of a request's body. No more than `most` are kept; what is beyond is read and dropped, so that the sender gets to the answer.
 *
 * @returns Undefined if the sender went away.
 * @throws RequestError 413 for a longer one.
 */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer | undefined> {
  if ((announcedLength(request) ?? 0) > most) throw tooLong(most);
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= most) {
        chunks.push(chunk);
        return;
      }
      chunks = [];
      reject(tooLong(most));
    });
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.on('close', () => resolve(undefined)); // after `end` it changes nothing
  });
}
