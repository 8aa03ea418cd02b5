/** A cost with four digits after the point, or in powers of ten where that shows nothing. */
export function showCost(cost: number): string {
  if (!Number.isFinite(cost)) return 'not a number';
  return cost !== 0 && (cost < 0.0005 || cost >= 1000) ? cost.toExponential(2) : cost.toFixed(4);
}

export function showPercent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}

export function showCount(count: number): string {
  return count.toLocaleString('en');
}
