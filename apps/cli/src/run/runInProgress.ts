import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as np from '@keepdims/ndarray';
import { checkpointFromBytes, checkpointToBytes } from '@keepdims/training';
import type { Checkpoint } from '@keepdims/training';
import { CliError } from '../errors.js';
import { explainFileError } from './explainFileError.js';
import { bestParameters } from './bestParameters.js';
import { bestCheckpoint, lastCheckpoint } from './runFolder.js';
import type { RunFiles } from './runFolder.js';
import { lockRun } from './runLock.js';
import { writeWhole } from './writeWhole.js';

/** What to remove if nothing comes to be saved; nothing of a run that was there before. */
interface Made {
  run: string | undefined;
  /** The folders that were made for it to stand in, the innermost first. */
  parents: readonly string[];
}

/**
 * A run folder that a training writes into. It is locked from the begin to `close`, and each of its files is written whole under
 * another name and then renamed: whatever ends the process, what was saved before is still there.
 */
export class RunInProgress {
  readonly folder: string;
  readonly #unlock: () => void;
  readonly #made: Made;

  /** Whose parameters have been written as the best. */
  #bestEpoch = 0;

  private constructor(folder: string, unlock: () => void, made: Made) {
    this.folder = folder;
    this.#unlock = unlock;
    this.#made = made;
  }

  /**
   * Make the folder for a new run. If it exists, `folder-2`, `folder-3`, … is taken: no run is ever overwritten.
   *
   * @param files - What it holds from the start.
   * @throws CliError if the disk does not let us; nothing is left behind then.
   */
  static begin(folder: string, files: RunFiles): RunInProgress {
    const made: Made = { parents: [], run: undefined };
    try {
      made.parents = makeParents(folder);
      made.run = makeFree(folder);
      mkdirSync(join(made.run, dirname(lastCheckpoint)));
      const run = new RunInProgress(made.run, lockRun(made.run), made);
      run.write(files);
      return run;
    } catch (error) {
      remove(made);
      if (error instanceof CliError) throw error;
      throw new CliError(explainFileError(error, { action: 'write', path: `the run folder ${folder}` }));
    }
  }

  /**
   * Lock a run folder that exists, to go on in it.
   *
   * @throws CliError if there is no run, another process trains there, or the disk does not let us.
   */
  static reopen(folder: string): RunInProgress {
    if (existsSync(join(folder, 'import.json'))) {
      throw new CliError(`${folder} was imported, so it has no checkpoint to go on from; train anew without --resume.`);
    }
    if (!existsSync(join(folder, 'config.json'))) {
      throw new CliError(
        `${folder} is not a run folder: it has no config.json; name one that keepdims train has begun, such as runs/houses.`,
      );
    }
    try {
      const run = new RunInProgress(folder, lockRun(folder), { run: undefined, parents: [] });
      mkdirSync(join(folder, dirname(lastCheckpoint)), { recursive: true });
      for (const place of [folder, join(folder, dirname(lastCheckpoint))]) removePartial(place);
      return run;
    } catch (error) {
      if (error instanceof CliError) throw error;
      throw new CliError(explainFileError(error, { action: 'write', path: `the run folder ${folder}` }));
    }
  }

  /** Whether there is a checkpoint to go on from. */
  get hasCheckpoint(): boolean {
    return existsSync(join(this.folder, lastCheckpoint));
  }

  /**
   * The latest checkpoint.
   *
   * @returns Undefined if the training was ended before the first.
   * @throws CliError if it cannot be read or is damaged.
   */
  readCheckpoint(): Checkpoint | undefined {
    const path = join(this.folder, lastCheckpoint);
    if (!this.hasCheckpoint) return undefined;
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(path);
    } catch (error) {
      throw new CliError(explainFileError(error, { action: 'read', path }));
    }
    try {
      return checkpointFromBytes(bytes);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'FormatError') throw error;
      throw new CliError(`${path} is damaged or no checkpoint; restore it from a copy, or delete it to begin anew.`);
    }
  }

  /**
   * Save a checkpoint, and beside it the best parameters so far if early stopping keeps them.
   *
   * @throws CliError if the disk does not let us; the checkpoint before it is unharmed then.
   */
  saveCheckpoint(checkpoint: Checkpoint): void {
    // In a scope, so that thousands of checkpoints leave nothing for the garbage collector.
    writeWhole(
      join(this.folder, lastCheckpoint),
      np.scope(() => checkpointToBytes(checkpoint)),
    );
    const { bestEpoch } = checkpoint.state.stopping;
    if (bestEpoch === this.#bestEpoch) return;
    const best = np.scope(() => bestParameters(checkpoint));
    if (best !== undefined) writeWhole(join(this.folder, bestCheckpoint), best);
    this.#bestEpoch = bestEpoch;
  }

  /** Write files in their order, each whole. @throws CliError if the disk does not let us. */
  write(files: RunFiles): void {
    for (const [name, text] of Object.entries(files)) writeWhole(join(this.folder, name), text);
  }

  /** Unlock the folder. A new one without a checkpoint is removed: there is nothing to go on from. */
  close(): void {
    this.#unlock();
    if (!this.hasCheckpoint) remove(this.#made);
  }
}

/** Make the folders that a folder is to stand in. @returns Those that were missing, the innermost first. */
function makeParents(folder: string): string[] {
  const missing: string[] = [];
  for (let parent = dirname(folder); !existsSync(parent); parent = dirname(parent)) missing.push(parent);
  mkdirSync(dirname(folder), { recursive: true });
  return missing;
}

/** The first of `folder`, `folder-2`, `folder-3`, … that does not exist. */
export function freeFolder(folder: string): string {
  let name = folder;
  for (let n = 2; existsSync(name); n++) name = `${folder}-${n}`;
  return name;
}

function makeFree(folder: string): string {
  for (;;) {
    const name = freeFolder(folder);
    try {
      mkdirSync(name);
      return name;
    } catch (error) {
      // Another run took the name in the meantime.
      if (!existsSync(name)) throw error;
    }
  }
}

/** Remove a run folder with all in it, then the folders around it as far as they are empty. */
function remove({ run, parents }: Made): void {
  if (run !== undefined) rmSync(run, { recursive: true, force: true });
  for (const parent of parents) {
    try {
      rmdirSync(parent);
    } catch {
      return; // another run is in it
    }
  }
}

/** What a killed process had not finished writing. */
function removePartial(place: string): void {
  for (const name of readdirSync(place)) {
    if (/^\..+\.partial-[0-9a-f]{12}$/.test(name)) rmSync(join(place, name), { force: true });
  }
}
