import type { IncomingMessage } from 'node:http';
import type { Limits } from './limits.js';
import { parseRows } from './parseRows.js';
import type { Answer } from './predictor.js';
import { readBody } from './readBody.js';
import { RequestError } from './requestError.js';

/** What a service says to a request. */
export interface Reply {
  readonly status: number;
  readonly type: 'application/json' | 'text/plain; charset=utf-8';
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How many rows were predicted, where there were any. */
  readonly rows?: number;
}

/** What a service answers with. */
export interface Service extends Limits {
  readonly run: string;
  readonly predict: (rows: readonly unknown[]) => Answer;
  /** The texts of `GET /` and `GET /openapi.json`. */
  readonly usage: string;
  readonly description: string;
  /** Whether it is about to stop. */
  readonly isStopping: () => boolean;
}

/**
 * Answer one request, whatever it asks.
 *
 * @returns Undefined if the sender went away.
 * @throws Only what is a fault of keepdims.
 */
export async function answerRequest(request: IncomingMessage, service: Service): Promise<Reply | undefined> {
  try {
    return await replyTo(request, service);
  } catch (error) {
    if (error instanceof RequestError) return refusal(error);
    throw error;
  }
}

/** The reply that says why a request is refused. */
export function refusal({ status, message, place, headers }: RequestError): Reply {
  return { ...json(status, { error: message, ...place }), headers };
}

async function replyTo(request: IncomingMessage, service: Service): Promise<Reply | undefined> {
  const path = (request.url ?? '/').replace(/\?.*$/s, '');
  switch (path) {
    case '/predict':
      requireMethod(request, path, ['POST']);
      return predict(request, service);
    case '/health': {
      requireMethod(request, path, ['GET', 'HEAD']);
      const stopping = service.isStopping();
      return json(stopping ? 503 : 200, { status: stopping ? 'stopping' : 'ok', run: service.run });
    }
    case '/openapi.json':
      requireMethod(request, path, ['GET', 'HEAD']);
      return { status: 200, type: 'application/json', body: service.description };
    case '/':
      requireMethod(request, path, ['GET', 'HEAD']);
      return { status: 200, type: 'text/plain; charset=utf-8', body: service.usage };
    default:
      throw new RequestError(404, 'There is no such path; there are POST /predict, GET /health and GET /openapi.json.');
  }
}

async function predict(request: IncomingMessage, service: Service): Promise<Reply | undefined> {
  requireJSON(request);
  const body = await readBody(request, service.maxBody);
  if (body === undefined) return undefined;
  const rows = parseRows(body, service.maxRows);
  return { ...json(200, service.predict(rows)), rows: rows.length };
}

function requireMethod({ method = '' }: IncomingMessage, path: string, methods: readonly string[]): void {
  if (methods.includes(method)) return;
  const [first = ''] = methods;
  throw new RequestError(405, `${path} takes ${first}, not ${method}.`, { headers: { allow: methods.join(', ') } });
}

/** Only JSON, as a form of another site cannot send it, and not compressed, so that its length is what is limited. */
function requireJSON({ headers }: IncomingMessage): void {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/json') {
    const was = type === '' ? 'has no content-type' : `is of content-type ${type.trim()}`;
    throw new RequestError(415, `The body ${was}; send JSON, and the header content-type: application/json.`);
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() === 'identity') return;
  throw new RequestError(415, `The body is encoded by ${encoding}; send it as it is.`);
}

function json(status: number, value: object): Reply {
  return { status, type: 'application/json', body: JSON.stringify(value) };
}
