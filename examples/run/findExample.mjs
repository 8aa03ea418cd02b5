import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * The file that a word names: a path from the user's folder or from the repository, or an example's name such as `networks/iris`.
 *
 * @returns Its absolute path; undefined if there is none.
 */
export function findExample(word, { root, userFolder }) {
  return [userFolder, root, join(root, 'examples')]
    .flatMap((folder) => [word, `${word}.ts`].map((path) => resolve(folder, path)))
    .find((path) => existsSync(path) && statSync(path).isFile());
}

/** The programs to choose from, one a line, each with the first sentence of its comment. */
export function listExamples(root) {
  const programs = ['arrays', 'networks'].flatMap((folder) =>
    readdirSync(join(root, 'examples', folder))
      .filter((file) => file.endsWith('.ts'))
      .sort()
      .map((file) => {
        const [first = ''] = readFileSync(join(root, 'examples', folder, file), 'utf8').split('\n');
        return { name: `${folder}/${file.replace(/\.ts$/, '')}`, about: first.replace(/^\/\/ |[:.]( .*)?$/g, '') };
      }),
  );
  const width = Math.max(...programs.map(({ name }) => name.length));
  return programs.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`).join('\n');
}
