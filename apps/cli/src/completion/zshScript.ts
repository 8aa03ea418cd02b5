import type { CompletedCommand, CompletedOption, CompletedProgram, Place } from './describeProgram.js';

/** The script that teaches zsh to complete the command line: a file _keepdims of a folder in $fpath, or sourced after compinit. */
export function zshScript({ name, options, commands }: CompletedProgram): string {
  return `#compdef ${name}
# Completion of ${name} for zsh: source <(${name} completion zsh), after compinit.
_${name}() {
  local curcontext="$curcontext" state line
  local -a commands
  commands=(
${commands.map((command) => `    ${quote(`${command.name}:${command.description}`)}`).join('\n')}
  )
  _arguments -C ${options.flatMap(specsOf).join(' ')} '1:command:->command' '*::argument:->argument'
  case $state in
    command) _describe -t commands command commands ;;
    argument)
      case $words[1] in
${commands.map(branch).join('\n')}
      esac
      ;;
  esac
}
if [[ $funcstack[1] == _${name} ]]; then _${name} "$@"; else compdef _${name} ${name}; fi
`;
}

function branch({ name, options, places, isVariadic }: CompletedCommand): string {
  const specs = [
    ...options.flatMap(specsOf),
    ...places.map((place, i) => {
      const at = isVariadic && i === places.length - 1 ? '*' : String(i + 1);
      return quote(`${at}:${escaped(place.name)}:${action(place)}`);
    }),
  ];
  return `        ${name})\n          _arguments ${specs.join(' \\\n            ')}\n          ;;`;
}

function specsOf({ names, description, value }: CompletedOption): string[] {
  const takes = value === undefined ? '' : `:${escaped(value.name)}:${action(value)}`;
  return names.map((name) => quote(`${name}[${escaped(description)}]${takes}`));
}

function action({ words, paths }: Place): string {
  const list = `(${words.map(escaped).join(' ')})`;
  const path = paths === 'files' ? '_files' : '_files -/';
  if (paths === 'none') return words.length === 0 ? ' ' : list;
  if (words.length === 0) return path;
  return `{ local -a known; known=${list}; _alternative "names:name:($known)" "files:file:${path}" }`;
}

/** Within a specification of _arguments these mean something. */
function escaped(text: string): string {
  return text.replace(/[[\]:\\()]/g, String.raw`\$&`);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
