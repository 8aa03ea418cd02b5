import type { Command } from 'commander';
import { bashScript } from '../completion/bashScript.js';
import { describeProgram, shells } from '../completion/describeProgram.js';
import type { CompletedProgram, Shell } from '../completion/describeProgram.js';
import { fishScript } from '../completion/fishScript.js';
import { zshScript } from '../completion/zshScript.js';
import { CliError } from '../errors.js';
import { plainText } from '../render/plainText.js';
import type { Terminal } from '../terminal.js';

const scripts: Readonly<Record<Shell, (program: CompletedProgram) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/**
 * `keepdims completion`: the script for a shell, made from the commands as they are.
 *
 * @throws CliError for another shell.
 */
export function completionCommand(name: string, program: Command, terminal: Terminal): void {
  const shell = shells.find((one) => one === name);
  if (shell === undefined) {
    throw new CliError(`There is no completion for ${plainText(name)}; there is one for ${shells.join(', ')}.`);
  }
  terminal.out(scripts[shell](describeProgram(program)));
}
