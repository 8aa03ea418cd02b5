import { parseArgs } from 'node:util';
import { families } from './cases/index.js';
import type { FloatDType } from './job.js';

export const help = `Times loops against this library, and other libraries against both, after checking that all give
the same answer.

Usage: npm run bench -- [options]

  --quick          fewer sizes and short samples: well under a minute, rougher numbers
  --filter TEXT    only the cases whose name contains TEXT: course, gemm, step/2-4-1, f32 ...
  --dtype NAME     float32, float64 or both; without it the course runs in float64, the rest in both
  --size N         the sweeps at size N only
  --threads N      how many threads the library's kernels may use; default 1, as the peers'
  --peers          other libraries too, those that can run here; the JavaScript ones are installed
                   into apps/bench/peers if they aren't yet (about 320 MB)
  --peer TEXT      only the peers whose name contains TEXT; may be repeated; implies --peers
  --targets        what the project has set out to reach, and whether it does: the cases that it
                   takes, and a table at the end; implies --peers
  --streaming      nothing of this, but training on a 2 GB CSV (--size N: of N rows, not ten
                   million): how fast, and in how much memory
  --serve          nothing of this, but how many predictions a second keepdims serve answers over
                   HTTP, and how fast
  --json FILE      the numbers as JSON (run.schema.json describes it); - is standard output
  --html FILE      where to write the report with charts; default apps/bench/runs/report.html
  --save NAME      keep the run as apps/bench/runs/NAME.json
  --compare NAME   compare with a kept run, case by case
  --help           this text

KEEPDIMS_PYTHON names the Python whose NumPy, PyTorch and scikit-learn take part; default python3.
Several, separated by commas, are asked in turn.

Cases: ${[...new Set(families.map(({ group, name }) => `${group}/${name}`))].join(', ')}, memory
`
  .split('\n')
  .flatMap((line) => breakLine(line))
  .join('\n');

/** Only the list of cases is long. */
function breakLine(line: string): string[] {
  const lines = [''];
  for (const word of line.startsWith('Cases') ? line.split(' ') : [line]) {
    const last = lines[lines.length - 1] ?? '';
    if (last !== '' && last.length + word.length >= 92) lines.push(`  ${word}`);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

/** What the command line asks for. */
export interface Options {
  readonly help: boolean;
  readonly quick: boolean;
  readonly filter: string;
  readonly dtypes?: readonly FloatDType[];
  readonly size?: number;
  readonly threads?: number;
  /** Texts that names of peers must contain one of; undefined: no peers. */
  readonly peers?: readonly string[];
  readonly targets: boolean;
  /** Only the training on a file that is too large for memory. */
  readonly streaming?: true;
  /** Only the benchmark of `keepdims serve`. */
  readonly serve?: true;
  readonly json?: string;
  readonly html?: string;
  readonly save?: string;
  readonly compare?: string;
}

/**
 * Read the command line.
 *
 * @throws OptionError if something in it isn't understood.
 */
export function parseOptions(args: readonly string[]): Options {
  const values = valuesOf(args);
  const size = integer('--size', values.size);
  const threads = integer('--threads', values.threads);
  const dtypes = dtypesOf(values.dtype);
  const peers = peersOf(values);
  for (const option of ['save', 'compare'] as const) {
    const name = values[option];
    if (name !== undefined && !/^[\w.-]+$/.test(name)) {
      throw new OptionError(`--${option} ${name}: a name is made of letters, digits, dots, _ and -.`);
    }
  }
  return {
    help: values.help === true,
    quick: values.quick === true,
    filter: (values.filter ?? '').toLowerCase(),
    targets: values.targets === true,
    ...(dtypes === undefined ? {} : { dtypes }),
    ...(size === undefined ? {} : { size }),
    ...(threads === undefined ? {} : { threads }),
    ...(peers === undefined ? {} : { peers }),
    ...(values.streaming === true ? { streaming: true } : {}),
    ...(values.serve === true ? { serve: true } : {}),
    ...(values.json === undefined ? {} : { json: values.json }),
    ...(values.html === undefined ? {} : { html: values.html }),
    ...(values.save === undefined ? {} : { save: values.save }),
    ...(values.compare === undefined ? {} : { compare: values.compare }),
  };
}

/** The command line isn't understood. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

function valuesOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean' },
        filter: { type: 'string' },
        dtype: { type: 'string' },
        size: { type: 'string' },
        threads: { type: 'string' },
        peers: { type: 'boolean' },
        peer: { type: 'string', multiple: true },
        targets: { type: 'boolean' },
        streaming: { type: 'boolean' },
        serve: { type: 'boolean' },
        json: { type: 'string' },
        html: { type: 'string' },
        save: { type: 'string' },
        compare: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new OptionError(`${error instanceof Error ? error.message : String(error)} --help lists the options.`);
  }
}

function integer(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && Number.isSafeInteger(value)) return value;
  throw new OptionError(`${option} ${text}: must be an integer, 1 or more.`);
}

function dtypesOf(name: string | undefined): readonly FloatDType[] | undefined {
  if (name === undefined) return undefined;
  if (name === 'both') return ['float32', 'float64'];
  if (name === 'float32' || name === 'float64') return [name];
  throw new OptionError(`--dtype ${name}: must be float32, float64 or both.`);
}

function peersOf({ peers, peer, targets }: { peers?: boolean; peer?: string[]; targets?: boolean }) {
  if (peer !== undefined) return peer.map((text) => text.toLowerCase());
  return peers === true || targets === true ? [''] : undefined;
}
