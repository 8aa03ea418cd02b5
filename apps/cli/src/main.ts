#!/usr/bin/env node
import { CommanderError } from 'commander';
import { exitCodes, isDebugging, reportError } from './errors.js';
import { explainCommanderError } from './explainCommanderError.js';
import { makeProgram } from './program.js';
import { wrap } from './render/wrap.js';
import { enableRelaxedSimd } from './relaxedSimd.js';
import { explainFileError } from './run/explainFileError.js';
import { printLines, processTerminal } from './terminal.js';

enableRelaxedSimd();
const terminal = processTerminal();
const words = process.argv.slice(2);

// A reader that has seen enough, such as head, is no fault; a full disk is one. A training goes on without it, so that its run is saved.
const isTraining = words[0] === 'train';
let outputFailed = false;
for (const [stream, path] of [
  [process.stdout, 'standard output'],
  [process.stderr, 'standard error'],
] as const) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') {
      if (!isTraining) process.exit(0);
      return;
    }
    // Every later write fails too.
    if (!outputFailed && stream === process.stdout) {
      const goesOn = isTraining ? ' The training goes on, and its run is saved.' : '';
      terminal.err(`${explainFileError(error, { action: 'write', path })}${goesOn}\n`);
    }
    outputFailed = true;
    process.exitCode = exitCodes.usage;
    if (!isTraining) process.exit();
  });
}

try {
  await makeProgram(terminal).parseAsync(words.length === 0 ? ['--help'] : words, { from: 'user' });
} catch (thrown) {
  const error = thrown instanceof CommanderError ? explainCommanderError(thrown) : thrown;
  if (error !== undefined) {
    const debug = isDebugging(process.env);
    const { message, exitCode } = reportError(error, debug);
    // In a file or a pipe a message stays on one line, so that it can be searched.
    const lines = process.stderr.isTTY && !debug ? wrap(message) : [message];
    const color = exitCode === exitCodes.interrupted ? terminal.errColors.yellow : terminal.errColors.red;
    printLines(terminal.err, lines.map(color));
    process.exitCode = exitCode;
  }
}
