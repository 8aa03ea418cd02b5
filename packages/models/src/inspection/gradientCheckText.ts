import type { GradientCheck } from './gradientCheck.js';

/** A gradient check in words: the verdict, the worst entry, and the arrays that disagree. */
export function gradientCheckText(check: Omit<GradientCheck, 'toString'>): string {
  const { worst, compared, atKinks } = check;
  const lines = [compared === 0 ? 'Nothing was compared.' : verdict(check)];
  if (worst !== undefined) {
    const { layer, array, index, analytic, numeric } = worst;
    lines.push(
      `Largest difference: ${short(Math.abs(analytic - numeric))} in d${array === 'gamma' ? 'Gamma' : array}[${layer}] at [${index.join(', ')}], ` +
        `which is ${digits(analytic)} by the backward pass${check.agrees ? ' and' : ', but'} ${digits(numeric)} by differences.`,
    );
  }
  if (atKinks > 0) lines.push(`Left out: ${entries(atKinks)} where a unit sits on a kink of its activation.`);
  return lines.join('\n');
}

function verdict({ agrees, relativeDifference, arrays, compared, tolerance }: Omit<GradientCheck, 'toString'>): string {
  const found = `relative difference ${short(relativeDifference)} over ${entries(compared)}`;
  if (agrees) return `The gradients agree: ${found}.`;
  const guilty = arrays.filter((array) => !array.agrees).map(({ layer, array }) => `${array}[${layer}]`);
  return `The gradients disagree in ${guilty.join(', ')}: ${found}, more than ${short(tolerance)}.`;
}

function entries(n: number): string {
  return n === 1 ? '1 entry' : `${n.toLocaleString('en')} entries`;
}

function short(x: number): string {
  return x === 0 ? '0' : x.toExponential(1);
}

function digits(x: number): string {
  return String(Number(x.toPrecision(9)));
}
