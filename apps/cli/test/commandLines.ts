import type { Command } from 'commander';

/** How the documents begin a command line: installed, or from this repository; and what asks `keepdims serve`. */
const starts = /(?:^|[|;]\s*)(?:keepdims|npm (?:--silent )?start --|curl localhost:8080\S*) /;

/** Capitals and three dots stand for something that the reader puts there. */
const placeholder = /(?<![\w-])[A-Z]{3,}(?![\w-])|…/;

/** The help of a command and of all commands below it, in their order. */
export function helpTexts(command: Command): readonly string[] {
  return [helpOf(command), ...command.commands.flatMap(helpTexts)];
}

/** The commands in them. */
export function commandsOfHelp(texts: readonly string[]): readonly string[] {
  return unique(texts.flatMap(examples));
}

function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) });
  command.outputHelp();
  return help;
}

/** Lines set in by two spaces; a backslash at the end joins the next. */
function examples(help: string): string[] {
  return joined(help).flatMap((line) => (/^ {2}\S/.test(line) && starts.test(line.trim()) ? [line.trim()] : []));
}

/** The commands in a Markdown text: lines of its `sh` blocks, and pieces of code in its sentences without
 * placeholders that are more than a command's name. */
export function commandsOfMarkdown(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
  const rest = text.replaceAll(/^```.*?^```$/gms, '');
  const inline = [...rest.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replaceAll(/\s+/g, ' '));
  const lines = [
    ...blocks.flatMap(joined).map(withoutComment),
    ...inline.filter((code) => !placeholder.test(code) && code.split(' ').length > 2),
  ];
  return unique(lines.filter((line) => starts.test(line)).map(asInstalled));
}

/** The files in a Markdown text: blocks that begin with a comment that is a name, such as `# houses.yaml`. */
export function filesOfMarkdown(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(/^```\w+\n(# ([\w.-]+\.\w+)\n.*?)^```$/gms)].map(([, content = '', name = '']) => [
    content,
    name,
  ]);
}

function joined(text: string): string[] {
  return text.replaceAll(/\\\n\s*/g, '').split('\n');
}

function withoutComment(line: string): string {
  return line.replace(/\s+# .*$/, '').trim();
}

function asInstalled(line: string): string {
  return line.replaceAll(/npm (?:--silent )?start -- /g, 'keepdims ');
}

function unique(lines: readonly string[]): string[] {
  return [...new Set(lines)];
}

/** The words of a line as a shell reads them, or undefined if only a shell can run it: it has pipes, redirections or variables. */
export function wordsOf(line: string): readonly string[] | undefined {
  const parts = [...line.matchAll(/'([^']*)'|"([^"$`\\]*)"|([^\s'"|<>;&$*?\\]+)|(\s+)|(.)/g)];
  const words: string[] = [];
  let open = false;
  for (const [, single, double, plain, space, other] of parts) {
    if (other !== undefined) return undefined;
    if (space !== undefined) {
      open = false;
      continue;
    }
    const text = single ?? double ?? plain ?? '';
    if (open) words.push(`${words.pop() ?? ''}${text}`);
    else words.push(text);
    open = true;
  }
  return words;
}
