/** The state can't be opened. The message is one line for people: what is wrong, and what helps. */
export class StateError extends Error {
  override readonly name = 'StateError';
}

const DIRECTORY: Readonly<Record<string, string>> = {
  EACCES: 'may not be written by this user',
  EPERM: 'may not be written by this user',
  ENOENT: 'is in a place where no directory or file can be made',
  EROFS: 'is on a file system that can only be read',
  ENOTDIR: 'is not a directory',
  EEXIST: 'is not a directory',
  ENOSPC: 'is on a file system that is full',
};

export function directoryProblem(directory: string, error: unknown): StateError {
  const code = codeOf(error);
  const problem = DIRECTORY[code] ?? `can't be used (${code || String(error)})`;
  return new StateError(`--state ${directory}: ${problem}; name a directory that can be written`);
}

/** By result code of SQLite (sqlite.org/rescode.html), and by error code of Node and PostgreSQL. */
const DATABASE: Readonly<Record<string, string>> = {
  5: 'is in use by another sandbox: stop it, or name another directory',
  8: 'can only be read; name a directory that can be written',
  11: 'is damaged: name another directory, or delete this one',
  13: 'is on a file system that is full',
  14: "can't be opened; name a directory that can be written",
  26: 'holds a state.db that is no state of a sandbox: name another directory',
  ECONNREFUSED: 'no PostgreSQL answers there',
  ENOTFOUND: 'its host is not known',
  ETIMEDOUT: 'no PostgreSQL answers there in time',
  '28000': 'PostgreSQL does not let this user in',
  '28P01': 'PostgreSQL does not take the password',
  '3D000': 'there is no such database; create it first',
  '42501': 'the user may not create tables there',
};

/** @param place as the user named it, without secrets */
export function databaseProblem(place: string, error: unknown): Error {
  if (error instanceof StateError) {
    return error.message.startsWith(place) ? error : new StateError(`${place}: ${error.message}`);
  }
  const known = DATABASE[codeOf(error)];
  if (known === undefined) {
    const problem = error instanceof Error ? error.message : String(error);
    return new StateError(`${place}: ${problem}`, { cause: error });
  }
  return new StateError(/^(is|can|holds)\b/.test(known) ? `${place} ${known}` : `${place}: ${known}`);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  // SQLite's extended codes carry the plain one in their low byte.
  if ('errcode' in error && typeof error.errcode === 'number') return String(error.errcode & 0xff);
  return 'code' in error ? String(error.code) : '';
}
