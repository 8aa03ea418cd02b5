import { Option } from 'commander';
import type { Command } from 'commander';
import { dataFormats, wholeNumbers } from '../model/trainConfig.js';
import type { DataFormat } from '../model/trainConfig.js';
import { parseChoice, parseWhole } from '../options.js';

/** How a file is to be read, where its content and its name do not say it. */
export interface DataOptions {
  readonly format?: DataFormat;
  readonly labels?: string;
  readonly header?: boolean;
  readonly skipLines?: number;
}

/** Add --format, --labels, --no-header and --skip-lines to a command that reads a table. */
export function addDataOptions(command: Command): Command {
  const formats = `of the data: ${dataFormats.join(', ')} (default: by the file)`;
  return addCsvOptions(
    command
      .option('--format <name>', formats, parseChoice(dataFormats))
      .option('--labels <file>', 'labels of an IDX file of pictures (default: the file beside it)'),
  );
}

/** Add --no-header and --skip-lines. */
export function addCsvOptions(command: Command): Command {
  return command
    .addOption(new Option('--header', 'the first line of a CSV names the columns').hideHelp())
    .option('--no-header', 'the first line of a CSV is data: call the columns column1, column2, …')
    .option(
      '--skip-lines <count>',
      'lines of a CSV above all that, such as a title',
      parseWhole(...wholeNumbers.skipLines),
    );
}
