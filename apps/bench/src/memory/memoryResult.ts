/** The memory of a process of its own while it does something many times. */
export interface MemoryResult {
  /** `temporaries` or `steps`. */
  readonly name: string;
  readonly title: string;
  /** How often it was done when a reading was taken, and what the process then held in memory (its resident set), bytes. */
  readonly readings: readonly { readonly count: number; readonly rss: number }[];
  /** Whether the memory stayed flat; `verdict` says it in words. */
  readonly flat: boolean;
  readonly verdict: string;
}
