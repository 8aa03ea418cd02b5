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

/** Whether KEEPDIMS_DEBUG asks for stacks: anything but 0 and false does. */
export function isDebugging({ KEEPDIMS_DEBUG }: Readonly<Record<string, string | undefined>>): boolean {
  return !['', '0', 'false'].includes(KEEPDIMS_DEBUG ?? '');
}

/** What is printed for an error, and the exit code. */
export interface ErrorReport {
  readonly message: string;
  readonly exitCode: number;
}

/**
 * Turn any error into one paragraph for people.
 *
 * @param error - Whatever was thrown. Errors in the user's data and `CliError` are shown as they are; all others are ours.
 * @param debug - Whether to show the stack, as KEEPDIMS_DEBUG=1 asks.
 */
export function reportError(error: unknown, debug: boolean): ErrorReport {
  const known = error instanceof CliError || isOfTheData(error);
  const exitCode = error instanceof CliError ? error.exitCode : known ? exitCodes.usage : exitCodes.internal;
  if (debug && error instanceof Error) return { message: error.stack ?? error.message, exitCode };
  const text = plainText(error instanceof Error ? error.message : String(error));
  if (known) return { message: inCommandLineTerms(text), exitCode };
  return { message: `This is a fault in keepdims: ${text} Set KEEPDIMS_DEBUG=1 to see where.`, exitCode };
}

/** Whether the data are at fault: unreadable (`FormatError`), or numbers that no float64 can measure. */
function isOfTheData(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'FormatError' || (error.name === 'RangeError' && error.message.includes(tooLarge));
}

const tooLarge = 'the values are too large to standardise: their squares overflow';

/** The libraries' messages name the options of their functions; on the command line these have other names. */
const terms: readonly (readonly [string | RegExp, string])[] = [
  [/pass task: '(\w+)'/g, 'pass --task $1'],
  ['the preprocessor was fitted on numbers in this column', 'the model was trained on numbers in this column'],
  ['list the column as categorical', 'pass --categorical with its name'],
  ['pass header: false', 'add --no-header'],
  [/skipLines: (\d+)/g, '--skip-lines $1'],
  [
    /, more than maxBytes: (\d+)\. If you trust the file, raise options\.maxBytes/,
    ', more than the $1 that keepdims takes for one file',
  ],
  [`${tooLarge}.`, `${tooLarge}; correct them, leave the column out with --ignore, or write it in a larger unit.`],
];

/** Replace option names of the libraries' functions by those of the command line. */
export function inCommandLineTerms(message: string): string {
  return terms.reduce((text, [from, to]) => text.replace(from, to), message);
}
