import { Tabular } from '@keepdims/data';
import type { FeatureColumn, Target } from '@keepdims/data';
import { CliError } from '../errors.js';
import { count } from '../render/numbers.js';
import type { SavedModel } from '../run/savedModel.js';
import { readNetwork } from './readNetwork.js';
import type { ReadNetwork, ReadNetworkOptions } from './readNetwork.js';
import { withClasses } from './withClasses.js';

/** What the user tells of a file that does not tell it itself. */
export interface ImportChoices extends ReadNetworkOptions {
  /** The names of the inputs. Undefined: x0, x1, … */
  readonly columns?: readonly string[] | undefined;
  /** What is predicted. Undefined: y. */
  readonly target?: string | undefined;
}

/** A model from a file. */
export interface ImportedModel extends SavedModel {
  readonly format: ReadNetwork['format'];
  /** Whether the file told its columns and target. */
  readonly isWhole: boolean;
}

/**
 * Make a model of a file: with the preprocessing that keepdims wrote into it, or else with a column of numbers for each input.
 *
 * Such numbers are given to the network as they are, or scaled as an ONNX graph scales them. A missing one counts as the mean that the graph
 * subtracts, or as 0.
 *
 * @param name - The file's, for messages.
 * @throws CliError or FormatError if the file cannot be used, or the choices do not fit it.
 */
export function importModel(bytes: Uint8Array, name: string, choices: ImportChoices): ImportedModel {
  const read = readNetwork(bytes, name, choices);
  const { format, net, params, preprocessing, hasActivations } = read;
  if (hasActivations && choices.activations !== undefined) {
    throw new CliError(`${name} tells its activations itself; leave --activations out.`);
  }
  if (preprocessing !== undefined) {
    checkWhole(read, preprocessing, choices, name);
    return { format, net, params, preprocessing, isWhole: true };
  }
  // An output that is scaled back to a unit is a number, whatever activation comes before.
  const isNumber = read.scaling?.output !== undefined;
  const fitting = isNumber ? { net, params, classes: undefined } : withClasses({ net, params }, choices.classes, name);
  const columns = columnsOf(read, choices.columns, name);
  const target = targetOf(choices.target ?? 'y', fitting.classes, read);
  if (columns.some((column) => column.name === target.name)) {
    throw new CliError(`${target.name} is a column and the target; name the target otherwise with --target.`);
  }
  return {
    format,
    net: fitting.net,
    params: fitting.params,
    preprocessing: new Tabular(columns, target, []),
    isWhole: false,
  };
}

function checkWhole({ net }: ReadNetwork, preprocessing: Tabular, choices: ImportChoices, name: string): void {
  for (const option of ['columns', 'target', 'classes'] as const) {
    if (choices[option] === undefined) continue;
    throw new CliError(`${name} tells its columns and its target itself; leave --${option} out.`);
  }
  const [inputs, outputs] = [preprocessing.featureNames.length, net.layers.at(-1)?.units ?? 0];
  if (preprocessing.target !== undefined && net.nX === inputs && outputs === preprocessing.outputs) return;
  throw new CliError(
    `${name} cannot be used: its network has ${net.nX} inputs and ${outputs} outputs, its preprocessing ${inputs} and ${preprocessing.outputs}; restore the file from a copy.`,
  );
}

function columnsOf({ net, scaling }: ReadNetwork, names: readonly string[] | undefined, file: string): FeatureColumn[] {
  if (names !== undefined && names.length !== net.nX) {
    throw new CliError(
      `--columns names ${count(names.length, 'column')}, but the network of ${file} has ${count(net.nX, 'input')}.`,
    );
  }
  const twice = names?.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new CliError(`--columns names ${twice} twice; name each input once.`);
  const { shift = [], scale = [] } = scaling?.input ?? {};
  return Array.from({ length: net.nX }, (_, i) => {
    const mean = shift[i] ?? 0;
    return { kind: 'number', name: names?.[i] ?? `x${i}`, median: mean, mean, scale: scale[i] ?? 1 };
  });
}

function targetOf(name: string, classes: readonly string[] | undefined, { scaling }: ReadNetwork): Target {
  if (classes !== undefined) {
    return { kind: 'classes', name, classes, numeric: classes.every((one) => one === String(Number(one))) };
  }
  const { shift = [], scale = [] } = scaling?.output ?? {};
  return { kind: 'number', name, mean: shift[0] ?? 0, scale: scale[0] ?? 1 };
}
