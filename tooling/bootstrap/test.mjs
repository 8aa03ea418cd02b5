import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { closingLine, resultOf, table } from './results.mjs';
import { say } from './say.mjs';
import { logOf, runTurbo } from './turbo.mjs';
import { workspacePackages } from './workspace.mjs';

const reportPath = join('.reports', 'vitest.json');

/** Build, type-check, lint and test everything, print a table and the closing line, and return the exit code. */
export async function test(root) {
  const packages = workspacePackages(root);
  for (const { folder } of packages) rmSync(join(folder, reportPath), { force: true });

  say(`building, type-checking, linting and testing ${packages.length} packages, as far as they changed`);
  const run = await runTurbo(root, ['format:check', 'build', 'typecheck', 'lint', 'test'], [], (task) =>
    say(`  ${task}`),
  );
  if (run.tasks.length === 0) process.stderr.write(run.output);
  for (const task of run.tasks.filter(({ outcome }) => outcome === 'failed'))
    process.stderr.write(`\n${logOf(root, task)}`);

  const results = packages.map(({ folder, manifest }) =>
    resultOf(
      manifest,
      run.tasks.filter((task) => task.package === manifest.name),
      readReport(folder),
      hasTests(folder),
    ),
  );
  // These are done once for the whole repository: packages read each other's sources.
  results.push(
    resultOf(
      { name: 'all packages', scripts: { 'format:check': 'prettier', typecheck: 'tsc', lint: 'eslint' } },
      run.tasks.filter((task) => task.package === '//'),
      undefined,
      false,
    ),
  );
  console.log(table(results));
  const closing = closingLine(results);
  console.log(closing.text);
  return closing.failed === 0 && run.code === 0 ? 0 : 1;
}

function readReport(folder) {
  const path = join(folder, reportPath);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

function hasTests(folder) {
  return ['.', 'src', 'test'].some((name) => {
    const place = join(folder, name);
    if (!existsSync(place)) return false;
    return readdirSync(place, { recursive: name !== '.' }).some((file) => /\.test\.(tsx?|mjs|js)$/.test(file));
  });
}
