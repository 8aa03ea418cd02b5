import type { UnseenCategories } from '@keepdims/data';

/** Values never seen in training, of table after table. */
export class UnseenValues {
  readonly #byColumn = new Map<string, UnseenCategories>();

  add(found: readonly UnseenCategories[]): void {
    for (const one of found) {
      const before = this.#byColumn.get(one.column);
      this.#byColumn.set(one.column, before === undefined ? one : { ...before, count: before.count + one.count });
    }
  }

  /** One a column: the first such value, and how many there were. */
  all(): UnseenCategories[] {
    return [...this.#byColumn.values()];
  }
}
