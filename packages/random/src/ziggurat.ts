import type { PCG64 } from './pcg64.js';
import { zigguratTables } from './zigguratTables.js';

/** Where the tail begins, and its reciprocal. */
const tailStart = 3.6541528853610088;
const inverseTailStart = 0.27366123732975828;

const layers = 256;

/** 256 layers of equal area under the normal curve, from the tail's (0) up to the narrowest (255). */
interface Layers {
  /** A draw below this lies inside the curve whatever its height. Integers in [0, 2^52). */
  readonly ki: Float64Array;
  /** Width of the layer for one unit of a 52-bit draw. */
  readonly wi: Float64Array;
  /** Height of the curve at the layer's edge. */
  readonly fi: Float64Array;
}

/**
 * Draws normals by the ziggurat method: most are one output of the engine, a comparison and a product.
 *
 * The bits are NumPy's, but where its C library's `log1p` decides a value (the tail beyond 3.65, one draw in 3,900): there within 4 ulp.
 *
 * @see Marsaglia and Tsang (2000), J. Stat. Softw. 5(8); Doornik (2005), "An improved ziggurat method to generate normal random samples".
 */
export class Ziggurat {
  private readonly engine: PCG64;
  private readonly layers = sharedLayers();

  constructor(engine: PCG64) {
    this.engine = engine;
  }

  /** Normal with mean 0 and standard deviation 1. */
  next(): number {
    const { engine } = this;
    const { ki, wi, fi } = this.layers;
    for (;;) {
      engine.next();
      const { low, high } = engine;
      // From the low end: 8 bits choose the layer, 1 the sign, 52 the place across it.
      const layer = low & 0xff;
      const place = (high & 0x1fffffff) * 8388608 + (low >>> 9);
      const distance = place * (wi[layer] as number);
      const x = low & 0x100 ? -distance : distance;
      if (place < (ki[layer] as number)) return x;
      if (layer === 0) return low & 0x20000 ? -this.tail() : this.tail();
      const edge = fi[layer] as number;
      if (((fi[layer - 1] as number) - edge) * engine.nextDouble() + edge < Math.exp(-0.5 * x * x)) return x;
    }
  }

  /** A value beyond `tailStart`. 1 − u is never 0, so its logarithm is finite. */
  private tail(): number {
    for (;;) {
      const beyond = -inverseTailStart * Math.log1p(-this.engine.nextDouble());
      const y = -Math.log1p(-this.engine.nextDouble());
      if (y + y > beyond * beyond) return tailStart + beyond;
    }
  }
}

let decoded: Layers | undefined;

/** Decoded at the first use, once for all generators. */
function sharedLayers(): Layers {
  decoded ??= decode();
  return decoded;
}

/** The platform's decoder; Node and browsers have it, but neither library of types is loaded in this package's build. */
interface Platform {
  atob(this: void, base64: string): string;
}

function decode(): Layers {
  // Node >= 16 and browsers have it.
  const { atob } = globalThis as unknown as Platform;
  const bytes = Uint8Array.from(atob(zigguratTables), (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const table = (first: number): Float64Array =>
    Float64Array.from({ length: layers }, (_, i) => view.getFloat64(8 * (first + i), true));
  return { ki: table(0), wi: table(layers), fi: table(2 * layers) };
}
