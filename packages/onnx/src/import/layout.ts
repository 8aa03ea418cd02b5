import type { Flow } from './flow.js';

/** Where the examples are: rows [N, features], as nearly all models have it, or columns [features, N]. */
export type ExamplesAre = 'rows' | 'columns';

/** Finds out where the graph's input has its examples: the first node that works on features alone tells, and later ones must agree. */
export class Layout {
  #input: ExamplesAre | undefined;

  /** Where the input has its examples; rows if no node has told. */
  get input(): ExamplesAre {
    return this.#input ?? 'rows';
  }

  /** Note that a tensor has its examples there; gives whether that agrees with what was noted before. */
  agrees(flow: Flow, examples: ExamplesAre): boolean {
    const input = flow.transposed ? other(examples) : examples;
    this.#input ??= input;
    return this.#input === input;
  }
}

function other(examples: ExamplesAre): ExamplesAre {
  return examples === 'rows' ? 'columns' : 'rows';
}
