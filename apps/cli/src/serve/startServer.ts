import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { CliError } from '../errors.js';
import { answerRequest, refusal } from './answerRequest.js';
import type { Reply, Service } from './answerRequest.js';
import { announcedLength, tooLong } from './readBody.js';

/** What was answered to a request. */
export interface Answered {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly rows: number | undefined;
  readonly milliseconds: number;
}

/** Where to listen, and whom to tell. */
export interface ServerOptions {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly onAnswered?: ((answered: Answered) => void) | undefined;
  /** Told of a fault of keepdims; the request is answered 500. */
  readonly onFault: (error: unknown) => void;
}

/** A server that listens. */
export interface RunningServer {
  /** Such as `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly port: number;
  /**
   * Take no more connections, and end once all requests are answered, but after `grace` milliseconds in any case.
   *
   * @returns Whether every request was answered.
   */
  readonly stop: (grace: number) => Promise<boolean>;
}

/** Milliseconds. A connection is kept for longer than most proxies keep theirs, so that they are the ones to close it. */
const timeouts = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 };

/**
 * Answer requests on a port until it is stopped.
 *
 * @param service - Its `isStopping` is true from `stop` on.
 * @throws CliError if it cannot listen there.
 */
export async function startServer(
  makeService: (isStopping: () => boolean) => Service,
  { host, port, onAnswered, onFault }: ServerOptions,
): Promise<RunningServer> {
  let stopping = false;
  const service = makeService(() => stopping);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const start = onAnswered === undefined ? 0 : performance.now();
    let reply: Reply | undefined;
    try {
      reply = await answerRequest(request, service);
    } catch (error) {
      onFault(error);
      reply = { status: 500, type: 'application/json', body: '{"error":"This is a fault in keepdims."}' };
    }
    if (reply === undefined) return;
    send(response, reply, stopping);
    const { method = '', url = '' } = request;
    onAnswered?.({
      method,
      path: url,
      status: reply.status,
      rows: reply.rows,
      milliseconds: performance.now() - start,
    });
  };
  const server = createServer({ ...timeouts, connectionsCheckingInterval: 5000 });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', (request, response) => void answer(request, response));
  server.on('checkContinue', (request, response) => {
    if ((announcedLength(request) ?? 0) > service.maxBody) {
      send(response, refusal(tooLong(service.maxBody)), true); // the body is still to come, and is not waited for
      return;
    }
    response.writeContinue();
    void answer(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(error, host, port)));
    server.listen({ host, port }, resolve);
  });
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    port: taken,
    stop: async (grace) => {
      stopping = true;
      let isCut = false;
      const limit = setTimeout(() => {
        isCut = true;
        server.closeAllConnections();
      }, grace);
      // Closing closes idle connections, and what is answered from now on is its connection's last. But an answer may just be on its way,
      // and a connection that has never asked anything does not count as idle.
      const closeIdle = (): void => {
        server.closeIdleConnections();
        for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
      };
      closeIdle();
      const idle = setInterval(closeIdle, 50);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearInterval(idle);
      clearTimeout(limit);
      return !isCut;
    },
  };
}

function send(response: ServerResponse, { status, type, body, headers = {} }: Reply, isLast: boolean): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...headers,
    ...(isLast ? { connection: 'close' } : {}),
  });
  response.end(body);
}

function cannotListen({ code = '' }: NodeJS.ErrnoException, host: string, port: number): CliError {
  switch (code) {
    case 'EADDRINUSE':
      return new CliError(`Port ${port} of ${host} is in use; choose another with --port, or 0 for any that is free.`);
    case 'EACCES':
      return new CliError(`Port ${port} needs more permissions; choose one from 1024 on with --port.`);
    default:
      return new CliError(
        `--host ${host}: this machine has no such address (${code}); take 127.0.0.1, or 0.0.0.0 for all of its addresses.`,
      );
  }
}
