import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Failure } from './failure.mjs';
import { runQuietly } from './process.mjs';
import { say } from './say.mjs';
import { workspacePackages } from './workspace.mjs';

/** Install the dependencies unless the last installation was of the same lockfile and manifests. */
export async function install(root) {
  const marker = join(root, 'node_modules', '.keepdims-installed');
  const wanted = dependenciesHash(root);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;

  const first = !existsSync(join(root, 'node_modules'));
  say(
    first ? 'installing the dependencies (once; it takes about half a minute)' : 'bringing the dependencies up to date',
  );
  // An installation that is broken off leaves no mark.
  rmSync(marker, { force: true });
  const [command, ...args] = pnpmCommand(root);
  const installation = [...args, 'install', '--frozen-lockfile', '--prefer-offline'];
  const { code, output } = await runQuietly(command, installation, { cwd: root, env: patience });
  if (code !== 0) throw new Failure(installProblem(output), isUnreachable(output) ? undefined : output);
  writeFileSync(marker, wanted);
}

/** A registry that can't be reached is reported after some seconds, not minutes; and it is reported under `npm --silent` too. */
const patience = {
  npm_config_loglevel: 'warn',
  npm_config_fetch_retries: '2',
  npm_config_fetch_retry_mintimeout: '1000',
  npm_config_fetch_retry_maxtimeout: '4000',
};

/** The pnpm that the repository asks for: the installed one if it is that, otherwise npm fetches it. */
function pnpmCommand(root) {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const installed = join(root, 'node_modules', 'pnpm', 'package.json');
  const isInstalled =
    existsSync(installed) && `pnpm@${JSON.parse(readFileSync(installed, 'utf8')).version}` === packageManager;
  return isInstalled ? ['pnpm'] : ['npx', '--yes', packageManager];
}

/** A digest of everything that decides what is installed: the lockfile, all manifests, the platform. */
export function dependenciesHash(root) {
  const manifests = workspacePackages(root).map(({ folder }) => join(folder, 'package.json'));
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const name of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']) manifests.push(join(root, name));
  for (const path of manifests) hash.update(`\0${relative(root, path)}\0`).update(readFileSync(path));
  return hash.digest('hex');
}

const networkError =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/;

function isUnreachable(output) {
  return networkError.test(output) || /META_FETCH_FAIL|network request .* failed/.test(output);
}

/** One sentence on why the installation failed. */
export function installProblem(output) {
  if (isUnreachable(output)) {
    const code = networkError.exec(output)?.[0];
    return (
      `The package registry can't be reached${code === undefined ? '' : ` (${code})`}, and not all dependencies are installed: ` +
      'go online and run the same command again; once installed, everything works offline.'
    );
  }
  if (output.includes('ERR_PNPM_OUTDATED_LOCKFILE')) {
    return 'A package.json and pnpm-lock.yaml disagree: run `npx pnpm install` and commit both.';
  }
  // Never deleted without being asked to: offline, it could not be put back.
  if (output.includes('ERR_PNPM_ABORTED_REMOVE_MODULES_DIR')) {
    return 'node_modules was installed by another user or tool: delete it and run the same command again.';
  }
  return 'Installing the dependencies failed; what the installer said is above.';
}
