/** How much one request may ask for. */
export interface Limits {
  /** Bytes of a body. */
  readonly maxBody: number;
  readonly maxRows: number;
}
