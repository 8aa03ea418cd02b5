import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { parseNames } from '../options.js';
import type { Terminal } from '../terminal.js';
import type { ImportOptions } from './import.js';

/** Add `keepdims import`. */
export function addImport(program: Command, terminal: Terminal): void {
  program
    .command('import')
    .description('make a run of a model that was trained elsewhere')
    .argument('<file>', 'ONNX, safetensors, npz, or JSON of keepdims; - for standard input')
    .option('--out <folder>', "the run folder to make (default: runs and the file's name)")
    .option('--columns <names>', 'the columns that its inputs are (default: x0,x1,…)', parseNames)
    .option('--target <column>', 'what it predicts (default: y)')
    .option('--classes <names>', 'the classes, in the order of its outputs (default: 0,1,…)', parseList)
    .option('--activations <names>', 'one a layer, for a file of parameters alone', parseList)
    .option('--output <tensor>', 'the tensor of an ONNX graph that is its output (default: the only one)')
    .option('--json', 'print what was made as a line of JSON')
    .addHelpText('after', notes)
    .action(async (file: string, options: ImportOptions) => {
      const { importCommand } = await import('./import.js');
      importCommand(file, options, terminal);
    });
}

/** Words separated by commas. */
function parseList(text: string): string[] {
  const words = text.split(',').map((word) => word.trim());
  if (words.includes('')) throw new InvalidArgumentError('it must be names separated by commas');
  return words;
}

const notes = `
What keepdims export writes comes back as it was, with its preprocessing. Other
files have inputs and no names: each input is a column of numbers, given to the
network as it is, or scaled as an ONNX graph does it. A missing value counts as
the mean that the graph subtracts, or as 0.

ONNX: dense networks, as PyTorch and scikit-learn write them. Parameters alone:
0.weight [units, inputs], 0.bias [units], 2.weight, … as PyTorch names them, or
W1, b1, W2, …; they need --activations. Outputs without an activation are logits
if --classes names classes (softmax, or sigmoid for one, is added), and
otherwise the number itself.

Nothing in a file is executed. predict, evaluate, explain, export, inspect and
serve take the run; train --resume cannot.

Examples:
  keepdims import mlp.onnx --columns length,width --target species \\
    --classes setosa,versicolor,virginica
  keepdims import net.safetensors --activations relu,relu,identity
  keepdims import model.npz --out runs/again`;
