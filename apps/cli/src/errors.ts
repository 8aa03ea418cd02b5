import { plainText } from './render/plainText.js';

/** Exit codes: 0 is success. */
export const exitCodes = { internal: 1, usage: 2, diverged: 3, interrupted: 130 } as const;

/** Something the user can mend: the message says where and how. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: number;

  constructor(message: string, exitCode: number = exitCodes.usage) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** What is printed for an error, and the exit code. */
export interface ErrorReport {
  readonly message: string;
  readonly exitCode: number;
}

/**
 * Turn any error into one paragraph for people.
 *
 * @param error - Whatever was thrown. Errors in the user's data (`FormatError`) and `CliError` are shown as they are; all others are ours.
 * @param debug - Whether to show the stack, as KEEPDIMS_DEBUG=1 asks.
 */
export function reportError(error: unknown, debug: boolean): ErrorReport {
  const known = error instanceof CliError || (error instanceof Error && error.name === 'FormatError');
  const exitCode = error instanceof CliError ? error.exitCode : known ? exitCodes.usage : exitCodes.internal;
  if (debug && error instanceof Error) return { message: error.stack ?? error.message, exitCode };
  const text = plainText(error instanceof Error ? error.message : String(error));
  if (known) return { message: inCommandLineTerms(text), exitCode };
  return { message: `This is a fault in keepdims: ${text} Set KEEPDIMS_DEBUG=1 to see where.`, exitCode };
}

/** The libraries' messages name the options of their functions; on the command line these have other names. */
const terms: readonly (readonly [string | RegExp, string])[] = [
  [/pass task: '(\w+)'/g, 'pass --task $1'],
  ['list the column as categorical', 'pass --categorical with its name'],
  [
    'add the data, or pass header: false if that line is data',
    'add the data, or a first line with the names of the columns',
  ],
];

/** Replace option names of the libraries' functions by those of the command line. */
export function inCommandLineTerms(message: string): string {
  return terms.reduce((text, [from, to]) => text.replace(from, to), message);
}
