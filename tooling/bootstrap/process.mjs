import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const binaries = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'node_modules', '.bin');

/** Npm's own binaries are scripts on Windows, which only a shell can start. */
const shell = process.platform === 'win32';

function childEnvironment() {
  const path = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  return {
    ...process.env,
    [path]: [binaries, process.env[path]].join(delimiter),
    // Turbo replays a result only while these are the same: what passed on one node may fail on another, and the browser tests that were
    // skipped without a browser have to run once there is one.
    KEEPDIMS_NODE: process.version,
    KEEPDIMS_CHROMIUM: programOnPath(['chromium', 'chromium-browser', 'google-chrome'], process.env[path] ?? ''),
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    npm_config_update_notifier: 'false',
  };
}

/** Where the first of some programs is that a search path leads to; an empty text if it leads to none. */
export function programOnPath(names, path) {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file)) ?? '';
}

/**
 * Run a program and collect what it prints.
 *
 * @param options.env - More environment variables.
 * @param options.onLine - Called with every line as it comes.
 * @returns The exit code (127 if the program is not there) and both outputs as one text.
 */
export function runQuietly(command, args, { cwd, env = {}, onLine }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      shell,
      env: { ...childEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let line = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
        if (onLine === undefined) return;
        const lines = (line + text).split('\n');
        line = lines.pop();
        lines.forEach(onLine);
      });
    }
    let interruption = null;
    const stop = forwardSignals(child, (signal) => (interruption = signal));
    child.on('error', (error) => {
      stop();
      resolve({ code: 127, output: `${output}${command}: ${error.message}\n` });
    });
    child.on('close', (code, signal) => {
      stop();
      // Interrupted: end as the signal would have ended us, instead of reporting what the child didn't finish.
      const ending = signal ?? interruption;
      if (ending !== null) process.kill(process.pid, ending);
      else resolve({ code: code ?? 1, output });
    });
  });
}

/** Run a program in our place: it has our terminal, gets our signals, and its exit code (or death by signal) becomes ours. */
export function runAndReplace(command, args, { cwd }) {
  return new Promise((resolve, reject) => {
    const isNode = command === process.execPath;
    const child = spawn(command, args, { cwd, shell: shell && !isNode, env: childEnvironment(), stdio: 'inherit' });
    const stop = forwardSignals(child);
    child.on('error', (error) => {
      stop();
      reject(error);
    });
    child.on('close', (code, signal) => {
      stop();
      if (signal !== null) process.kill(process.pid, signal);
      else resolve(code ?? 1);
    });
  });
}

/**
 * While a child runs, it decides what a signal means. Ctrl-C in a terminal reaches the child by itself, as one of the foreground group, so
 * it is not sent a second time; a signal sent to us alone is handed on.
 */
function forwardSignals(child, onSignal = () => undefined) {
  const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
    const handler = () => {
      onSignal(signal);
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => handlers.forEach((remove) => remove());
}
