import { join } from 'node:path';
import { CliError } from '../errors.js';
import { runFileNames } from './runFolder.js';
import { isSameFile } from './writeWhole.js';

/**
 * Refuse to write over a file of the run that is being used.
 *
 * @param out - What `--out` names.
 * @param allowed - Files of the run that may be written over.
 * @throws CliError naming the file.
 */
export function refuseRunFile(out: string, run: string, allowed: readonly string[] = []): void {
  const ofRun = runFileNames.find((name) => !allowed.includes(name) && isSameFile(out, join(run, name)));
  if (ofRun === undefined) return;
  throw new CliError(`--out ${out} is the run's own ${ofRun}, which would be lost; choose another name.`);
}
