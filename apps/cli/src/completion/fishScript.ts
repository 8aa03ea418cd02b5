import type { CompletedCommand, CompletedOption, CompletedProgram, Place } from './describeProgram.js';

/** The script that teaches fish to complete the command line. */
export function fishScript({ name, options, commands }: CompletedProgram): string {
  const line = (...parts: readonly string[]): string => [`complete -c ${name}`, ...parts].join(' ');
  return [
    `# Completion of ${name} for fish: ${name} completion fish | source`,
    line('-f'),
    ...options.map((option) => line('-n __fish_use_subcommand', ...optionParts(option))),
    ...commands.map((command) =>
      line('-n __fish_use_subcommand', `-a ${command.name}`, `-d ${quote(command.description)}`),
    ),
    ...commands.flatMap((command) => linesOf(command).map((parts) => line(...parts))),
    '',
  ].join('\n');
}

function linesOf({ name, options, places }: CompletedCommand): string[][] {
  const condition = `-n '__fish_seen_subcommand_from ${name}'`;
  const words = places.flatMap((place) => place.words);
  const paths = places.flatMap((place) => pathParts(place));
  return [
    ...options.map((option) => [condition, ...optionParts(option)]),
    ...(words.length === 0 ? [] : [[condition, `-a ${quote(words.join(' '))}`]]),
    ...[...new Set(paths)].map((part) => [condition, part]),
  ];
}

function optionParts({ names, description, value }: CompletedOption): string[] {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  return [...flags, `-d ${quote(description)}`, ...(value === undefined ? [] : valueParts(value))];
}

function valueParts(place: Place): string[] {
  const words = place.words.length === 0 ? [] : [`-a ${quote(place.words.join(' '))}`];
  return place.paths === 'files' ? ['-r', '-F', ...words] : ['-x', ...words, ...pathParts(place)];
}

function pathParts({ paths }: Place): string[] {
  if (paths === 'files') return ['-F'];
  return paths === 'folders' ? [`-a '(__fish_complete_directories) (__fish_complete_directories runs/)'`] : [];
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, String.raw`\$&`)}'`;
}
