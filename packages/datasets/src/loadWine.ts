import { readNumericDataset } from './numericDataset.js';
import type { NumericDataset } from './numericDataset.js';

/**
 * Load the wines: thirteen chemical measurements of 178 wines from three growers of one Italian region.
 *
 * @returns X [13, 178], Y [3, 178] one-hot, labels [1, 178]; a fresh copy at every call. The features' ranges differ a thousandfold: scale
 *   them first.
 * @example (await loadWine()).featureNames[0] // 'alcohol'
 */
export async function loadWine(): Promise<NumericDataset<13, 178, 3>> {
  const { base64 } = await import('./bundled/wine.js');
  return readNumericDataset({
    base64,
    features: 13,
    examples: 178,
    outputs: 3,
    countsLine: true,
    featureNames: [
      'alcohol',
      'malic acid',
      'ash',
      'alcalinity of ash',
      'magnesium',
      'total phenols',
      'flavanoids',
      'nonflavanoid phenols',
      'proanthocyanins',
      'color intensity',
      'hue',
      'OD280/OD315 of diluted wines',
      'proline',
    ],
    classNames: ['class_0', 'class_1', 'class_2'],
    description: 'Chemical analysis of 178 wines grown in one region of Italy by three growers.',
    license: 'CC BY 4.0 (UCI); file from scikit-learn, BSD-3-Clause',
    source: 'UCI Machine Learning Repository, Wine',
  });
}
