import { readNumericDataset } from './numericDataset.js';
import type { NumericDataset } from './numericDataset.js';

/**
 * Load 1,797 handwritten digits of 8 by 8 pixels.
 *
 * @returns X [64, 1797] with values 0 (white) to 16 (black), pixel (row, column) in row 8·row + column; Y [10, 1797] one-hot; labels
 *   [1, 1797], the digits. A fresh copy at every call.
 * @example (await loadDigits()).Y.shape // [10, 1797]
 */
export async function loadDigits(): Promise<NumericDataset<64, 1797, 10>> {
  const { base64 } = await import('./bundled/digits.js');
  return readNumericDataset({
    base64,
    features: 64,
    examples: 1797,
    outputs: 10,
    countsLine: false,
    featureNames: Array.from({ length: 64 }, (_, i) => `pixel ${Math.floor(i / 8)},${i % 8}`),
    classNames: Array.from({ length: 10 }, (_, digit) => String(digit)),
    description: '1,797 handwritten digits, counted down to 8 by 8 pixels with values from 0 to 16.',
    license: 'CC BY 4.0 (UCI); file from scikit-learn, BSD-3-Clause',
    source: 'UCI Machine Learning Repository, Optical Recognition of Handwritten Digits (its test part)',
  });
}
