/** A table of text, at most 80 columns wide where its flexible column can give way. */
export interface TextTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** A last row below a rule of its own. */
  readonly footer?: readonly string[];
  /** The columns of numbers, which stand to the right. */
  readonly right: ReadonlySet<number>;
  /** The column whose cells are cut, down to 10 characters, where the others need the room. */
  readonly flexible: number;
}

const width = 80;
const gap = '  ';

/** The lines of the table: header, rule, rows and, with a footer, rule and footer. */
export function textTable({ header, rows, footer, right, flexible }: TextTable): string[] {
  const all = [header, ...rows, ...(footer === undefined ? [] : [footer])];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const others = widths.reduce((sum, own, column) => (column === flexible ? sum : sum + own + gap.length), 0);
  widths[flexible] = Math.min(widths[flexible] ?? 0, Math.max(10, width - others));
  const lineOf = (row: readonly string[]): string =>
    header
      .map((_, column) => {
        const [cell, own] = [row[column] ?? '', widths[column] ?? 0]; // an empty cell where a row has none
        if (right.has(column)) return cell.padStart(own);
        return cell.length > own ? `${cell.slice(0, own - 1)}…` : cell.padEnd(own);
      })
      .join(gap)
      .trimEnd();
  const lines = rows.map(lineOf);
  const [first, last] = [lineOf(header), footer === undefined ? [] : [lineOf(footer)]];
  const rule = '─'.repeat(Math.max(...[first, ...lines, ...last].map((line) => line.length)));
  return [first, rule, ...lines, ...last.flatMap((line) => [rule, line])];
}
