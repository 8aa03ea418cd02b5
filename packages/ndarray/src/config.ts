import { backend as kernelBackend, configureKernels } from '@keepdims/kernels';
import type { Backend } from '@keepdims/kernels';

/** Settings for the whole program. */
export interface Configuration {
  /**
   * What to do when a column [n, 1] meets a vector [n], which NumPy stretches to a square [n, n] (§2.16): 'allow' as NumPy does, or
   * 'error'. Default 'allow'. The compiler refuses it in any case where it knows the sizes.
   */
  rank1: 'allow' | 'error';
  /** How many threads may share the work of a large matrix product. Default: one a core, 8 at most. The results are the same bits. */
  threads: number;
  /** True leaves fused multiply-add unused: the same bits on every machine, somewhat slower. Default false. */
  strict: boolean;
  /** False computes in plain TypeScript only, without WebAssembly. Default true. */
  simd: boolean;
}

type Rules = { readonly [K in keyof Configuration]: { test: (value: unknown) => boolean; rule: string } };

const boolean = { test: (value: unknown) => typeof value === 'boolean', rule: 'true or false' };

const rules: Rules = {
  rank1: { test: (value) => value === 'allow' || value === 'error', rule: "'allow' or 'error'" },
  threads: {
    test: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 32,
    rule: 'a whole number from 1 to 32',
  },
  strict: boolean,
  simd: boolean,
};

/** The setting that this package itself reads. @internal */
export const configuration: Pick<Configuration, 'rank1'> = { rank1: 'allow' };

/**
 * Change settings for the whole program.
 *
 * @param changes - The settings to change; the others stay.
 * @returns The settings now in force, a copy.
 * @throws RangeError if a setting or its value is unknown; then nothing is changed.
 * @example configure({ rank1: 'allow' }).rank1 // 'allow'
 */
export function configure(changes: Partial<Configuration>): Configuration {
  for (const [name, value] of Object.entries(changes)) {
    const rule = (rules as Record<string, Rules[keyof Rules] | undefined>)[name]; // whatever a JavaScript caller wrote
    if (rule === undefined) {
      throw new RangeError(
        `configure: there is no setting '${name}'. The settings are ${Object.keys(rules).join(', ')}.`,
      );
    }
    if (!rule.test(value)) {
      throw new RangeError(
        `configure: ${name} must be ${rule.rule}, but it is ${typeof value === 'string' ? `'${value}'` : String(value)}.`,
      );
    }
  }
  const { rank1, ...machinery } = changes;
  if (rank1 !== undefined) configuration.rank1 = rank1;
  return { ...configuration, ...configureKernels(machinery) };
}

/**
 * Which machinery computes.
 *
 * @returns `name`: 'relaxed-simd' (WebAssembly with fused multiply-add), 'simd' (without), or 'reference' (plain TypeScript, where an
 *   engine has no SIMD or a page's policy forbids WebAssembly). `threads`: how many may share a large product; `running`: how many of them run now.
 * @example ['relaxed-simd', 'simd', 'reference'].includes(backend().name) // true
 */
export function backend(): Backend {
  return kernelBackend();
}
