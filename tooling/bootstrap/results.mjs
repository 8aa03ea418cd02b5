/**
 * What became of one package.
 *
 * Its tests are those in vitest's report. Beyond them, each of these counts as one failure: a task that failed or didn't run; a package with
 * test files, or with a `test` script that succeeded, whose report is missing or empty. A failed `test` task adds nothing where
 * its report has failures.
 *
 * @param manifest - Its package.json.
 * @param tasks - Its tasks as turbo ran them: `{ task, outcome }`.
 * @param report - Its vitest report, if there is one.
 * @param hasTests - Whether it has test files.
 * @returns `{ name, passed, failed, skipped, problems }`, problems being the sentences behind the failures that are not tests.
 */
export function resultOf(manifest, tasks, report, hasTests) {
  const passed = report?.numPassedTests ?? 0;
  const failedTests = report?.numFailedTests ?? 0;
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  const outcomes = new Map(tasks.map(({ task, outcome }) => [task, outcome]));
  const problems = [];
  for (const [task, outcome] of outcomes) {
    if (outcome === 'skipped') problems.push(`${task} was not run`);
    if (outcome === 'failed' && !(task === 'test' && failedTests > 0)) problems.push(`${task} failed`);
  }
  if (hasTests && !outcomes.has('test')) problems.push('has tests, but they were not run');
  if (outcomes.get('test') === 'ran' || outcomes.get('test') === 'replayed') {
    if (report === undefined) problems.push('its tests left no report');
    else if (passed + failedTests + skipped === 0) problems.push('its tests ran none');
  }
  for (const task of ['build', 'typecheck', 'lint', 'format:check']) {
    if (Object.hasOwn(manifest.scripts ?? {}, task) && !outcomes.has(task)) problems.push(`${task} was not run`);
  }
  return { name: manifest.name, passed, failed: failedTests + problems.length, skipped, problems };
}

/** The results as columns: package, passed, failed, skipped, and what failed besides tests. */
export function table(results) {
  const width = Math.max(...results.map(({ name }) => name.length), 'package'.length);
  const row = (name, ...cells) => [name.padEnd(width), ...cells.map((cell) => String(cell).padStart(8))].join('');
  return [
    row('package', 'passed', 'failed', 'skipped'),
    ...results.map(({ name, passed, failed, skipped, problems }) =>
      [row(name, passed, failed, skipped), ...problems].join('  ').trimEnd(),
    ),
  ].join('\n');
}

/** The line that ends `npm test`: `N passed, N failed`, and `, N skipped` if some were. */
export function closingLine(results) {
  const total = (count) => results.reduce((sum, result) => sum + result[count], 0);
  const failed = total('failed');
  const skipped = total('skipped');
  return { failed, text: `${total('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}` };
}
