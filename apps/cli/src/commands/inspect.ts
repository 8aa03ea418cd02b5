import type { CsvLayout } from '../data/csvLayout.js';
import { inspectFile } from '../inspect/inspectFile.js';
import { inspectReport } from '../render/inspectReport.js';
import { jsonLine } from '../render/jsonLine.js';
import { printLines } from '../terminal.js';
import type { Terminal } from '../terminal.js';

/** The options of `keepdims inspect`. */
export interface InspectOptions extends CsvLayout {
  readonly json?: boolean;
}

/**
 * `keepdims inspect`: what a file holds: arrays or columns with their shapes, types and statistics, and what else it says.
 *
 * @param source - A file of any kind that keepdims reads, a run folder, the name of a bundled set, or `-` for standard input.
 */
export async function inspectCommand(
  source: string,
  { json = false, ...layout }: InspectOptions,
  terminal: Terminal,
): Promise<void> {
  const file = await inspectFile(source, layout);
  if (!json) {
    printLines(terminal.out, inspectReport(source, file, terminal.outColors));
    return;
  }
  const { kind, bytes, metadata, arrays, columns } = file;
  terminal.out(jsonLine('file', { file: source, kind, ...(bytes === undefined ? {} : { bytes }), metadata }));
  for (const { statistics = null, ...array } of arrays) terminal.out(jsonLine('array', { ...array, statistics }));
  for (const { statistics = null, ...column } of columns) terminal.out(jsonLine('column', { ...column, statistics }));
}
