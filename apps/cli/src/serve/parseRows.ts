import { isUtf8 } from 'node:buffer';
import { count, formatInteger } from '../render/numbers.js';
import { RequestError } from './requestError.js';

/**
 * The rows that a body holds: `{"sqft": 900, …}`, `[{…}, …]` or `{"rows": [{…}, …]}`.
 *
 * @param most - How many rows one request may have.
 * @returns At least one; what they are is not yet known.
 * @throws RequestError 400 if it is not JSON, 413 for more rows, 422 for JSON of another form.
 */
export function parseRows(body: Buffer, most: number): readonly unknown[] {
  const rows = rowsOf(parseJSON(body));
  if (rows.length === 0) throw new RequestError(422, 'The request has no rows; send at least one.');
  if (rows.length > most) {
    throw new RequestError(
      413,
      `The request has ${count(rows.length, 'row')}; send at most ${formatInteger(most)} at a time.`,
    );
  }
  return rows;
}

function parseJSON(body: Buffer): unknown {
  if (body.length === 0) throw new RequestError(400, `The body is empty; ${forms}.`);
  if (!isUtf8(body)) throw new RequestError(400, 'The body is not UTF-8 text, which JSON is.');
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    throw new RequestError(400, `The body is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function rowsOf(json: unknown): readonly unknown[] {
  if (Array.isArray(json)) return json;
  if (typeof json !== 'object' || json === null) {
    throw new RequestError(422, `The body is JSON, but neither an object nor a list; ${forms}.`);
  }
  // A value of a row is never a list, so that a column may be called rows.
  return 'rows' in json && Array.isArray(json.rows) ? json.rows : [json];
}

const forms = 'send one row, such as {"sqft": 900}, or {"rows": [{…}, {…}]}';
