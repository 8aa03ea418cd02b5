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

Data are CSV, TSV, JSON Lines, JSON, Parquet, npy, npz (X and y), IDX (MNIST;
labels in the file beside it), a folder with a folder of images for each class,
or a table with a column path of image files; packed by gzip or not. --format
says which, or else the content and the ending do.

The task, the classes and what each column is (numbers or names) are found out
from all rows; medians, means, scales and the lists of names are measured on
the rows to train on. All are saved with the model. The rows kept apart by
--validation are never trained on; only --early-stopping looks at their results,
to choose the epoch. --split 0.8,0.1,0.1 has other rows for that, so that those
to test on are looked at once, at the end. Each part has the classes in the same
proportion. The same command on the same data prints the same numbers.
An existing run folder is never overwritten: the next is called runs/houses-2.
Its report.html shows all in charts, its MODEL_CARD.md is to be given along.

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
  keepdims train houses.csv --target price --split 0.6,0.2,0.2 --stratify city \\
    --early-stopping 5
  keepdims train breast-cancer --hidden none --optimizer gradientDescent \\
    --batch full --epochs 2000
  keepdims train digits --dropout 0.2 --metrics f1 --early-stopping 10 \\
    --monitor testMetrics.f1 --epochs 300
  keepdims train houses.jsonl --target price
  keepdims train shapes --image-size 8x8 --grayscale
  keepdims train --resume runs/digits
  keepdims train houses.csv --config runs/houses/config.json --lr 0.001
  keepdims train houses.csv --target price --explain

The course's pictures, from its two files; a preset gives one of its trainings,
with its seed, on all of the first file, and prints every hundredth cost:
  keepdims train train_catvnoncat.h5 --validation test_catvnoncat.h5 \\
    --format course-h5 --preset course-deep`;
