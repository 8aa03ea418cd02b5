import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AnswersDiffer } from './answers.js';
import { appFolder } from './appFolder.js';
import { useThreads } from './backend.js';
import { chooseCases } from './cases/chooseCases.js';
import type { ChosenFamily } from './cases/chooseCases.js';
import { families } from './cases/index.js';
import { collectGarbage } from './engineFlags.js';
import { environment, showEnvironment } from './environment.js';
import { quick, thorough } from './harness.js';
import { help, OptionError, parseOptions } from './options.js';
import type { Options } from './options.js';
import type { MemoryResult } from './memory/memoryResult.js';
import { chooseWorkloads, runMemory } from './memory/runMemory.js';
import { knownPeers } from './peers/knownPeers.js';
import { startPeers } from './peers/startPeers.js';
import type { Peers } from './peers/startPeers.js';
import { wrap } from './report/format.js';
import { htmlReport } from './report/html.js';
import { showComparison } from './report/showComparison.js';
import { showFamily } from './report/showFamily.js';
import { runFormat } from './run.js';
import type { FamilyRun, Run } from './run.js';
import { measureServe } from './serve/measureServe.js';
import { measureStreaming } from './streaming/measureStreaming.js';
import { showTargets } from './targets/showTargets.js';
import { gzippedSize } from './targets/sizes.js';
import { startTime } from './targets/startTime.js';
import { isTargetCase, targetLines } from './targets/targets.js';
import type { OtherMeasurements } from './targets/targets.js';
import { runFamily } from './runFamily.js';
import { loadRun, runsFolder, SavedRunError, saveRun } from './savedRuns.js';

/** Where the tables and the complaints go. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/**
 * What `npm run bench -- ARGS` does.
 *
 * @returns The exit code: 0 when all was timed, 1 when two variants disagree, 2 when the options can't be understood.
 */
export async function bench(args: readonly string[], output: Output): Promise<number> {
  try {
    const options = parseOptions(args);
    if (options.help) output.out(help);
    else if (options.streaming) await measureStreaming(options.size ?? 10_000_000, (line) => output.out(`${line}\n`));
    else if (options.serve) await measureServe({ seconds: options.quick ? 3 : 10 }, (line) => output.out(`${line}\n`));
    else await measure(options, args, output);
    return 0;
  } catch (error) {
    if (error instanceof OptionError || error instanceof SavedRunError) return complain(error, 2);
    if (error instanceof AnswersDiffer) return complain(error, 1);
    throw error;
  }
  function complain({ message }: Error, exitCode: number): number {
    output.err(`bench: ${message}\n`);
    return exitCode;
  }
}

async function measure(options: Options, args: readonly string[], { out, err }: Output): Promise<void> {
  // The numbers alone on standard output, when they are asked for there.
  const print = (text: string): void => (options.json === '-' ? err : out)(`${text}\n`);
  const chosen = choose(options);
  const before = options.compare === undefined ? undefined : loadRun(options.compare);
  // One thread unless asked: what a thread can do is compared with what a thread can do.
  const { threads = 1 } = options;
  const problem = useThreads(threads);
  if (problem !== undefined) throw new OptionError(`--threads ${threads}: not possible here: ${problem}.`);
  const here = environment(appFolder());
  print(wrap(showEnvironment(here)));
  // Targets are about large sizes too, even in a hurry.
  const effort = options.quick ? { ...quick, ...(options.targets ? { longestCallMs: 400 } : {}) } : thorough;
  print(`Up to ${effort.rounds} samples of each variant, taken in turns; times are medians of one call.`);

  const date = new Date().toISOString();
  const runs: FamilyRun[] = [];
  const peersFolder = join(appFolder(), 'peers');
  const peers = await startPeers(knownPeers(peersFolder, process.env), options.peers ?? [], peersFolder, err);
  if (options.peers !== undefined) print(showPeers(peers));
  try {
    for (const family of chosen) {
      const run = await runFamily(family, { effort, peers: peers.present, before: collectGarbage });
      runs.push(run);
      print(`\n${showFamily(run)}`);
    }
  } finally {
    for (const peer of peers.present) peer.stop();
  }
  const memory: MemoryResult[] = [];
  for (const workload of options.quick && options.filter === '' ? [] : chooseWorkloads(options.filter)) {
    const result = await runMemory(workload);
    memory.push(result);
    print(`\n${showMemory(result)}`);
  }
  const run: Run = {
    format: runFormat,
    date,
    environment: here,
    options: args,
    families: runs,
    peers: { present: peers.present.map(({ name, version }) => ({ name, version })), absent: peers.absent },
    memory,
  };
  const targets = options.targets ? targetLines(run, otherMeasurements(options)) : [];
  if (options.targets) print(`\n${showTargets(targets)}`);
  if (before !== undefined) print(`\n${showComparison(options.compare ?? '', before, run)}`);
  const report = options.html === undefined ? join(runsFolder(), 'report.html') : resolve(options.html);
  writeFileSync(report, htmlReport(run, targets));
  print(`\nThe report with charts: ${report}`);
  if (options.save !== undefined) print(`Kept as ${saveRun(options.save, run)}`);
  if (options.json === '-') out(`${JSON.stringify(run, null, 1)}\n`);
  else if (options.json !== undefined) writeFileSync(resolve(options.json), `${JSON.stringify(run, null, 1)}\n`);
}

function choose(options: Options): ChosenFamily[] {
  const { filter, size, targets } = options;
  const dtypes = options.dtypes ?? (targets ? (['float32', 'float64'] as const) : undefined);
  const chosen = chooseCases(families, {
    filter,
    sizes: size ?? (options.quick && !targets ? 'quick' : 'all'),
    ...(dtypes === undefined ? {} : { dtypes }),
    ...(targets ? { wanted: isTargetCase } : {}),
  });
  if (chosen.length > 0 || chooseWorkloads(filter).length > 0) return chosen;
  const names = [...families.map(({ group, name }) => `${group}/${name}`), 'memory'].join(', ');
  const what = `--filter ${filter}${size === undefined ? '' : ` with --size ${size}`}`;
  throw new OptionError(`${what}: no case's name contains that. There are: ${names}.`);
}

function showMemory({ name, title, verdict }: MemoryResult): string {
  return [`memory/${name}: ${title}`, verdict].map((line, i) => wrap(line, i === 0 ? '' : '  ')).join('\n');
}

/** Sizes and the time to start, when all targets are asked for. */
function otherMeasurements({ filter }: Options): OtherMeasurements {
  if (filter !== '') return {};
  const kernelsBytes = gzippedSize(join(appFolder(), '..', '..', 'packages', 'kernels', 'dist'));
  const pageBytes = gzippedSize(join(appFolder(), 'dist', 'size'));
  return {
    startMs: startTime(appFolder()),
    ...(kernelsBytes === undefined ? {} : { kernelsBytes }),
    ...(pageBytes === undefined ? {} : { pageBytes }),
  };
}

/** Which peers take part, and why the others don't. */
function showPeers({ present, absent }: Peers): string {
  return [
    present.length === 0
      ? 'No peers.'
      : `Peers: ${present.map(({ name, version }) => `${name} (${version})`).join(', ')}.`,
    ...absent.map(({ name, reason }) => `Not here: ${name}: ${reason}.`),
  ]
    .map((line) => wrap(line))
    .join('\n');
}
