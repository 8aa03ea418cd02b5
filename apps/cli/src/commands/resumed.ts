import { join } from 'node:path';
import type { Checkpoint } from '@keepdims/training';
import { CliError } from '../errors.js';
import { planTraining } from '../model/runTraining.js';
import type { PlannedTraining } from '../model/runTraining.js';
import type { Keeping } from '../model/trainNetwork.js';
import { isObject, readRunJSON } from '../run/runConfig.js';
import { configFile, runConfig } from '../run/runFiles.js';
import type { RunInProgress } from '../run/runInProgress.js';
import type { Terminal } from '../terminal.js';
import { settingsFromJSON } from './settingsFromJSON.js';
import { laidOver, optionOf, settingsOf } from './trainRequest.js';
import type { TrainRequest } from './trainRequest.js';

type Saved = Readonly<Record<string, unknown>>;

/**
 * The training of a run that was begun, ready to go on: with the settings it has, on the data it was begun with.
 *
 * @param run - Locked by this process.
 * @throws CliError if it is no run, the data are not the same any more, or settings were typed that are not the run's.
 */
export async function planResumed(
  run: RunInProgress,
  { data: given, typed, settings, run: { stream } }: TrainRequest,
  terminal: Terminal,
): Promise<PlannedTraining & Pick<Keeping, 'resume'>> {
  const path = join(run.folder, 'config.json');
  const saved = readRunJSON(run.folder, 'config.json');
  if (saved === undefined) {
    throw new CliError(
      `${run.folder} is not a run folder: it has no config.json; name one that keepdims train has begun.`,
    );
  }
  const begun = settingsFromJSON(saved, path);
  const data = given ?? begun.data;
  if (data === undefined)
    throw new CliError(`${path} does not say on which data; name them: keepdims train DATA --resume ${run.folder}.`);
  const resume = run.readCheckpoint();
  const planned = await planTraining(
    { data, ...settingsOf([{ output: settings.output }, begun.settings, typed].reduce(laidOver)) },
    {
      stream: resume === undefined ? stream : isStreamed(resume, saved),
      onRead: (what) => terminal.err(`  ${what}\n`),
    },
  );
  checkData(run.folder, saved, planned);
  // As JSON has it, to be compared.
  const config = JSON.parse(JSON.stringify(runConfig(planned.config, planned.data, planned.plan))) as Saved;
  checkSettings(run.folder, saved, config);
  if (JSON.stringify(saved.versions) !== JSON.stringify(config.versions)) {
    terminal.err(
      `Warning: ${run.folder} was begun with other versions of Node or keepdims, whose last digits may differ.\n`,
    );
  }
  if (resume !== undefined) {
    const done = resume.state.epoch;
    if (done > planned.config.epochs) {
      throw new CliError(
        `--epochs ${planned.config.epochs}: ${run.folder} has ${done} epochs already; give a larger number.`,
      );
    }
    if (JSON.stringify(resume.state.preprocessing) !== JSON.stringify(planned.data.preprocessing.toJSON())) {
      throw new CliError(
        `This version of keepdims measures the data otherwise than ${run.folder} did; go on with the version that began it.`,
      );
    }
    if (done === planned.config.epochs && resume.state.step === 0) {
      terminal.err(`  ${run.folder} has all of its ${done} epochs; --epochs with a larger number makes it longer.\n`);
    }
  }
  run.write(configFile({ ...config, data: saved.data, versions: saved.versions }));
  return { ...planned, resume };
}

/** Whether a run's data stayed on the disk: then its checkpoints know the examples by the file's check sum. */
function isStreamed({ state }: Checkpoint, { data }: Saved): boolean {
  return isObject(data) && data.sha256 === state.data.X;
}

function checkData(folder: string, { data }: Saved, { opened }: PlannedTraining): void {
  const was = isObject(data) ? data : {};
  const validation = isObject(was.validation) ? was.validation : {};
  const files = [
    { name: opened.source, before: was.sha256, now: opened.sha256 },
    { name: opened.validation?.source ?? '', before: validation.sha256, now: opened.validation?.sha256 },
  ];
  const changed = files.find(({ before, now }) => before !== now);
  if (changed === undefined) return;
  throw new CliError(
    `${changed.name} is not what ${folder} was begun on: its SHA-256 has changed; give the same data, or begin anew without --resume.`,
  );
}

/** What may be another one: how long the training lasts, and what doesn't touch its numbers. */
const free = ['epochs', 'printCost', 'data', 'versions'];

function checkSettings(folder: string, saved: Saved, config: Saved): void {
  const names = [...new Set([...Object.keys(saved), ...Object.keys(config)])].filter((name) => !free.includes(name));
  const changes = names
    .filter((name) => JSON.stringify(saved[name]) !== JSON.stringify(config[name]))
    // Early stopping may wait longer, but there must be some.
    .filter((name) => name !== 'earlyStopping' || saved[name] === undefined || config[name] === undefined)
    .map((name) => `${optionOf(name)} was ${show(saved[name])} and is ${show(config[name])}`);
  if (changes.length === 0) return;
  throw new CliError(
    `${folder} was begun with other settings: ${changes.join('; ')}; leave them out to go on, or begin anew without --resume.`,
  );
}

function show(value: unknown): string {
  if (value === undefined) return 'not given';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
