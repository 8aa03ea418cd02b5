/** What is used of autocannon, which has no types of its own. */
declare module 'autocannon' {
  interface Options {
    readonly url: string;
    readonly method: 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    /** Requests a second, of all connections. Without it as many as are answered. */
    readonly overallRate?: number;
  }

  interface Result {
    /** Answers a second. */
    readonly requests: { readonly average: number; readonly total: number };
    readonly '2xx': number;
    readonly non2xx: number;
    /** Connections that failed, and requests that were not answered in time. */
    readonly errors: number;
    readonly timeouts: number;
  }

  /** A run that goes on; it tells of each answer, with its time in milliseconds. */
  interface Instance extends PromiseLike<Result> {
    on(event: 'response', listener: (client: unknown, status: number, bytes: number, time: number) => void): this;
  }

  export default function autocannon(options: Options): Instance;
}
