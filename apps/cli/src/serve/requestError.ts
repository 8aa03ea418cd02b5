/** A request that cannot be answered as it is: the message tells its sender what to change. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  /** The status of HTTP: 4xx. */
  readonly status: number;
  /** Which row of the request, from 1, and which column, where there is one. */
  readonly place: { readonly row?: number; readonly column?: string };
  /** More headers of the answer, such as `Allow`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    { place = {}, headers = {} }: Partial<Pick<RequestError, 'place' | 'headers'>> = {},
  ) {
    super(message);
    this.status = status;
    this.place = place;
    this.headers = headers;
  }
}
