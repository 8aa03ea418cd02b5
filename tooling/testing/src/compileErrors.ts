import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

export interface CompileOptions {
  /** The package folder from which imports are resolved; where the tests run by default. */
  readonly folder?: string;
}

/**
 * Type-check a TypeScript snippet as if it were a source file of a package, with the repository's compiler options.
 *
 * `@keepdims/*` imports resolve to sources, so nothing has to be built; unused names are not reported. The first call in a process reads
 * the libraries and packages (a second or so); later ones only check the new snippet. Files other than the snippet are taken not to change
 * meanwhile.
 *
 * @param source - The snippet; relative imports start in the package's `src`.
 * @param options.folder - The package whose dependencies the snippet may import. Default: the working directory.
 * @returns The compiler's messages in order, each flattened to one line; empty when the snippet compiles.
 * @example compileErrors('const n: number = "a";') // ["Type 'string' is not assignable to type 'number'."]
 */
export function compileErrors(source: string, { folder = process.cwd() }: CompileOptions = {}): string[] {
  return checkerOf(folder)(source);
}

type Checker = (source: string) => string[];

const checkers = new Map<string, Checker>();

function checkerOf(folder: string): Checker {
  const known = checkers.get(folder);
  if (known !== undefined) return known;
  const checker = createChecker(folder);
  checkers.set(folder, checker);
  return checker;
}

function createChecker(folder: string): Checker {
  const snippetPath = join(folder, 'src', 'snippet.ts').replaceAll('\\', '/');
  const compilerOptions = snippetOptions();
  let snippet = '';
  let version = 0;

  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => compilerOptions,
    getScriptFileNames: () => [snippetPath],
    getScriptVersion: (path) => (path === snippetPath ? String(version) : '0'),
    getScriptSnapshot: (path) => {
      const text = path === snippetPath ? snippet : ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    fileExists: (path) => path === snippetPath || ts.sys.fileExists(path),
    readFile: (path) => (path === snippetPath ? snippet : ts.sys.readFile(path)),
    directoryExists: (path) => ts.sys.directoryExists(path),
    getDirectories: (path) => ts.sys.getDirectories(path),
    realpath: (path) => ts.sys.realpath?.(path) ?? path,
  };
  const service = ts.createLanguageService(host);

  return (source) => {
    snippet = source;
    version += 1;
    const diagnostics = [
      ...service.getCompilerOptionsDiagnostics(),
      ...service.getSyntacticDiagnostics(snippetPath),
      ...service.getSemanticDiagnostics(snippetPath),
    ];
    return diagnostics.map(({ messageText }) =>
      ts.flattenDiagnosticMessageText(messageText, ' ').replace(/\s+/g, ' ').trim(),
    );
  };
}

function snippetOptions(): ts.CompilerOptions {
  const path = join(repository, 'tsconfig.base.json');
  const parsed = ts.parseConfigFileTextToJson(path, ts.sys.readFile(path) ?? '');
  const { options } = ts.parseJsonConfigFileContent(
    parsed.config,
    { ...ts.sys, readDirectory: () => [] },
    repository,
    { types: ['node'], noUnusedLocals: false, noUnusedParameters: false },
    path,
  );
  // Found from the repository, so that a package outside of it can be the folder.
  return { ...options, typeRoots: [join(repository, 'node_modules', '@types')] };
}
