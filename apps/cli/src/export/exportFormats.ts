import type { FloatDType } from '@keepdims/models';
import type { SavedModel } from '../run/savedModel.js';

/** What can be chosen of an exported file. */
export interface ExportChoices {
  /** Of an ONNX graph, its input and its output. Default float32. */
  readonly dtype?: FloatDType | undefined;
}

/** A form in which a model can leave keepdims. */
export interface ExportFormat {
  /** Of the file's default name, such as `.npz`. */
  readonly ending: string;
  /** Who can use it, in a few words, for the help. */
  readonly purpose: string;
  /** The file's content. What makes it is loaded when it is asked for. */
  readonly contentOf: (model: SavedModel, choices?: ExportChoices) => Promise<string | Uint8Array>;
  /** How to use the file from there, for whoever has just made it. */
  readonly use: (file: string, model: SavedModel, choices?: ExportChoices) => readonly string[];
}

/** The forms by the names that `--to` takes. */
export const exportFormats = {
  safetensors: {
    ending: '.safetensors',
    purpose: 'tensors W1, b1, …; network and preprocessing in the metadata',
    contentOf: async (model) => (await import('./modelFiles.js')).safetensorsFile(model),
    use: (file) => [`from safetensors.numpy import load_file`, `tensors = load_file(${JSON.stringify(file)})`],
  },
  npz: {
    ending: '.npz',
    purpose: 'arrays for NumPy: W1, b1, …, featureMean, featureScale, …',
    contentOf: async (model) => (await import('./modelFiles.js')).npzFile(model),
    use: (file) => [
      'import json, numpy as np',
      `model = np.load(${JSON.stringify(file)})`,
      'preprocessing = json.loads(model["preprocessing"].tobytes())',
    ],
  },
  typescript: {
    ending: '.ts',
    purpose: 'a module without dependencies: predict(row)',
    contentOf: async (model) => (await import('./typescriptModule.js')).typescriptModule(model),
    use: (file) => [`import { predict } from ${JSON.stringify(importPath(file))};`],
  },
  numpy: {
    ending: '.py',
    purpose: 'a Python module that needs NumPy alone: predict(rows)',
    contentOf: async (model) => (await import('./numpyModule.js')).numpyModule(model),
    use: (file) => [
      'import csv',
      `from ${file.replace(/^.*[/\\]/, '').replace(/\.py$/, '')} import predict`,
      'predict(list(csv.DictReader(open("new.csv"))))',
    ],
  },
  onnx: {
    ending: '.onnx',
    purpose: 'a graph for onnxruntime: scaling inside, texts as 0 and 1',
    contentOf: async (model: SavedModel, choices?: ExportChoices) =>
      (await import('./onnxFile.js')).onnxFile(model, choices),
    use: (file, { preprocessing: { featureNames } }, { dtype = 'float32' } = {}) => [
      `session = onnxruntime.InferenceSession(${JSON.stringify(file)})`,
      `session.run(None, {"X": X})  # ${dtype}, shape (m, ${featureNames.length})`,
    ],
  },
  json: {
    ending: '.json',
    purpose: 'network, parameters and preprocessing as plain data',
    contentOf: async (model) => (await import('../run/savedModel.js')).modelJSON(model, model),
    use: () => [
      'import { networkFromJSON } from "@keepdims/models";',
      'import { tabularFromJSON } from "@keepdims/data";',
    ],
  },
} as const satisfies Readonly<Record<string, ExportFormat>>;

export type ExportName = keyof typeof exportFormats;
// The object's own keys.
export const exportNames = Object.keys(exportFormats) as ExportName[];

function importPath(file: string): string {
  const path = file.replaceAll('\\', '/');
  return /^(?:\.{0,2}\/|[A-Za-z]:)/.test(path) ? path : `./${path}`;
}
