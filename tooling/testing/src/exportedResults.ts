import ts from 'typescript';

/**
 * The declared result types of every function that a module exports, one entry a signature; classes and types are left out.
 *
 * @param entry - The path of the module's source file.
 * @returns Pairs of name and type, as the compiler prints it in full.
 */
export function exportedResults(entry: string): [name: string, result: string][] {
  const program = ts.createProgram([entry], {
    strict: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    customConditions: ['@keepdims/source'],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${entry} is not a module`);
  return checker.getExportsOfModule(module).flatMap((symbol) => {
    const own = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    if (!(own.flags & ts.SymbolFlags.Value) || own.flags & ts.SymbolFlags.Class) return [];
    const signatures = checker.getTypeOfSymbol(own).getCallSignatures();
    return signatures.map((signature): [string, string] => [
      symbol.name,
      checker.typeToString(signature.getReturnType(), undefined, ts.TypeFormatFlags.NoTruncation),
    ]);
  });
}
