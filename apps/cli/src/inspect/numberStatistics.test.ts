import { expect, test } from 'vitest';
import fc from 'fast-check';
import { NumberMeter } from './numberStatistics.js';

test('parts measured one by one are as all at once', () => {
  const number = fc.oneof(
    fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
    fc.constantFrom(NaN, Infinity, -Infinity, 0, -0),
  );
  fc.assert(
    fc.property(fc.array(fc.array(number, { maxLength: 8 }), { maxLength: 6 }), (parts) => {
      const meter = new NumberMeter();
      for (const part of parts) meter.add(part);
      const { mean, std, ...exact } = meter.statistics();
      const whole = new NumberMeter().add(parts.flat()).statistics();
      expect(exact).toEqual({ ...whole, mean: undefined, std: undefined });
      expect(mean === null).toBe(whole.mean === null);
      expect(mean ?? 0).toBeCloseTo(whole.mean ?? 0, 6);
      expect(std ?? 0).toBeCloseTo(whole.std ?? 0, 3);
      const finite = parts.flat().filter(Number.isFinite);
      const own = finite.reduce((sum, value) => sum + value, 0) / finite.length;
      if (finite.length > 0) {
        expect(whole.mean).toBeCloseTo(own, 6);
        const variance = finite.reduce((sum, value) => sum + (value - own) ** 2, 0) / finite.length;
        expect(whole.std ?? NaN).toBeCloseTo(Math.sqrt(variance), 3);
      }
      expect(whole.count).toBe(parts.flat().length);
      expect(whole.count).toBe(finite.length + whole.nan + whole.infinite);
    }),
  );
});

test('large numbers close together keep their spread', () => {
  const { mean, std } = new NumberMeter()
    .add([1e9, 1e9 + 1])
    .add([1e9 + 2, 1e9 + 3])
    .statistics();
  expect(mean).toBe(1e9 + 1.5);
  expect(std).toBeCloseTo(Math.sqrt(1.25), 12);
});
