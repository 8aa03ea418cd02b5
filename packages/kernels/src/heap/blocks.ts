/** A piece of the heap, in use or free. */
export interface Block {
  /** Where it begins, in bytes; a multiple of 64. */
  readonly pointer: number;
  /** Bytes. */
  readonly size: number;
}

interface Node extends Block {
  pointer: number;
  size: number;
  free: boolean;
  /** The neighbours in memory. */
  before: Node | undefined;
  after: Node | undefined;
  /** The neighbours in the list of free blocks of this size class. */
  previousFree: Node | undefined;
  nextFree: Node | undefined;
}

/** A cache line: no two blocks share one, and every vector is aligned. */
const alignment = 64;

/**
 * Which blocks of a stretch of memory are in use.
 *
 * Free blocks are kept in lists by size class, eight classes for each doubling, so that one is found and freed in a short time. Neighbours that are both free become one block.
 */
export class Blocks {
  readonly #lists: (Node | undefined)[] = [];
  #used = 0;
  #count = 0;

  constructor(start: number, end: number) {
    const pointer = roundUp(start);
    this.#insert({
      pointer,
      size: Math.max(0, Math.floor((end - pointer) / alignment) * alignment),
      free: true,
      before: undefined,
      after: undefined,
      previousFree: undefined,
      nextFree: undefined,
    });
  }

  /** Bytes in use. */
  get used(): number {
    return this.#used;
  }

  /** Blocks in use. */
  get count(): number {
    return this.#count;
  }

  /** A block of at least so many bytes; undefined when there is no room. */
  allocate(bytes: number): Block | undefined {
    const size = roundUp(Math.max(bytes, 1));
    const node = this.#find(size);
    if (node === undefined) return undefined;
    this.#remove(node);
    if (node.size > size) {
      const rest: Node = {
        pointer: node.pointer + size,
        size: node.size - size,
        free: true,
        before: node,
        after: node.after,
        previousFree: undefined,
        nextFree: undefined,
      };
      if (node.after !== undefined) node.after.before = rest;
      node.after = rest;
      node.size = size;
      this.#insert(rest);
    }
    node.free = false;
    this.#used += node.size;
    this.#count++;
    return node;
  }

  /** Give a block back, once: afterwards it may be somebody else's. */
  free(block: Block): void {
    let node = block as Node; // only `allocate` makes blocks
    if (node.free) return;
    this.#used -= node.size;
    this.#count--;
    node.free = true;
    const { before, after } = node;
    if (after?.free === true) {
      this.#remove(after);
      this.#join(node, after);
    }
    if (before?.free === true) {
      this.#remove(before);
      this.#join(before, node);
      node = before;
    }
    this.#insert(node);
  }

  #join(left: Node, right: Node): void {
    left.size += right.size;
    left.after = right.after;
    if (right.after !== undefined) right.after.before = left;
  }

  /** The first free block of the smallest class that has one large enough. */
  #find(size: number): Node | undefined {
    const own = classOf(size);
    for (let node = this.#lists[own]; node !== undefined; node = node.nextFree) if (node.size >= size) return node;
    for (let c = own + 1; c < this.#lists.length; c++) {
      const node = this.#lists[c];
      if (node !== undefined) return node;
    }
    return undefined;
  }

  #insert(node: Node): void {
    const c = classOf(node.size);
    const head = this.#lists[c];
    node.previousFree = undefined;
    node.nextFree = head;
    if (head !== undefined) head.previousFree = node;
    while (this.#lists.length <= c) this.#lists.push(undefined);
    this.#lists[c] = node;
  }

  #remove(node: Node): void {
    if (node.previousFree === undefined) this.#lists[classOf(node.size)] = node.nextFree;
    else node.previousFree.nextFree = node.nextFree;
    if (node.nextFree !== undefined) node.nextFree.previousFree = node.previousFree;
  }
}

const roundUp = (bytes: number) => Math.ceil(bytes / alignment) * alignment;

/** Eight classes for each doubling: sizes of one class differ by an eighth at most. */
function classOf(size: number): number {
  const doubling = 31 - Math.clz32(size | 1);
  const eighth = doubling < 3 ? 0 : (size >>> (doubling - 3)) & 7;
  return doubling * 8 + eighth;
}
