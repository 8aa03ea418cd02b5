import type { Command } from 'commander';
import type { Terminal } from '../terminal.js';

/** Add `keepdims completion`. */
export function addCompletion(program: Command, terminal: Terminal): void {
  program
    .command('completion')
    .description('print a script that makes the shell complete commands and options')
    .argument('<shell>', 'bash, zsh or fish')
    .addHelpText('after', notes)
    .action(async (shell: string) => {
      const { completionCommand } = await import('./completion.js');
      completionCommand(shell, program, terminal);
    });
}

const notes = `
Put one of these into ~/.bashrc, into ~/.zshrc after compinit, or into
~/.config/fish/config.fish:
  source <(keepdims completion bash)
  source <(keepdims completion zsh)
  keepdims completion fish | source

Examples:
  keepdims completion bash
  keepdims completion fish > ~/.config/fish/completions/keepdims.fish`;
