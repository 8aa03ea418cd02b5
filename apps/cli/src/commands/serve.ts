import { once } from 'node:events';
import { isDebugging } from '../errors.js';
import { interruption } from '../interruption.js';
import { jsonLine } from '../render/jsonLine.js';
import { plainText } from '../render/plainText.js';
import { readModel } from '../run/savedModel.js';
import type { SavedModel } from '../run/savedModel.js';
import type { Service } from '../serve/answerRequest.js';
import type { Limits } from '../serve/limits.js';
import { openApi } from '../serve/openApi.js';
import { predictor } from '../serve/predictor.js';
import { startServer } from '../serve/startServer.js';
import type { Answered } from '../serve/startServer.js';
import { usage } from '../serve/usage.js';
import type { Terminal } from '../terminal.js';
import { version } from '../versions.js';

/** The options of `keepdims serve`. */
export interface ServeOptions extends Limits {
  readonly host: string;
  readonly port: number;
  /** Seconds that open requests may take when it stops. */
  readonly grace: number;
  readonly log?: boolean;
  readonly json?: boolean;
}

/**
 * `keepdims serve`: predictions over HTTP until Ctrl-C or SIGTERM.
 *
 * @param run - A run folder.
 * @throws CliError if the run cannot be read, or the port not be listened on.
 */
export async function serveCommand(run: string, options: ServeOptions, terminal: Terminal): Promise<void> {
  const { host, port, grace, log = false, json = false } = options;
  const model = readModel(run);
  const { signal, stop } = interruption();
  try {
    const server = await startServer((isStopping) => serviceOf(model, { run, ...options }, isStopping), {
      host,
      port,
      onAnswered: log ? (answered) => logAnswered(answered, json, terminal) : undefined,
      onFault: (error) => terminal.err(`This is a fault in keepdims: ${faultText(error, terminal)}\n`),
    });
    if (!isLoopback(host)) {
      terminal.err(
        `Warning: other machines can reach ${plainText(host)}; there is no password and no encryption, so put a proxy before it.\n`,
      );
    }
    if (json) terminal.out(jsonLine('serving', { run, url: server.url, port: server.port }));
    else terminal.err(`Serving ${plainText(run)} on ${server.url}: POST /predict, GET /openapi.json. Ctrl-C stops.\n`);
    if (!signal.aborted) await once(signal, 'abort');
    const isDrained = await server.stop(grace * 1000);
    if (json) terminal.out(jsonLine('stopped', { drained: isDrained }));
    else terminal.err(isDrained ? 'Stopped.\n' : `Stopped; requests still open after ${grace} s were cut off.\n`);
  } finally {
    stop();
  }
}

/** What a run answers. @param limits - Of a request, and the run's name for messages. */
export function serviceOf(
  model: SavedModel,
  { run, maxBody, maxRows }: Limits & { readonly run: string },
  isStopping: () => boolean,
): Service {
  const { preprocessing } = model;
  return {
    run,
    maxBody,
    maxRows,
    isStopping,
    predict: predictor(model),
    usage: usage(preprocessing, run),
    description: JSON.stringify(openApi(preprocessing, { maxBody, maxRows }, version)),
  };
}

function logAnswered(answered: Answered, json: boolean, { out, err }: Terminal): void {
  const { method, path, status, rows, milliseconds } = answered;
  const rounded = Number(milliseconds.toFixed(3));
  if (json) {
    out(jsonLine('request', { method, path, status, ...(rows === undefined ? {} : { rows }), milliseconds: rounded }));
    return;
  }
  const what = rows === undefined ? '' : `, rows: ${rows}`;
  err(`${new Date().toISOString()} ${method} ${plainText(path)} ${status}, ${rounded} ms${what}\n`);
}

function faultText(error: unknown, { env }: Terminal): string {
  if (!(error instanceof Error)) return String(error);
  return isDebugging(env) ? (error.stack ?? error.message) : error.message;
}

/** Whether only this machine can reach an address. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
