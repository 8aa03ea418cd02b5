import { join } from 'node:path';
import { interruption } from '../interruption.js';
import { runTraining } from '../model/runTraining.js';
import type { TrainConfig } from '../model/trainConfig.js';
import { commandLine } from '../render/commandLine.js';
import { runFiles } from '../run/runFiles.js';
import { checkRunFolder, writeRunFolder } from '../run/runFolder.js';
import { printLines } from '../terminal.js';
import type { Terminal } from '../terminal.js';

/**
 * `keepdims train`: train on a table, print the report, save the run folder.
 *
 * @param out - The run folder, `runs/NAME` after the data if undefined.
 */
export async function trainCommand(config: TrainConfig, out: string | undefined, terminal: Terminal): Promise<void> {
  const { signal, stop } = interruption();
  try {
    let folder = out?.replace(/(?<=.)[/\\]+$/, '');
    const { data, plan, trained, evaluation } = await runTraining(config, terminal, {
      signal,
      beforeTraining: ({ name }) => {
        folder ??= join('runs', name);
        checkRunFolder(folder);
      },
    });
    folder ??= join('runs', data.data.name);
    const written = writeRunFolder(folder, runFiles(config, data, plan, trained, evaluation));
    const { outColors } = terminal;
    printLines(terminal.out, [
      `${outColors.bold('Saved')} in ${written}; predict with`,
      ...commandLine(['predict', written, data.data.format === 'course-h5' ? 'NEW.h5' : 'NEW.csv'], terminal.env),
    ]);
    if (written !== folder) terminal.err(`  ${folder} existed already and was left alone.\n`);
  } finally {
    stop();
  }
}
