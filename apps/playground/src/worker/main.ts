import { expose } from 'comlink';
import { Runner } from './runner.js';

// A message to oneself, unlike a timer, isn't slowed down while the tab is hidden.
const channel = new MessageChannel();
let resume: () => void = () => undefined;
channel.port1.onmessage = () => resume();

expose(
  new Runner({
    now: () => performance.now(),
    // As a method of anything but the worker itself it would be an illegal invocation.
    fail: (error) => reportError(error),
    wait: (ms) =>
      new Promise((resolve) => {
        if (ms > 0) {
          setTimeout(resolve, ms);
        } else {
          resume = resolve;
          channel.port2.postMessage(null);
        }
      }),
  }),
);
