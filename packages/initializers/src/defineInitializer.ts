import type { NDArray } from '@keepdims/ndarray';
import type { Rng } from '@keepdims/random';
import { ShapeError, showShape } from '@keepdims/shapes';
import type { ConfigurableInitializer, Fans, Initializer } from './initializer.js';
import { numberOptions, type OptionTable, type OptionValues } from '@keepdims/shapes';

/** What makes an initializer: everything that is known about it, in one place. */
export interface InitializerDefinition<K extends string> {
  readonly name: string;
  /** The options with defaults and rules, where there are any. */
  readonly options?: OptionTable<K>;
  /** Draw the weights, in row-major order; the shape is valid. */
  readonly draw: (rng: Rng, shape: [fanOut: number, fanIn: number], options: OptionValues<K>) => NDArray;
  /** False when it draws nothing from rng, so that rng is not missed. */
  readonly random: boolean;
  readonly mean: (options: OptionValues<K>) => number;
  readonly variance: (fans: Fans, options: OptionValues<K>) => number;
  readonly reference: string;
}

/**
 * Make an initializer from its formula.
 *
 * @param definition - How to draw, with the mean and variance to expect.
 * @returns The initializer; where it has options, it can also be called with them.
 */
export function defineInitializer<K extends string>(
  definition: InitializerDefinition<K> & { readonly options: OptionTable<K> },
): ConfigurableInitializer<K>;
export function defineInitializer(definition: InitializerDefinition<never>): Initializer;
export function defineInitializer<K extends string>(definition: InitializerDefinition<K>): Initializer {
  const { name, options: given, reference } = definition;
  const table = given ?? ({} as OptionTable<K>); // K is never

  const configure = (options: OptionValues<K>, reconfigure?: (given: object) => Initializer): Initializer => {
    const draw = (...args: [shape: unknown, rng: unknown]): unknown => {
      if (reconfigure !== undefined && isOptions(args)) return reconfigure(args[0]);
      const shape = weightShape(name, args[0]);
      if (definition.random) requireRng(name, args[1]);
      return definition.draw(args[1] as Rng, shape, options); // just checked, or not used
    };
    const facts = {
      options,
      mean: definition.mean(options),
      variance: (fans: Fans) => definition.variance(fans, options),
      reference,
    };
    Object.defineProperty(draw, 'name', { value: name, enumerable: true });
    // The interface says in types what `weightShape` and `draw` keep at run time.
    return Object.freeze(Object.assign(draw, facts)) as unknown as Initializer;
  };

  if (given === undefined) return configure(numberOptions(name, table, {}));
  return configure(numberOptions(name, table, {}), (options) => configure(numberOptions(name, table, options)));
}

/** A call with one plain object is a configuration; a shape is an array. */
function isOptions(args: readonly unknown[]): args is [object] {
  return args.length === 1 && typeof args[0] === 'object' && args[0] !== null && !Array.isArray(args[0]);
}

function weightShape(name: string, shape: unknown): [fanOut: number, fanIn: number] {
  if (Array.isArray(shape) && shape.length === 2 && shape.every((size) => Number.isSafeInteger(size) && size >= 1)) {
    const [fanOut, fanIn] = shape as [number, number]; // just checked
    return [fanOut, fanIn];
  }
  const got = Array.isArray(shape) ? showShape(shape as number[]) : String(shape); // shown only
  throw new ShapeError(
    `${name}(shape, rng): weights have shape [fanOut, fanIn] (units, inputs), two integers >= 1, but shape is ${got}.`,
  );
}

function requireRng(name: string, rng: unknown): void {
  if (typeof rng === 'object' && rng !== null && 'standardNormal' in rng && 'uniform' in rng) return;
  throw new TypeError(
    `${name}(shape, rng): rng must be a random generator, but it is ${rng === null ? 'null' : typeof rng}. Pass randomState(seed).`,
  );
}
