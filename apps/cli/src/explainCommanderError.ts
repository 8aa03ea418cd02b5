import type { CommanderError } from 'commander';
import { CliError } from './errors.js';

/**
 * Turn commander's refusal into a sentence of ours.
 *
 * @returns Undefined if it was no refusal but the end of `--help` or `--version`.
 */
export function explainCommanderError(error: CommanderError): CliError | undefined {
  if (error.exitCode === 0) return undefined;
  const text = error.message.replace(/^error: /, '').replace(/\.$/, '');
  const value = /^option '(?:-\w, )?(--[\w-]+)[^']*' argument '(.*)' is invalid\. (.*)$/s.exec(text);
  if (value !== null) return new CliError(`${value[1] ?? ''} ${value[2] ?? ''}: ${value[3] ?? ''}.`);
  const [, problem = text, near] = /^(.*?)\s*\n\(Did you mean (?:one of )?(.*)\?\)$/s.exec(text) ?? [];
  const sentence = problem.charAt(0).toUpperCase() + problem.slice(1).replace('. Expected', ': expected');
  const end = near === undefined ? '.' : `; did you mean ${near}?`;
  return new CliError(`${sentence}${end} See keepdims --help, or --help behind a command.`);
}
