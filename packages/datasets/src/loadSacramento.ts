import { readCsv } from '@keepdims/data';
import { gunzip } from './gunzip.js';
import type { TableDataset } from './tableDataset.js';

/**
 * Load 932 house sales around Sacramento, California.
 *
 * @returns The table (city, zip, beds, baths, sqft, type, price, latitude, longitude; price in dollars, sqft in square feet) and its usual
 *   target, the price.
 * @example (await loadSacramento()).target // 'price'
 */
export async function loadSacramento(): Promise<TableDataset> {
  const { base64 } = await import('./bundled/sacramento.js');
  return {
    table: readCsv(await gunzip(base64), { name: 'sacramento.csv' }),
    target: 'price',
    description: '932 house sales around Sacramento, California, over five days: place, size, type and price.',
    license: 'MIT',
    source: 'R package modeldata, data set Sacramento',
  };
}
