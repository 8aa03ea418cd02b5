import { parseArgs } from 'node:util';
import { AnswersDiffer } from './answers.js';
import { cases } from './cases/index.js';
import { quick, runCase, thorough } from './harness.js';
import { environment, showCase, showEnvironment } from './report.js';

const help = `Times loops against vectorised code, after checking that both give the same answer.

Usage: npm run bench -- [options]

  --quick          a few short samples: a few seconds, rougher numbers
  --filter TEXT    only the cases whose name contains TEXT
  --help           this text

Cases: ${cases.map(({ name }) => name).join(', ')}
`;

/** Where the table and the complaints go. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/**
 * What `npm run bench -- ARGS` does.
 *
 * @returns The exit code: 0 when all was timed, 1 when two variants disagree, 2 when the options can't be understood.
 */
export function bench(args: readonly string[], { out, err }: Output): number {
  const complain = (message: string, exitCode: number): number => {
    err(`bench: ${message}\n`);
    return exitCode;
  };
  let options;
  try {
    options = parseArgs({
      args: [...args],
      options: { quick: { type: 'boolean' }, filter: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    return complain(`${error instanceof Error ? error.message : String(error)} --help lists the options.`, 2);
  }
  if (options.help === true) {
    out(help);
    return 0;
  }
  const filter = options.filter?.toLowerCase() ?? '';
  const chosen = cases.filter(({ name }) => name.includes(filter));
  if (chosen.length === 0) {
    return complain(
      `--filter ${filter}: no case's name contains that. There are: ${cases.map(({ name }) => name).join(', ')}.`,
      2,
    );
  }

  const effort = options.quick === true ? quick : thorough;
  out(`${showEnvironment(environment())}\n`);
  out(`${effort.rounds} samples of each variant, taken in turns; times are of one call\n`);
  try {
    for (const benchCase of chosen) out(`\n${showCase(runCase(benchCase, effort))}\n`);
  } catch (error) {
    if (error instanceof AnswersDiffer) return complain(error.message, 1);
    throw error;
  }
  return 0;
}
