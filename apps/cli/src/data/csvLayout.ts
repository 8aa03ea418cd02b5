/** What a CSV file has around its rows. */
export interface CsvLayout {
  /** Whether the first line names the columns; without, they are `column1`, `column2`, … Undefined: it does. */
  readonly header?: boolean | undefined;
  /** Lines above that, such as a title. Undefined: none. */
  readonly skipLines?: number | undefined;
}

/** The same as options of `readCsv`. */
export function csvOptions({ header = true, skipLines = 0 }: CsvLayout): { header: boolean; skipLines: number } {
  return { header, skipLines };
}
