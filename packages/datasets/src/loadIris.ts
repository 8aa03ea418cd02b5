import { readNumericDataset } from './numericDataset.js';
import type { NumericDataset } from './numericDataset.js';

/**
 * Load Fisher's irises: four measurements of 150 flowers of three species.
 *
 * @returns X [4, 150] in centimetres, Y [3, 150] one-hot, labels [1, 150]; a fresh copy at every call.
 * @example (await loadIris()).X.shape // [4, 150]
 * @see Fisher (1936), Annals of Eugenics 7(2), 179-188.
 */
export async function loadIris(): Promise<NumericDataset<4, 150, 3>> {
  const { base64 } = await import('./bundled/iris.js');
  return readNumericDataset({
    base64,
    features: 4,
    examples: 150,
    outputs: 3,
    countsLine: true,
    featureNames: ['sepal length (cm)', 'sepal width (cm)', 'petal length (cm)', 'petal width (cm)'],
    classNames: ['setosa', 'versicolor', 'virginica'],
    description: "Fisher's irises: length and width of sepals and petals of 50 flowers of each of three species.",
    license: 'CC BY 4.0 (UCI); file from scikit-learn, BSD-3-Clause',
    source: 'UCI Machine Learning Repository, Iris',
  });
}
