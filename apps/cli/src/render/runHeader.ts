import type { RunExamples } from '../model/openExamples.js';
import type { Colors } from './colors.js';
import { networkLine } from './networkLine.js';
import { count } from './numbers.js';
import { plainText } from './plainText.js';
import { wrap } from './wrap.js';

/** Which run and which rows a report is about. */
export function runHeader({ run, net, target, table }: RunExamples, which: string, colors: Colors): string[] {
  return [
    ...wrap(`${plainText(run)}: ${networkLine(net)}`, colors.bold('Run'), 10),
    ...wrap(plainText(target), '  target', 10),
    ...wrap(`${plainText(table.name)}, ${count(table.rowCount, 'row')}${which}`, '  data', 10),
  ];
}
