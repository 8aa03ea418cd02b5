import type { Command, Option } from 'commander';
import { bundled } from '../data/bundled.js';
import { choicesOf } from './knownChoices.js';

/** The shells that there are scripts for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

/** What may be typed in a place: words, and files or folders; neither for a number or a name of the user's. */
export interface Place {
  /** As the help calls it: `run`. */
  readonly name: string;
  readonly words: readonly string[];
  readonly paths: 'files' | 'folders' | 'none';
}

/** An option, as a shell completes it. */
export interface CompletedOption {
  /** `--json`, and `-h` where there is one. */
  readonly names: readonly string[];
  readonly description: string;
  /** Undefined if it takes no value. */
  readonly value: Place | undefined;
}

/** A command, as a shell completes it. */
export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  readonly places: readonly Place[];
  /** Whether the last place may be filled again and again. */
  readonly isVariadic: boolean;
}

/** What the shells need to know of the command line: read from it, so that it never differs. */
export interface CompletedProgram {
  readonly name: string;
  readonly options: readonly CompletedOption[];
  readonly commands: readonly CompletedCommand[];
}

/** Describe a command line as commander has it: commands, options, and what goes where. */
export function describeProgram(program: Command): CompletedProgram {
  const help = program.createHelp();
  return {
    name: program.name(),
    options: optionsOf(program),
    commands: help.visibleCommands(program).map((command) => ({
      name: command.name(),
      description: command.description(),
      options: optionsOf(command),
      places: command.registeredArguments.map((argument) => placeOf(argument.name(), undefined, program)),
      isVariadic: command.registeredArguments.at(-1)?.variadic === true,
    })),
  };
}

function optionsOf(command: Command): CompletedOption[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .map((option) => ({
      names: [option.long, option.short].filter((name) => name !== undefined && name !== null),
      description: option.description,
      value: valueOf(option),
    }));
}

function valueOf(option: Option): Place | undefined {
  if (!option.required && !option.optional) return undefined;
  const [, placeholder = ''] = /[<[]([\w-]+)/.exec(option.flags) ?? [];
  return placeOf(placeholder, choicesOf(option.parseArg));
}

/** What goes where the help has `<placeholder>`. */
function placeOf(placeholder: string, choices: readonly string[] | undefined, program?: Command): Place {
  const place = (paths: Place['paths'], words: readonly string[] = []): Place => ({ name: placeholder, words, paths });
  if (choices !== undefined) return place('none', choices);
  switch (placeholder) {
    case 'data':
    case 'row':
      return place('files', Object.keys(bundled));
    case 'file':
      return place('files');
    case 'run':
    case 'runs':
    case 'folder':
    case 'folders':
      return place('folders');
    case 'dataset':
      return place('none', Object.keys(bundled));
    case 'shell':
      return place('none', shells);
    case 'command':
      return place('none', program?.commands.map((command) => command.name()) ?? []);
    default:
      return place('none');
  }
}
