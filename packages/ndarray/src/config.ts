/** Settings that change what is refused, never what is computed. */
export interface Configuration {
  /**
   * What to do when a column [n, 1] meets a vector [n], which NumPy stretches to a square [n, n] (§2.16): 'allow' as NumPy does, or
   * 'error'. Default 'allow'. The compiler refuses it in any case where it knows the sizes.
   */
  rank1: 'allow' | 'error';
}

/** The settings in force. @internal */
export const configuration: Configuration = { rank1: 'allow' };

/**
 * Change settings for the whole program.
 *
 * @param changes - The settings to change; the others stay.
 * @returns The settings now in force, a copy.
 * @throws RangeError if a setting or its value is unknown.
 * @example configure({ rank1: 'allow' }).rank1 // 'allow'
 */
export function configure(changes: Partial<Configuration>): Configuration {
  for (const [name, value] of Object.entries(changes)) {
    if (name !== 'rank1') throw new RangeError(`configure: there is no setting '${name}'. The settings are rank1.`);
    if (value !== 'allow' && value !== 'error') {
      throw new RangeError(`configure: rank1 must be 'allow' or 'error', but it is '${String(value)}'.`);
    }
    configuration.rank1 = value;
  }
  return { ...configuration };
}
