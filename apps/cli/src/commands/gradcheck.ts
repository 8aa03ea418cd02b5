import { binaryCrossEntropy, categoricalCrossEntropy, lossByName, meanSquaredError } from '@keepdims/losses';
import type { Loss } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { CliError, exitCodes } from '../errors.js';
import { parseNamedOptions } from '../model/namedOptions.js';
import { openExamples } from '../model/openExamples.js';
import type { RunExamples } from '../model/openExamples.js';
import { requireFinite } from '../model/requireFinite.js';
import { jsonLine } from '../render/jsonLine.js';
import { count } from '../render/numbers.js';
import { runHeader } from '../render/runHeader.js';
import { table } from '../render/table.js';
import { wrap } from '../render/wrap.js';
import { readRunJSON } from '../run/runConfig.js';
import type { JSONObject } from '../run/runConfig.js';
import { printLines } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import type { DataOptions } from './dataOptions.js';

/** The options of `keepdims gradcheck`. */
export interface GradcheckOptions extends DataOptions {
  /** How many rows of the data the cost is of, drawn at random. */
  readonly rows: number;
  /** Entries of each array that are compared, drawn at random. */
  readonly sample: number;
  readonly seed: number;
  readonly json?: boolean;
}

/**
 * `keepdims gradcheck`: whether the backward pass of a run's network agrees with difference quotients of its cost.
 *
 * @param run - A run folder.
 * @param source - A table with the columns trained on and the target.
 * @throws CliError with the exit code 3 if the gradients disagree, after the report.
 */
export async function gradcheckCommand(
  run: string,
  source: string,
  { rows, sample, seed, json = false, ...reading }: GradcheckOptions,
  terminal: Terminal,
): Promise<void> {
  const examples = await openExamples(
    run,
    source,
    terminal,
    ({ table }) => drawRows(table.rowCount, rows, seed),
    reading,
  );
  const { net, params, X, Y, table: some } = examples;
  const { output } = net.forward(params, X);
  const m = some.rowCount;
  const numbers = Array.from(np.contiguousData(output));
  const rowSums = Array.from({ length: m }, (_, j) => numbers.reduce((sum, value, k) => (k % m === j ? sum + value : sum), 0)); // prettier-ignore
  requireFinite(rowSums, some, 'so nothing was compared');

  const config = readRunJSON(run, 'config.json');
  const loss = lossOf(examples, config);
  const l2 = typeof config?.l2 === 'number' ? config.l2 : 0;
  const check = net.gradientCheck(params, X, Y, loss, { sample, seed, l2 });
  if (json) terminal.out(jsonLine('gradcheck', { run, data: source, rows: m, loss: loss.name, l2, ...check }));
  else {
    const { outColors } = terminal;
    printLines(terminal.out, [
      ...runHeader(examples, ' drawn at random', outColors),
      ...wrap(`${loss.name}${l2 === 0 ? '' : ` and the L2 term, l2 = ${l2}`}`, '  cost', 10),
      '',
      ...String(check)
        .split('\n')
        .flatMap((line) => wrap(line)),
      '',
      ...table(
        [
          ['array', 'compared', 'relative difference', ''].map(outColors.dim),
          ...check.arrays.map(({ layer, array, compared, relativeDifference, agrees }) => [
            `d${array === 'gamma' ? 'Gamma' : array}[${layer}]`,
            count(compared, 'entry', 'entries'),
            relativeDifference === 0 ? '0' : relativeDifference.toExponential(1),
            agrees ? 'agrees' : outColors.red('disagrees'),
          ]),
        ],
        { indent: 0 },
      ),
    ]);
  }
  if (!check.agrees) {
    throw new CliError(
      check.compared === 0
        ? 'Nothing could be compared; give more or other rows with --rows or --seed.'
        : `The gradients of ${run} disagree; a derivative is wrong, or the cost is too steep for differences at these parameters.`,
      exitCodes.diverged,
    );
  }
}

/** Some of m rows, in order; undefined for all of them. */
function drawRows(m: number, wanted: number, seed: number): number[] | undefined {
  if (m <= wanted) return undefined;
  return Array.from(randomState(seed).permutation(m).data.slice(0, wanted)).sort((a, b) => a - b);
}

/** The loss that the run was trained with, or, if it does not say, that which train takes. */
function lossOf({ preprocessing }: RunExamples, config: JSONObject | undefined): Loss {
  if (typeof config?.loss === 'string') {
    const { name, options = {} } = parseNamedOptions(config.loss) ?? { name: config.loss };
    try {
      return lossByName(name, options as Readonly<Record<string, number>>); // it refuses what is no number
    } catch (error) {
      if (error instanceof RangeError) throw new CliError(`The run's config.json: ${error.message}`);
      throw error;
    }
  }
  if (preprocessing.task === 'regression') return meanSquaredError;
  return preprocessing.outputs === 1 ? binaryCrossEntropy : categoricalCrossEntropy;
}
