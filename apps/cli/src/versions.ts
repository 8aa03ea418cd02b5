// Put in place by the bundler (tsup.config.ts): name and version of this package and of the libraries bundled with it.
declare const KEEPDIMS_VERSIONS: Readonly<Record<string, string>>;

/** Versions by package name; empty when the sources run without having been bundled. */
export const versions: Readonly<Record<string, string>> =
  typeof KEEPDIMS_VERSIONS === 'undefined' ? {} : KEEPDIMS_VERSIONS;

/** The version of the command line. */
export const version = versions['@keepdims/cli'] ?? 'source';
