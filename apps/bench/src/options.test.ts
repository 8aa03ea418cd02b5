import { describe, expect, it } from 'vitest';
import { OptionError, parseOptions } from './options.js';

describe('parseOptions', () => {
  it('leaves out what is not asked for', () => {
    expect(parseOptions([])).toEqual({ help: false, quick: false, filter: '', targets: false });
  });

  it('reads every option', () => {
    expect(
      parseOptions(
        '--quick --filter GEMM --dtype both --size 512 --threads 2 --peers --targets --json - --html r.html --save a.1 --compare b_2'.split(
          ' ',
        ),
      ),
    ).toEqual({
      help: false,
      quick: true,
      filter: 'gemm',
      dtypes: ['float32', 'float64'],
      size: 512,
      threads: 2,
      peers: [''],
      targets: true,
      json: '-',
      html: 'r.html',
      save: 'a.1',
      compare: 'b_2',
    });
    expect(parseOptions(['--serve']).serve).toBe(true);
    expect(parseOptions(['--streaming', '--size', '1000'])).toMatchObject({ streaming: true, size: 1000 });
    expect(parseOptions(['--dtype', 'float32']).dtypes).toEqual(['float32']);
  });

  it('takes a choice of peers for peers, and targets too', () => {
    expect(parseOptions(['--peer', 'NumPy', '--peer', 'tfjs']).peers).toEqual(['numpy', 'tfjs']);
    expect(parseOptions(['--targets']).peers).toEqual(['']);
    expect(parseOptions(['--targets', '--peer', 'numpy']).peers).toEqual(['numpy']);
  });

  it.each([
    [['--size', '0'], '--size 0: must be an integer, 1 or more.'],
    [['--size', '1e3'], '--size 1e3: must be an integer, 1 or more.'],
    [['--threads', 'two'], '--threads two: must be an integer, 1 or more.'],
    [['--dtype', 'int8'], '--dtype int8: must be float32, float64 or both.'],
    [['--save', '../x'], '--save ../x: a name is made of letters, digits, dots, _ and -.'],
  ])('refuses %j', (args, message) => {
    expect(() => parseOptions(args)).toThrow(new OptionError(message));
  });
});
