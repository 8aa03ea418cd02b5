import type { Command } from 'commander';
import type { Terminal } from '../terminal.js';
import { addTrainOptions } from './trainOptionList.js';
import type { TrainOptions } from './trainOptionList.js';

/**
 * Add `train` to the command line.
 *
 * @param program - The command line.
 * @param terminal - Where all output goes.
 */
export function addTrain(program: Command, terminal: Terminal): void {
  addTrainOptions(program.command('train').description('train a network on a table and save it as a run folder'))
    .addHelpText('after', trainExamples)
    .action(async (data: string | undefined, options: TrainOptions, command: Command) => {
      const { trainCommand } = await import('./train.js');
      await trainCommand(data, options, command, terminal);
    });
}

const bundledNames = 'sacramento, breast-cancer, digits, iris, wine, penguins';

const trainExamples = `
Bundled data sets: ${bundledNames}.
A file of such a name is written with its folder: ./digits.

The task, the classes and what each column is (numbers or names) are found out
from all rows; medians, means, scales and the lists of names are measured on
the rows to train on. All are saved with the model. The rows kept apart by
--validation are never trained on; only --early-stopping looks at their results,
to choose the epoch. The same command on the same data prints the same numbers.
An existing run folder is never overwritten: the next is called runs/houses-2.

The run is saved every 10 seconds and at Ctrl-C (a second Ctrl-C ends at once).
Whatever ended it, --resume goes on from there, and comes to the same bits as a
training without a break. The data must be the same, and so must the settings;
but a larger --epochs makes a training longer, also one that had ended.

A name with options is written name:option=number,…: --schedule
cosineDecay:epochs=100,floor=0.1, or warmup:epochs=5,then=cosineDecay. A cosine
without epochs lasts to the end. Errors among the --metrics are in the target's
unit.

Progress goes to stderr: a bar in a terminal, otherwise one line an epoch.

Examples:
  keepdims train houses.csv --target price --hidden 32,16 --epochs 200
  keepdims train houses.csv --target price --features sqft --hidden none
  keepdims train penguins --target species --ignore year --seed 7
  keepdims train breast-cancer --hidden none --optimizer gradientDescent \\
    --batch full --epochs 2000
  keepdims train digits --dropout 0.2 --metrics f1 --early-stopping 10 \\
    --monitor testMetrics.f1 --epochs 300
  keepdims train --resume runs/digits
  keepdims train houses.csv --config runs/houses/config.json --lr 0.001
  keepdims train houses.csv --target price --explain

The course's pictures, from its two files; a preset gives one of its trainings,
with its seed, on all of the first file, and prints every hundredth cost:
  keepdims train train_catvnoncat.h5 --validation test_catvnoncat.h5 \\
    --format course-h5 --preset course-deep`;
