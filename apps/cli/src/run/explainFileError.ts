/** Node's code of a failed file operation, such as ENOENT. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const causes: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied; choose another place or change its permissions',
  EPERM: 'permission is denied; choose another place or change its permissions',
  EROFS: 'the disk is read-only; choose another place',
  ENOTDIR: 'a part of the path is a file, not a folder; choose another place',
  EISDIR: 'it is a folder; name a file',
  ENOSPC: 'the disk is full; free some space or choose another place',
  EDQUOT: 'your share of the disk is used up; free some space or choose another place',
  EFBIG: 'files here may not be as large; choose another place',
  ENAMETOOLONG: 'the name is too long; choose a shorter one',
  EMFILE: 'too many files are open; close some programs',
  ERR_FS_FILE_TOO_LARGE: 'it is too large to be read at once; give a part of it',
  ERR_STRING_TOO_LONG: 'it is too large to be read at once; give a part of it',
};

/** A folder that is not there is made: where it cannot be, the file system takes none, as /proc. */
const notThere = {
  read: 'it is not there; check the path',
  write: 'nothing can be made there; choose another place',
} as const;

const other = { read: 'try a copy of it', write: 'choose another place' } as const;

/**
 * One sentence for a file operation that failed.
 *
 * @param error - What Node threw; an error that is not of the file system is thrown on.
 * @param context.missing - The sentence for a file that is not there.
 */
export function explainFileError(
  error: unknown,
  context: { readonly action: 'read' | 'write'; readonly path: string; readonly missing?: string },
): string {
  const code = codeOf(error);
  if (code === undefined) throw error;
  if (code === 'ENOENT' && context.missing !== undefined) return context.missing;
  const cause = code === 'ENOENT' ? notThere[context.action] : causes[code];
  return `Cannot ${context.action} ${context.path}: ${cause ?? `the system says ${code}; ${other[context.action]}`}.`;
}
