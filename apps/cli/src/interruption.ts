/**
 * A signal that Ctrl-C (SIGINT) or SIGTERM aborts, so that work can end in good order; the second Ctrl-C ends the process at once.
 *
 * @returns The signal, and a function that stops listening.
 */
export function interruption(): { readonly signal: AbortSignal; readonly stop: () => void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  process.once('SIGINT', abort);
  process.once('SIGTERM', abort);
  return {
    signal: controller.signal,
    stop: () => {
      process.off('SIGINT', abort);
      process.off('SIGTERM', abort);
    },
  };
}
