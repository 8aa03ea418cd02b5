import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { runQuietly } from './process.mjs';
import { say } from './say.mjs';

/** Build a package and everything it depends on; what hasn't changed is taken from turbo's cache. */
export async function build(root, name) {
  say(`building ${name} and its dependencies, as far as they changed`);
  const { code, output, tasks } = await runTurbo(root, ['build'], [`--filter=${name}`]);
  if (code === 0) return;
  const failed = tasks.filter((task) => task.outcome === 'failed');
  const details = failed.length === 0 ? output : failed.map((task) => logOf(root, task)).join('\n');
  throw new Failure(
    `Building ${failed.map((task) => task.package).join(', ') || name} failed; the log is above.`,
    details,
  );
}

/**
 * Run tasks in all packages (or as `args` filter), two at a time.
 *
 * @param onStart - Called with 'package#task' for each task that is really run.
 * @returns The exit code, turbo's output, and for each task `{ package, task, log, outcome }` with outcome 'ran', 'replayed', 'failed'
 *   or 'skipped' (not run because another one failed).
 */
export async function runTurbo(root, taskNames, args = [], onStart = () => undefined) {
  const summaries = join(root, '.turbo', 'runs');
  rmSync(summaries, { recursive: true, force: true });
  const onLine = (line) => {
    const [, name, task] = /^(\S+?):(\S+): cache (?:miss|bypass)/.exec(line) ?? [];
    if (name !== undefined) onStart(`${name}#${task}`);
  };
  const options = ['--concurrency=2', '--continue=dependencies-successful', '--output-logs=hash-only', '--ui=stream'];
  const { code, output } = await runQuietly(
    'turbo',
    ['run', ...taskNames, ...options, '--no-color', '--summarize', ...args],
    {
      cwd: root,
      onLine,
    },
  );
  return { code, output, tasks: existsSync(summaries) ? tasksOf(summaries) : [] };
}

function tasksOf(summaries) {
  const files = readdirSync(summaries).filter((name) => name.endsWith('.json'));
  return files.flatMap((file) => taskOutcomes(JSON.parse(readFileSync(join(summaries, file), 'utf8'))));
}

/** Of turbo's summary of a run, the tasks that have a script. */
export function taskOutcomes(summary) {
  return summary.tasks
    .filter(({ command }) => command !== '<NONEXISTENT>')
    .map(({ package: name, task, logFile, cache, execution }) => ({
      package: name,
      task,
      log: logFile,
      outcome: outcomeOf(cache, execution),
    }));
}

function outcomeOf(cache, execution) {
  if (typeof execution?.exitCode !== 'number') return cache?.status === 'HIT' ? 'replayed' : 'skipped';
  if (execution.exitCode !== 0) return 'failed';
  return cache?.status === 'HIT' ? 'replayed' : 'ran';
}

/** What a task printed, under a heading. */
export function logOf(root, { package: name, task, log }) {
  const path = join(root, log);
  return `--- ${name === '//' ? 'the repository' : name} ${task}\n${existsSync(path) ? readFileSync(path, 'utf8') : 'It left no log.\n'}`;
}
