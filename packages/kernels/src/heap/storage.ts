import type { DataByDType, DType } from '../dtype.js';
import { allocate, constructors } from '../dtype.js';
import type { Block } from './blocks.js';
import type { Heap } from './heap.js';
import { allocateBlock } from './heap.js';
import { theHeap } from './theHeap.js';

/** A block and who may free it: whoever does so empties the holder, so that it happens once. */
interface Holder {
  block: Block | undefined;
}

const byteSize = { bool: 1, uint8: 1, int32: 4, float32: 4, float64: 8 } as const satisfies Record<DType, number>;

/** Typed arrays up to this size live inside JavaScript objects, which is cheaper than a block. */
const smallest = 64;

/**
 * The elements of an array and of all its views: on the heap while there is room, in plain JavaScript memory otherwise.
 *
 * A block of the heap returns when the storage is garbage-collected, or when its scope ends. So that nobody is left with a typed array over
 * memory that has a new owner, the typed array over the heap is only lent (`elements`); who asks for one to keep (`data`) gets ordinary
 * memory, into which the elements move first.
 */
export class Storage<out D extends DType = DType> {
  readonly #dtype: D;
  #elements: DataByDType[D] | undefined;
  #holder: Holder | undefined;
  /** Whether somebody else has the typed array too, and may have made another storage of its buffer. */
  #isKnown: boolean;

  private constructor(dtype: D, elements: DataByDType[D], holder: Holder | undefined) {
    this.#dtype = dtype;
    this.#elements = elements;
    this.#holder = holder;
    this.#isKnown = false;
  }

  /** Around a typed array that somebody else owns. */
  static adopt<D extends DType>(dtype: D, data: DataByDType[D]): Storage<D> {
    const storage = new Storage(dtype, data, undefined);
    storage.#isKnown = true;
    return storage;
  }

  /** New elements of any value; `zeroed` ones of 0. */
  static create<D extends DType>(dtype: D, length: number, zeroed: boolean): Storage<D> {
    const bytes = length * byteSize[dtype];
    const heap = bytes > smallest ? theHeap() : undefined;
    const block = heap === undefined ? undefined : allocateBlock(heap, bytes, isLasting);
    if (heap === undefined || block === undefined) return new Storage(dtype, allocate(dtype, length), undefined);
    const elements = viewOf(heap, dtype, block, length);
    if (zeroed) elements.fill(0);
    const holder: Holder = { block };
    const storage = new Storage(dtype, elements, holder);
    returns.register(storage, holder);
    scope?.push(storage);
    announce(bytes);
    return storage;
  }

  /** The typed array wherever it lies, for use at once: it may not be kept. */
  get elements(): DataByDType[D] {
    const elements = this.#elements;
    if (elements === undefined) {
      throw new Error(
        'This array was made inside a scope that has ended, and its memory was released. Return it from the scope to keep it.',
      );
    }
    return elements;
  }

  /** The typed array in ordinary memory, to keep: moves the elements off the heap first. */
  get data(): DataByDType[D] {
    this.#isKnown = true;
    if (this.#holder === undefined) return this.elements;
    const data = new constructors[this.#dtype](this.elements.length);
    data.set(this.elements);
    release(this.#holder);
    this.#holder = undefined;
    this.#elements = data;
    return data;
  }

  /** The typed array wherever it lies, for somebody to use at once. */
  lend(): DataByDType[D] {
    this.#isKnown = true;
    return this.elements;
  }

  /** True while the elements are where the fast kernels work without copies. */
  get onHeap(): boolean {
    return this.#holder !== undefined;
  }

  /** Whether another storage may have elements in common with this one. */
  overlaps(other: Storage): boolean {
    if (this === other) return true;
    // Another copy of this package has storages of its own class, of which nothing is known.
    const isOtherKnown = !(#isKnown in other) || other.#isKnown;
    if (!this.#isKnown || !isOtherKnown) return false;
    const [a, b] = [this.elements, other.elements];
    const apart = a.byteOffset >= b.byteOffset + b.byteLength || b.byteOffset >= a.byteOffset + a.byteLength;
    // Asking a small typed array for its buffer makes the engine allocate one, so that is the last question.
    return !apart && a.buffer === b.buffer;
  }

  /** Give the block back; the storage is of no use any more. */
  release(): void {
    if (this.#holder === undefined) return;
    release(this.#holder);
    this.#holder = undefined;
    this.#elements = undefined;
  }
}

/** Bytes born on the heap since the garbage collector was last told. */
let untold = 0;
const tellAt = 64 * 2 ** 20;

/**
 * Tell the garbage collector that memory is used up. It sees only the small objects in front of the blocks, and would let the heap fill
 * before it looked for dead ones. An ArrayBuffer that is dropped at once counts as so many bytes, and costs next to nothing: the system
 * gives pages only to what is written.
 */
function announce(bytes: number): void {
  untold += bytes;
  if (untold < tellAt) return;
  untold = 0;
  try {
    new ArrayBuffer(tellAt);
  } catch {
    // There is so little memory that the collector knows.
  }
}

function viewOf<D extends DType>(heap: Heap, dtype: D, block: Block, length: number): DataByDType[D] {
  // A Float64Array over shared memory is one all the same: TypeScript tells the two apart, this library need not.
  return new constructors[dtype](heap.buffer as ArrayBuffer, block.pointer, length);
}

function release(holder: Holder): void {
  if (holder.block === undefined) return;
  theHeap()?.blocks.free(holder.block);
  holder.block = undefined;
}

const returns = /* @__PURE__ */ new FinalizationRegistry<Holder>(release);

/** The storages made since the innermost running scope began. */
let scope: Storage[] | undefined;

/** Whether storages are being made for long. */
let isLasting = false;

/**
 * Run a function whose storages belong to something that lives on: no scope releases them, and they have room on the heap even when
 * temporary ones have taken their share.
 */
export function lasting<T>(f: () => T): T {
  const before = { scope, isLasting };
  scope = undefined;
  isLasting = true;
  try {
    return f();
  } finally {
    ({ scope, isLasting } = before);
  }
}

/**
 * Run a function and release the storages that were made meanwhile.
 *
 * @param keep - Given the function's result, the storages that are to stay.
 */
export function withScope<T>(f: () => T, keep: (result: T) => ReadonlySet<Storage>): T {
  const outer = scope;
  const made: Storage[] = [];
  scope = made;
  let kept: ReadonlySet<Storage> = new Set();
  try {
    const result = f();
    kept = keep(result);
    return result;
  } finally {
    scope = outer;
    for (const storage of made) {
      if (kept.has(storage)) outer?.push(storage);
      else storage.release();
    }
  }
}
