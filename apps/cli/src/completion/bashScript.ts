import type { CompletedCommand, CompletedProgram, Place } from './describeProgram.js';

/** The script that teaches bash (3.2 and newer) to complete the command line. */
export function bashScript({ name, options, commands }: CompletedProgram): string {
  const words = [...commands.map((command) => command.name), ...options.flatMap(({ names }) => names)];
  return `# Completion of ${name} for bash: source <(${name} completion bash)
_${name}_add() {
  local line
  while IFS= read -r line; do COMPREPLY+=("$line"); done
}
_${name}_words() {
  _${name}_add < <(compgen -W "$1" -- "$cur")
}
_${name}_files() {
  compopt -o filenames 2>/dev/null
  _${name}_add < <(compgen -f -- "$cur")
}
_${name}_folders() {
  compopt -o filenames 2>/dev/null
  _${name}_add < <(compgen -d -- "$cur")
  # A run is known by its name alone.
  [[ $cur == */* ]] || _${name}_add < <(compgen -d -- "runs/$cur")
}
_${name}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} command=\${COMP_WORDS[1]}
  local options='' valued='' last=-1 index=0 i
  COMPREPLY=()
  # bash parts --option=value.
  if [[ $cur == = ]]; then cur=''; elif [[ $before == = ]]; then before=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  if ((COMP_CWORD == 1)); then
    _${name}_words ${quoted(words)}
    return
  fi
  case $command in
${commands.map(settings).join('\n')}
  esac
  case $command:$before in
${commands.flatMap((command) => values(name, command)).join('\n')}
  esac
  if [[ $cur == -* ]]; then
    _${name}_words "$options"
    return
  fi
  for ((i = 2; i < COMP_CWORD; i++)); do
    if [[ " $valued " == *" \${COMP_WORDS[i]} "* ]]; then
      ((i++))
      [[ \${COMP_WORDS[i]} == = ]] && ((i++))
    elif [[ \${COMP_WORDS[i]} != -* || \${COMP_WORDS[i]} == - ]]; then
      ((index++))
    fi
  done
  ((last >= 0 && index > last)) && index=$last
  case $command:$index in
${commands.flatMap((command) => places(name, command)).join('\n')}
  esac
}
complete -F _${name} ${name}
`;
}

function settings({ name, options, places: all, isVariadic }: CompletedCommand): string {
  const names = options.flatMap((option) => option.names);
  const valued = options.flatMap((option) => (option.value === undefined ? [] : option.names));
  return `    ${name}) options=${quoted(names)} valued=${quoted(valued)}${isVariadic ? ` last=${all.length - 1}` : ''} ;;`;
}

function values(program: string, { name, options }: CompletedCommand): string[] {
  return options.flatMap(({ names, value }) => {
    if (value === undefined) return [];
    return [
      `    ${names.map((one) => `${name}:${one}`).join(' | ')}) ${[...fill(program, value), 'return'].join('; ')} ;;`,
    ];
  });
}

function places(program: string, { name, places: all }: CompletedCommand): string[] {
  return all.flatMap((place, index) => {
    const commands = fill(program, place);
    return commands.length === 0 ? [] : [`    ${name}:${index}) ${commands.join('; ')} ;;`];
  });
}

function fill(program: string, { words, paths }: Place): string[] {
  return [
    ...(words.length === 0 ? [] : [`_${program}_words ${quoted(words)}`]),
    ...(paths === 'none' ? [] : [`_${program}_${paths}`]),
  ];
}

function quoted(words: readonly string[]): string {
  return `'${words.join(' ').replaceAll("'", `'\\''`)}'`;
}
