// Compiles the kernels twice, with and without relaxed SIMD, and writes both into src/simd/binaries.ts as text: no file for users to host.
// For trying out one part: node assembly/compile.mjs --entry binary.ts --out /elsewhere/binaries.ts
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import asc from 'assemblyscript/asc';
import { pieces } from './pieces.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const { values: options } = parseArgs({
  options: {
    entry: { type: 'string', default: 'index.ts' },
    out: { type: 'string', default: fileURLToPath(new URL('../src/simd/binaries.ts', import.meta.url)) },
  },
});

/** Plain, then relaxed SIMD. `memoryBase` is where a build keeps its constants: apart, since both may be loaded into one memory. The heap begins above. */
const builds = [
  { memoryBase: 1024, features: ['simd', 'threads', 'bulk-memory'] },
  { memoryBase: 32768, features: ['simd', 'threads', 'bulk-memory', 'relaxed-simd'] },
];

async function compile({ memoryBase, features }) {
  let binary;
  const { error, stderr } = await asc.main(
    [
      options.entry,
      ...['--outFile', 'kernels.wasm', '--baseDir', here, '--runtime', 'stub'],
      ...['-O3', '--shrinkLevel', '0', '--converge', '--noAssert'],
      ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
      ...['--memoryBase', String(memoryBase)],
      ...features.flatMap((feature) => ['--enable', feature]),
    ],
    {
      writeFile: (name, contents) => {
        if (name === 'kernels.wasm') binary = contents;
      },
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return binary;
}

/**
 * The position of the byte that says "shared" in the import of the memory: 3 is shared with a maximum, 1 is not shared. A page that may not
 * share memory loads the module with a 1 there.
 */
function sharedFlagOf(binary) {
  const imported = Buffer.from('\x03env\x06memory\x02', 'latin1');
  const at = Buffer.from(binary).indexOf(imported) + imported.length;
  if (at < imported.length || binary[at] !== 3)
    throw new Error('the import of the memory is not where it was expected');
  return at;
}

/** A string literal of characters up to U+00FF, written in ASCII. */
const literal = (text) =>
  `'${text.replace(/[^ -~]|['\\\\]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`)}'`;

const [plain, relaxed] = [await compile(builds[0]), await compile(builds[1])];
const parts = pieces(plain, relaxed).map((piece) =>
  typeof piece === 'string' ? literal(piece) : `[${piece.map(literal).join(', ')}]`,
);
writeFileSync(
  options.out,
  `// Written by assembly/compile.mjs: the kernels, one character a byte. A piece is for both builds, or [plain, relaxed].
export const pieces: readonly (string | readonly [string, string])[] = [
${parts.join(',\n')}
];
/** Where each build's byte is that says "shared". */
export const sharedFlag = { plain: ${sharedFlagOf(plain)}, relaxed: ${sharedFlagOf(relaxed)} };
`,
);
console.log(`plain: ${plain.length} bytes, relaxed: ${relaxed.length} bytes`);
