/** A number beside an axis: 0.25, 1500, 12k, 3.4M, 10⁻⁵. */
export function tickText(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e12)) return powerText(value);
  const [unit, factor] = units.find(([, , from]) => size >= from) ?? (['', 1] as const);
  return `${Number((value / factor).toPrecision(6))}${unit}`.replace('-', '−');
}

/** Unit, what it stands for, and from where on it is used: 1500 keeps its digits. */
const units = [
  ['B', 1e9, 1e9],
  ['M', 1e6, 1e6],
  ['k', 1e3, 1e4],
] as const;

function powerText(value: number): string {
  const [digits = '', exponent = ''] = value.toExponential(0).split('e');
  const raised = [...String(Number(exponent))].map((sign) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(sign)] ?? '').join('');
  const power = `10${raised}`;
  return (digits === '1' ? power : digits === '-1' ? `-${power}` : `${digits}·${power}`).replace('-', '−');
}

/** Round numbers on a logarithmic axis: 1, 2 and 5 times powers of ten, or fewer where there are many. */
export function logTicks(low: number, high: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const decades = last - first;
  const span = Math.log10(high / low);
  const digits = span <= 2 ? [1, 2, 5] : span <= 4 ? [1, 3] : [1];
  const every = Math.max(1, Math.ceil(decades / 8));
  const ticks: number[] = [];
  for (let power = first; power <= last; power++) {
    if ((power - first) % every !== 0) continue;
    for (const digit of digits) {
      const tick = Number(`${digit}e${power}`);
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  return ticks;
}
