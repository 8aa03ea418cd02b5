import pc from 'picocolors';

/** Functions that colour text, or leave it alone. */
export type Colors = ReturnType<typeof pc.createColors>;

/**
 * Whether to colour what goes to a stream: NO_COLOR (https://no-color.org) forbids, FORCE_COLOR demands (0 or false forbid), otherwise a
 * terminal that is not dumb gets colours.
 */
export function wantsColors(isTTY: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') return !['0', 'false'].includes(env.FORCE_COLOR);
  return isTTY && env.TERM !== 'dumb';
}

/** The colours for a stream. */
export function colorsFor(isTTY: boolean, env: Readonly<Record<string, string | undefined>>): Colors {
  return pc.createColors(wantsColors(isTTY, env));
}
