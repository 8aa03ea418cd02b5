/**
 * One sentence if this version of node is too old, otherwise nothing.
 *
 * @param version - As in process.versions.node, for example '20.19.4'.
 */
export function nodeProblem(version) {
  const parts = version.split('.').map(Number);
  if (parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19)) return undefined;
  return (
    'keepdims needs node 20.19 or newer, but this is node ' + version + '; get a newer one from https://nodejs.org.'
  );
}
