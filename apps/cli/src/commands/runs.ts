import { CliError } from '../errors.js';
import { jsonLine } from '../render/jsonLine.js';
import { plainText } from '../render/plainText.js';
import { runsComparison, runsList } from '../render/runsReport.js';
import { compareRuns } from '../runs/compareRuns.js';
import { isRun, readRun, readRuns } from '../runs/readRuns.js';
import type { RunEntry } from '../runs/readRuns.js';
import { sortRuns } from '../runs/sortRuns.js';
import { printLines } from '../terminal.js';
import type { Terminal } from '../terminal.js';

/** The options of `keepdims runs`. */
export interface RunsOptions {
  /** A metric, a setting or `name`. */
  readonly sort?: string;
  readonly json?: boolean;
}

/** The most runs that fit beside each other into 80 columns. */
const mostCompared = 5;

/**
 * `keepdims runs`: list the runs of a folder, or compare some.
 *
 * @param paths - A folder of runs, `runs` if there is none; or two or more run folders.
 * @throws CliError if a path is not what it should be, or no run has what is sorted by.
 */
export function runsCommand(paths: readonly string[], options: RunsOptions, terminal: Terminal): void {
  const [folder = 'runs', ...more] = paths;
  if (more.length > 0) {
    compare(paths, options, terminal);
    return;
  }
  if (isRun(folder)) {
    throw new CliError(`${folder} is one run; name the folder that it is in, or more runs to compare it with.`);
  }
  const found = readRuns(folder);
  const runs = options.sort === undefined ? found : sortRuns(found, options.sort);
  if (options.json === true) {
    for (const run of runs) terminal.out(jsonLine('run', forJSON(run)));
    return;
  }
  printLines(
    terminal.out,
    runs.length === 0
      ? [`There are no runs in ${plainText(folder)}; keepdims train writes them.`]
      : runsList(runs, options.sort, terminal.outColors),
  );
}

function compare(paths: readonly string[], { sort, json = false }: RunsOptions, terminal: Terminal): void {
  const none = paths.find((path) => !isRun(path));
  if (none !== undefined) {
    throw new CliError(
      `${none} is not a run folder; name folders that keepdims train has written, such as runs/houses.`,
    );
  }
  if (paths.length > mostCompared && !json) {
    throw new CliError(
      `Only ${mostCompared} runs fit beside each other, not ${paths.length}; compare fewer, or add --json.`,
    );
  }
  const read = paths.map(readRun);
  const damaged = read.find(({ problem }) => problem !== undefined);
  if (damaged?.problem !== undefined) throw new CliError(damaged.problem);
  const runs = sort === undefined ? read : sortRuns(read, sort);
  const comparison = compareRuns(runs);
  if (json) {
    const { settings, same, results, cautions } = comparison;
    const lists = { settings: Object.fromEntries(nulled(settings)), results: Object.fromEntries(nulled(results)) };
    terminal.out(jsonLine('comparison', { runs: runs.map(({ path }) => path), ...lists, same, cautions }));
    return;
  }
  printLines(terminal.out, runsComparison(runs, comparison, terminal.outColors));
}

function forJSON({ path, name, config, summary, problem }: RunEntry): Record<string, unknown> {
  return {
    run: path,
    name,
    config: config ?? null,
    summary: summary ?? null,
    ...(problem === undefined ? {} : { problem }),
  };
}

/** With null where a run has no value. */
function nulled(map: ReadonlyMap<string, readonly unknown[]>): [string, unknown[]][] {
  return [...map].map(([name, values]) => [name, values.map((value) => value ?? null)]);
}
