import { textTable } from '../textTable.js';
import type { Diagnosis, LayerDiagnosis } from './diagnose.js';
import { shortNumber } from './shortNumber.js';

/** A diagnosis as a table, at most 80 columns wide, with the findings below it. */
export function diagnosisText(diagnosis: Omit<Diagnosis, 'toString'>): string {
  const { examples, input, layers, cost, findings } = diagnosis;
  const hasGradients = layers.some(({ gradients }) => gradients !== undefined);
  const lines = [
    `${examples} example${examples === 1 ? '' : 's'}, inputs ${digits(input.mean)} ± ${digits(input.std)}` +
      (cost === undefined ? '' : `, cost ${digits(cost)}`),
    ...textTable({
      header: [
        'layer',
        'activation',
        'Z',
        '± std',
        'A',
        '± std',
        'dead',
        'at limits',
        ...(hasGradients ? ['dZ rel.'] : []),
      ],
      rows: layers.map(rowOf),
      right: new Set([2, 3, 4, 5, 6, 7, 8]),
      flexible: 1,
    }),
  ];
  if (findings.length === 0) return [...lines, 'Nothing is wrong.'].join('\n');
  const texts = findings.map(({ layer, message }) => `${layer === undefined ? '' : `Layer ${layer}: `}${message}`);
  return [...lines, ...texts.flatMap((text) => wrap(text))].join('\n');
}

function rowOf({ layer, activation, units, Z, A, deadUnits, saturated, gradients }: LayerDiagnosis): string[] {
  return [
    String(layer),
    activation,
    digits(Z.mean),
    digits(Z.std),
    digits(A.mean),
    digits(A.std),
    deadUnits.length === 0 ? '' : `${deadUnits.length}/${units}`,
    saturated === undefined ? '' : `${Math.round(100 * saturated)} %`,
    ...(gradients === undefined ? [] : [digits(gradients.relative)]),
  ];
}

function digits(x: number): string {
  return shortNumber(x, 2);
}

/** A list item of lines of at most 80 characters. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = '-';
  for (const word of text.split(' ')) {
    if (line.length + 1 + word.length > 80) {
      lines.push(line);
      line = ' ';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
