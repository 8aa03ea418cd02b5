import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { CliError } from '../errors.js';

const lockName = /^training\.(.+)\.(\d+)\.lock$/;

/**
 * Lock a run folder, so that two trainings don't write into it.
 *
 * The lock is an empty file whose name says whose it is. Each writes its own first and then looks for others: of two that begin at the
 * same moment both see the other, so that never two go on. A process that was killed leaves its lock; it is removed once that process
 * is gone.
 *
 * @returns Unlocks it.
 * @throws CliError if another process has it locked. What Node throws if the disk does not let us.
 */
export function lockRun(folder: string): () => void {
  const own = `training.${hostname()}.${process.pid}.lock`;
  writeFileSync(join(folder, own), '');
  const unlock = (): void => rmSync(join(folder, own), { force: true });
  for (const name of readdirSync(folder)) {
    const [, host, pid] = lockName.exec(name) ?? [];
    if (host === undefined || name === own) continue;
    if (host === hostname() && !isRunning(Number(pid))) {
      rmSync(join(folder, name), { force: true });
      continue;
    }
    unlock();
    const where = host === hostname() ? '' : ` on ${host}`;
    throw new CliError(
      `Process ${pid ?? ''}${where} is training in ${folder}; wait for its end, or, if that is no training of keepdims any more, delete ` +
        `${join(folder, name)}.`,
    );
  }
  return unlock;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0); // signal 0 only asks
    return true;
  } catch (error) {
    // EPERM: it runs, for somebody else.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
