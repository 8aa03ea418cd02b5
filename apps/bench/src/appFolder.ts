import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this app, wherever in it the running file lies: in src while testing, in dist once built. */
export function appFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && readFileSync(manifest, 'utf8').includes('"@keepdims/bench"')) return folder;
    const above = dirname(folder);
    if (above === folder)
      throw new Error('The benchmarks are not in their folder: there is no package.json of @keepdims/bench above.');
    folder = above;
  }
}
