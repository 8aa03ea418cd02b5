import { join } from 'node:path';
import type { Command } from 'commander';
import { CliError } from '../errors.js';
import { interruption } from '../interruption.js';
import { planTraining, runTraining } from '../model/runTraining.js';
import type { PlannedTraining } from '../model/runTraining.js';
import type { Keeping } from '../model/trainNetwork.js';
import { commandLine } from '../render/commandLine.js';
import { jsonLine } from '../render/jsonLine.js';
import { explainPlan } from '../render/planReport.js';
import { readJSONFile } from '../run/readJSONFile.js';
import { configFile, epochLine, resultFiles, runConfig, runSummary } from '../run/runFiles.js';
import { checkRunFolder } from '../run/runFolder.js';
import { freeFolder, RunInProgress } from '../run/runInProgress.js';
import { printLines } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { planResumed } from './resumed.js';
import { requestOf, settingsFromJSON } from './trainRequest.js';
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
  const file =
    options.config === undefined ? undefined : settingsFromJSON(readJSONFile(options.config), options.config);
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
  const planned = await planTraining({ data: request.data, ...request.settings });
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
  { run: { checkpointEvery, json } }: TrainRequest,
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
    run.write(resultFiles(data, trained, evaluation));
    if (json === true) {
      terminal.out(jsonLine('result', { run: run.folder, ...runSummary(data, trained, evaluation) }));
      return;
    }
    printLines(terminal.out, [
      `${outColors.bold('Saved')} in ${run.folder}; predict with`,
      ...commandLine(['predict', run.folder, data.data.format === 'course-h5' ? 'NEW.h5' : 'NEW.csv'], env),
    ]);
  } finally {
    stop();
  }
}
