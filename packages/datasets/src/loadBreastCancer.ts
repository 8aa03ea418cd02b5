import { readNumericDataset } from './numericDataset.js';
import type { NumericDataset } from './numericDataset.js';

const measures = [
  'radius',
  'texture',
  'perimeter',
  'area',
  'smoothness',
  'compactness',
  'concavity',
  'concave points',
  'symmetry',
  'fractal dimension',
];

/**
 * Load the Wisconsin diagnostic breast cancer data: 569 tumours, thirty measurements of their cell nuclei.
 *
 * @returns X [30, 569]: mean, standard error and worst value of ten measures; Y [1, 569]: 0 malignant (212 tumours), 1 benign (357); labels
 *   [1, 569], the same as whole numbers. A fresh copy at every call.
 * @example (await loadBreastCancer()).classNames // ['malignant', 'benign']
 */
export async function loadBreastCancer(): Promise<NumericDataset<30, 569, 1>> {
  const { base64 } = await import('./bundled/breastCancer.js');
  return readNumericDataset({
    base64,
    features: 30,
    examples: 569,
    outputs: 1,
    countsLine: true,
    featureNames: [
      ...measures.map((measure) => `mean ${measure}`),
      ...measures.map((measure) => `${measure} error`),
      ...measures.map((measure) => `worst ${measure}`),
    ],
    classNames: ['malignant', 'benign'],
    description: 'Measurements of cell nuclei in images of 569 breast tumours, and whether the tumour was benign.',
    license: 'CC BY 4.0 (UCI); file from scikit-learn, BSD-3-Clause',
    source: 'UCI Machine Learning Repository, Breast Cancer Wisconsin (Diagnostic)',
  });
}
