import { chooseRow } from '../explanation/chooseRow.js';
import type { ChosenRow } from '../explanation/chooseRow.js';
import { explainRow } from '../explanation/explainRow.js';
import type { Explanation } from '../explanation/explainRow.js';
import { openForRun } from '../model/openForRun.js';
import { explanationReport } from '../render/explanationReport.js';
import { jsonLine } from '../render/jsonLine.js';
import { readModel } from '../run/savedModel.js';
import { printLines } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import type { DataOptions } from './dataOptions.js';

/** The options of `keepdims explain`. */
export interface ExplainOptions extends DataOptions {
  /** Which row of the table, from 1; undefined if it has one. */
  readonly row?: number;
  readonly json?: boolean;
}

/**
 * `keepdims explain`: the forward pass of one row.
 *
 * @param run - A run folder.
 * @param words - A table, or a value a column (`sqft=900`).
 * @throws CliError if it is not clear which row is meant, or the output is not finite.
 */
export async function explainCommand(
  run: string,
  words: readonly string[],
  { row, json = false, ...reading }: ExplainOptions,
  terminal: Terminal,
): Promise<void> {
  const model = readModel(run);
  const { target } = model.preprocessing;
  // readModel refuses a model without one.
  if (target === undefined) throw new Error(`${run}: the model has no target.`);
  const chosen = await chooseRow(words, row, model.preprocessing, (source) => openForRun(run, source, reading));
  const explanation = explainRow(model, chosen);
  if (json) terminal.out(jsonLine('explanation', forJSON(run, chosen, explanation)));
  else printLines(terminal.out, explanationReport(explanation, chosen, target, terminal.outColors));
}

function forJSON(
  run: string,
  { name }: ChosenRow,
  { columns, x, layers, answer }: Explanation,
): Record<string, unknown> {
  return {
    run,
    row: name,
    columns: columns.map(({ column, raw, unseen, features }) => ({ name: column.name, raw, unseen, features })),
    x,
    layers,
    answer,
  };
}
