import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { CliError, reportError } from '../errors.js';
import { interruption } from '../interruption.js';
import { planTraining, runTraining } from '../model/runTraining.js';
import type { FinishedTraining, PlannedTraining } from '../model/runTraining.js';
import type { DataFormat } from '../model/trainConfig.js';
import type { Keeping } from '../model/trainNetwork.js';
import { commandLine } from '../render/commandLine.js';
import { jsonLine } from '../render/jsonLine.js';
import { explainPlan } from '../render/planReport.js';
import { configFile, epochLine, resultFiles, runConfig, runSummary } from '../run/runFiles.js';
import { checkRunFolder } from '../run/runFolder.js';
import { freeFolder, RunInProgress } from '../run/runInProgress.js';
import { printLines } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { planResumed } from './resumed.js';
import { requestOf } from './trainRequest.js';
import type { TrainRequest } from './trainRequest.js';
import type { TrainOptions } from './trainOptionList.js';

/**
 * `keepdims train`: train on a table, print the report, save the run folder; or go on with a run.
 *
 * @param typed - The data that were named, if any.
 */
export async function trainCommand(
  typed: string | undefined,
  options: TrainOptions,
  command: Command,
  terminal: Terminal,
): Promise<void> {
  if (options.printSchema === true) {
    const { printSchema } = await import('./printSchema.js');
    printSchema(terminal);
    return;
  }
  const file =
    options.config === undefined ? undefined : (await import('./readConfigFile.js')).readConfigFile(options.config);
  const request = requestOf(typed, options, command, file);
  const shown = request.run.json === true ? { ...terminal, out: () => undefined } : terminal;
  const { resume } = request.run;
  if (resume !== undefined) {
    checkResumeOptions(request.run);
    // Locked before anything of it is read.
    const run = RunInProgress.reopen(resume);
    try {
      await train(await planResumed(run, request, terminal), run, request, { terminal, shown });
    } finally {
      run.close();
    }
    return;
  }
  if (request.data === undefined)
    throw new CliError("Missing required argument 'data'. See keepdims --help, or --help behind a command.");
  const planned = await planTraining(
    { data: request.data, ...request.settings },
    { stream: request.run.stream, onRead: (what) => terminal.err(`  ${what}\n`) },
  );
  const wanted = request.run.out?.replace(/(?<=.)[/\\]+$/, '') ?? join('runs', planned.opened.name);
  checkRunFolder(wanted);
  if (request.run.explain === true || request.run.dryRun === true) {
    explainPlan(planned, freeFolder(wanted), request.run, terminal);
    return;
  }
  const { config, data, plan } = planned;
  const run = RunInProgress.begin(wanted, configFile(runConfig(config, data, plan)));
  try {
    await train({ ...planned, resume: undefined }, run, request, { terminal, shown });
    if (run.folder !== wanted) terminal.err(`  ${wanted} existed already and was left alone.\n`);
  } finally {
    run.close();
  }
}

function checkResumeOptions({ resume = '', out, preset, config, explain, dryRun }: TrainRequest['run']): void {
  const others = Object.entries({
    '--out': out,
    '--preset': preset,
    '--config': config,
    '--explain': explain,
    '--dry-run': dryRun,
  });
  const other = others.find(([, value]) => value !== undefined);
  if (other === undefined) return;
  throw new CliError(
    `--resume goes on with ${resume} as it was begun, so ${other[0]} has no meaning beside it; leave it out.`,
  );
}

/** Train into a run folder. */
async function train(
  planned: PlannedTraining & Pick<Keeping, 'resume'>,
  run: RunInProgress,
  { run: { checkpointEvery, json, report } }: TrainRequest,
  { terminal, shown }: { readonly terminal: Terminal; readonly shown: Terminal },
): Promise<void> {
  const { env, outColors } = terminal;
  const goOn = commandLine(['train', '--resume', run.folder], env, 0).join(' ');
  const keeping: Keeping = {
    resume: planned.resume,
    everySeconds: checkpointEvery,
    save: (checkpoint) => {
      try {
        run.saveCheckpoint(checkpoint);
      } catch (error) {
        if (!(error instanceof CliError)) throw error;
        const rest = run.hasCheckpoint
          ? `The checkpoint before it is unharmed: go on with ${goOn}`
          : 'Nothing was saved.';
        throw new CliError(`${error.message} ${rest}`);
      }
    },
    left: (why) => {
      if (why === 'interrupted') return `go on with ${goOn}`;
      return run.hasCheckpoint ? `The last checkpoint before that is kept in ${run.folder}.` : 'Nothing was saved.';
    },
  };
  const { signal, stop } = interruption();
  try {
    const { config, data, plan } = planned;
    if (json === true) terminal.out(jsonLine('run', { run: run.folder, config: runConfig(config, data, plan) }));
    const { trained, evaluation } = await runTraining(planned, shown, {
      signal,
      keeping,
      ...(json === true ? { onEpoch: (record) => terminal.out(epochLine(record)) } : {}),
    });
    const { 'summary.json': summary, ...results } = resultFiles(data, trained, evaluation);
    run.write(results);
    const page = report
      ? await reported(run.folder, { data, trained, evaluation }, results['model.json'], terminal)
      : undefined;
    if (!report) warnOfOlderReport(run.folder, terminal);
    // The last one: it marks a finished run.
    run.write({ 'summary.json': summary });
    if (json === true) {
      terminal.out(jsonLine('result', { run: run.folder, ...runSummary(data, trained, evaluation) }));
      return;
    }
    printLines(terminal.out, [
      `${outColors.bold('Saved')} in ${run.folder}; predict with`,
      ...commandLine(['predict', run.folder, newData(data.data.format)], env),
      ...(page === undefined ? [] : [`The report is ${page}`]),
    ]);
  } finally {
    stop();
  }
}

/** Write the report. A failure is told, and costs the run nothing. @returns Where the page is. */
async function reported(
  folder: string,
  finished: Pick<FinishedTraining, 'data' | 'trained' | 'evaluation'>,
  modelJSON: string,
  terminal: Terminal,
): Promise<string | undefined> {
  try {
    const { reportTraining } = await import('../report/reportTraining.js');
    return reportTraining(folder, finished, modelJSON).page;
  } catch (error) {
    terminal.err(
      `Warning: the report was not written: ${reportError(error, false).message} The run is saved; try again with ` +
        `${commandLine(['report', folder], terminal.env, 0).join(' ')}\n`,
    );
    return undefined;
  }
}

/** A name for data such as these. */
function newData(format: DataFormat = 'csv'): string {
  if (format === 'images') return 'NEW-IMAGES';
  return `NEW.${format === 'course-h5' ? 'h5' : format}`;
}

/** With --no-report the page of a run that is extended stays as it was. */
function warnOfOlderReport(folder: string, { env, err }: Terminal): void {
  const page = join(folder, 'report.html');
  if (!existsSync(page)) return;
  err(`Warning: ${page} is of before; write it anew with ${commandLine(['report', folder], env, 0).join(' ')}\n`);
}
