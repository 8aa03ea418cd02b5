import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { isBundled } from '../data/bundled.js';
import type { OpenedData } from '../data/openData.js';
import { shownName } from '../data/source.js';
import { CliError } from '../errors.js';
import type { TrainConfig } from '../model/trainConfig.js';
import { formatInteger } from '../render/numbers.js';
import { readBlocks } from './readBlocks.js';
import { readCells } from './readCells.js';
import { streamedFormat, streamedFrom } from './streamedFormat.js';
import { StreamedTable } from './streamedTable.js';

/**
 * Open a CSV or TSV file that is too large for memory: it is read once, and its cells are kept in a temporary file.
 *
 * @param config - Which data, and which of their columns are names.
 * @param options.isWanted - Whether to do so with a small file too, and with standard input.
 * @param options.onRead - Told what is going to take some seconds.
 * @returns Undefined for anything else.
 * @throws CliError or FormatError saying what is wrong with it, or if it is wanted for what cannot be streamed.
 */
export function openStream(
  {
    data: source,
    format: given,
    validation,
    categorical,
    header,
    skipLines,
  }: Pick<TrainConfig, 'data' | 'format' | 'validation' | 'categorical' | 'header' | 'skipLines'>,
  { isWanted, onRead }: { readonly isWanted: boolean; readonly onRead?: ((what: string) => void) | undefined },
): OpenedData | undefined {
  const found = streamedFormat(source, given);
  if (found === undefined) {
    if (!isWanted || (source !== '-' && !isBundled(source) && !existsSync(source))) return undefined;
    const isPacked = /\.gz$/i.test(source);
    throw new CliError(
      isPacked
        ? `--stream: ${shownName(source)} is packed; unpack it first, or leave --stream out.`
        : `--stream: ${shownName(source)} is no CSV or TSV file; leave it out.`,
    );
  }
  if (!isWanted && (source === '-' || found.bytes <= streamedFrom)) return undefined;
  if (typeof validation === 'string') {
    throw new CliError(
      `--validation ${validation}: a file that is not read into memory is tested on a share of its own rows; give one, such as 0.2.`,
    );
  }
  const name = shownName(source);
  if (found.bytes > streamedFrom && Number.isFinite(found.bytes))
    onRead?.(`reading ${name} (${formatInteger(found.bytes / 1e6)} MB), which stays on the disk`);
  const read = readCells(readBlocks(source, name), {
    name,
    delimiter: found.delimiter,
    texts: categorical,
    header,
    skipLines,
  });
  return {
    table: new StreamedTable(read),
    source,
    name: source === '-' ? 'stdin' : basename(source).replace(/\.[^.]*$/, '') || basename(source),
    isBundled: false,
    format: found.format,
    sha256: read.sha256,
  };
}
