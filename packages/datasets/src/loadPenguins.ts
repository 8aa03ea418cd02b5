import { readCsv } from '@keepdims/data';
import { gunzip } from './gunzip.js';
import type { TableDataset } from './tableDataset.js';

/**
 * Load the Palmer penguins: 344 birds of three species, with text columns and missing values (NA).
 *
 * @returns The table (species, island, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g, sex, year) and its usual target.
 * @example (await loadPenguins()).table.rowCount // 344
 * @see Horst, Hill, Gorman (2020), palmerpenguins.
 */
export async function loadPenguins(): Promise<TableDataset> {
  const { base64 } = await import('./bundled/penguins.js');
  return {
    table: readCsv(await gunzip(base64), { name: 'penguins.csv' }),
    target: 'species',
    description:
      'Size, sex and island of 344 penguins of three species near Palmer Station, Antarctica; some values are missing.',
    license: 'CC0 1.0',
    source: 'R package palmerpenguins; data by Kristen Gorman and Palmer Station LTER',
  };
}
