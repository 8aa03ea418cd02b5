import { interruption } from '../interruption.js';
import { planTraining, runTraining } from '../model/runTraining.js';
import type { TrainConfig } from '../model/trainConfig.js';
import { commandLine } from '../render/commandLine.js';
import { lineWidth } from '../render/width.js';
import { wrap } from '../render/wrap.js';
import { printLines } from '../terminal.js';
import type { Terminal } from '../terminal.js';

/** One training of the demonstration. */
interface Lesson {
  readonly title: string;
  readonly text: string;
  /** The words after the program's name that repeat it. */
  readonly words: readonly string[];
}

const lessons: readonly Lesson[] = [
  {
    title: '1. House prices (§1.2): one neuron, from the size alone',
    text: 'A single neuron learns a price from the square feet of a house. Its activation is ReLU, max(0, w·x + b): a price is never negative.',
    words: 'train sacramento --features sqft --hidden none --output relu --epochs 30 --lr 0.02'.split(' '),
  },
  {
    title: '1. House prices (§1.2): a small network, from everything known',
    text:
      'The same sales, but with all columns: city and kind of house as a row of 0 and 1 for each name, numbers scaled to mean 0 and ' +
      'standard deviation 1, and two hidden layers. Compare R² with the neuron above.',
    words: 'train sacramento --hidden 16,8 --epochs 30'.split(' '),
  },
  {
    title: '2. Logistic regression (§2): is a tumour malignant?',
    text:
      'ŷ = σ(wᵀx + b) for 30 measurements of cell nuclei, from zero weights, 2,000 iterations of gradient descent over all training rows at ' +
      'once: dZ = A - Y, dw = X dZᵀ / m, db = Σ dZ / m.',
    words: 'train breast-cancer --hidden none --optimizer gradientDescent --batch full --epochs 2000 --lr 0.1'.split(
      ' ',
    ),
  },
  {
    title: '3. A deep network (§4): reading handwritten digits',
    text: 'Pictures of 8 by 8 pixels as columns of 64 numbers, hidden layers of 48 and 24 ReLU units, and softmax over the ten digits.',
    words: 'train digits --hidden 48,24 --epochs 30 --lr 0.01'.split(' '),
  },
];

/**
 * `keepdims demo`: the course's trainings on bundled data. Nothing is saved.
 *
 * @param parse - Reads the words of a `train` command as the command line does, so that the printed commands repeat the demonstration.
 */
export async function demoCommand(parse: (words: readonly string[]) => TrainConfig, terminal: Terminal): Promise<void> {
  const { out, outColors, env } = terminal;
  const { signal, stop } = interruption();
  try {
    printLines(out, [
      ...wrap(
        'Three trainings of the course on real data that comes with keepdims: house prices, tumours, handwritten digits. ' +
          'Nothing is downloaded, and nothing is saved.',
      ),
      '',
    ]);
    for (const { title, text, words } of lessons) {
      printLines(out, [outColors.dim('─'.repeat(lineWidth)), outColors.bold(outColors.cyan(title)), ...wrap(text), '']);
      const config = parse(words);
      await runTraining(await planTraining(config), terminal, { signal, lineEvery: config.epochs > 100 ? 100 : 1 });
      printLines(out, [outColors.bold('Repeat it'), ...commandLine(words, env), '']);
    }
    printLines(out, [
      outColors.dim('─'.repeat(lineWidth)),
      ...wrap('Now with your own table: a CSV file with a header, and the name of the column to predict.'),
      ...commandLine(['train', 'YOUR.csv', '--target', 'COLUMN'], env),
    ]);
  } finally {
    stop();
  }
}
