/** A failure that is explained by its message alone; `details` is a log to show before it. */
export class Failure extends Error {
  constructor(message, details) {
    super(message);
    this.details = details;
  }
}
