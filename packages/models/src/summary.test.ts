import { inspect } from 'node:util';
import { identity, leakyRelu, relu, sigmoid } from '@keepdims/activations';
import { describe, expect, it } from 'vitest';
import { dense, network } from './index.js';
import type { SummaryOptions } from './index.js';

describe('summary', () => {
  it('is a table', () => {
    const net = network(12288, dense(20, relu), dense(7, leakyRelu), dense(1, sigmoid));
    expect(net.parameterCount).toBe(12288 * 20 + 20 + 20 * 7 + 7 + 7 + 1);
    expect(net.summary()).toBe(
      [
        '12,288 inputs',
        'layer  activation                      W            b        parameters  memory',
        '───────────────────────────────────────────────────────────────────────────────',
        '1      relu                            [20, 12288]  [20, 1]     245,780   320 B',
        '2      leakyRelu (negativeSlope 0.01)  [7, 20]      [7, 1]          147   112 B',
        '3      sigmoid                         [1, 7]       [1, 1]            8    16 B',
        '───────────────────────────────────────────────────────────────────────────────',
        'total                                                           245,935   448 B',
        'Batch of 1, float64: 98.8 kB with X. Parameters: 1.97 MB.',
      ].join('\n'),
    );
  });

  it('is what a network shows itself as', () => {
    const net = network(3, dense(2, relu), dense(1, sigmoid));
    expect(String(net)).toBe(net.summary());
    expect(inspect(net)).toBe(net.summary());
    expect(inspect({ net }, { compact: false })).toContain('1      relu        [2, 3]  [2, 1] ');
  });

  it('tells the memory of a batch, and what batch normalisation and dropout add', () => {
    const net = network(784, dense(256, relu, { batchNorm: true, dropout: 0.2 }), dense(10, sigmoid));
    expect(net.summary({ batchSize: 1000, dtype: 'float32' })).toBe(
      [
        '784 inputs',
        'layer  activation   W               b         parameters   memory',
        '─────────────────────────────────────────────────────────────────',
        '1      relu         [256, 784]      [256, 1]     200,960  2.05 MB',
        '       batch norm   gamma [256, 1]                   256  1.02 MB',
        '       dropout 0.2                                        2.05 MB',
        '2      sigmoid      [10, 256]       [10, 1]        2,570    80 kB',
        '─────────────────────────────────────────────────────────────────',
        'total                                            203,786   5.2 MB',
        'Batch of 1,000, float32: 8.34 MB with X. Parameters: 815 kB.',
      ].join('\n'),
    );
    expect(net.parameterCount).toBe(203_786);
  });

  it('counts the bytes that the caches hold', () => {
    // 8 bytes · 3 examples · (2 inputs + Z, A of 4 units)
    expect(network(2, dense(4, relu)).summary({ batchSize: 3 })).toMatch(
      / 192 B\nBatch of 3, float64: 240 B with X\. Parameters: 96 B\.$/,
    );
  });

  it('keeps within 80 columns', () => {
    const wide = network(
      10_000_000,
      dense(1_000_000, leakyRelu({ negativeSlope: 0.123456789012 }), { batchNorm: true, dropout: 0.123456789012 }),
      dense(1, identity),
    );
    for (const line of wide.summary({ batchSize: 1_000_000_000 }).split('\n'))
      expect(line.length).toBeLessThanOrEqual(80);
  });

  it('refuses other options', () => {
    const summary = (options: object) => () => network(1, dense(1, relu)).summary(options satisfies SummaryOptions);
    const call = 'net.summary(options)';
    expect(summary({ batchSize: 0.5 })).toThrow(
      new RangeError(`${call}: batchSize must be an integer, 1 or more, but is 0.5.`),
    );
    expect(summary({ dtype: 'int32' })).toThrow(
      new RangeError(`${call}: dtype must be float64 or float32, but is 'int32'.`),
    );
    expect(summary({ batch: 1 })).toThrow(RangeError);
  });
});
