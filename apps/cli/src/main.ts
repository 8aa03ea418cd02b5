#!/usr/bin/env node
import { CommanderError } from 'commander';
import { exitCodes, reportError } from './errors.js';
import { explainCommanderError, makeProgram } from './program.js';
import { wrap } from './render/wrap.js';
import { printLines, processTerminal } from './terminal.js';

const terminal = processTerminal();
const words = process.argv.slice(2);

// A reader that has seen enough, such as head, is no fault. A training goes on without it, so that its run is saved.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (words[0] !== 'train') process.exit(0);
  });
}

try {
  await makeProgram(terminal).parseAsync(words.length === 0 ? ['--help'] : words, { from: 'user' });
} catch (thrown) {
  const error = thrown instanceof CommanderError ? explainCommanderError(thrown) : thrown;
  if (error !== undefined) {
    const debug = Boolean(process.env.KEEPDIMS_DEBUG);
    const { message, exitCode } = reportError(error, debug);
    // In a file or a pipe a message stays on one line, so that it can be searched.
    const lines = process.stderr.isTTY && !debug ? wrap(message) : [message];
    const color = exitCode === exitCodes.interrupted ? terminal.errColors.yellow : terminal.errColors.red;
    printLines(terminal.err, lines.map(color));
    process.exitCode = exitCode;
  }
}
