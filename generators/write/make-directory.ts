import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a directory and those above it, one at a time: `mkdir` with `recursive` does not return where a file system
 * answers "no such file" below a directory that exists, as /proc does.
 *
 * @throws the system's error (with `code`) when it cannot be made
 */
export async function makeDirectory(path: string): Promise<void> {
  if (await isDirectory(path)) return;
  const above = dirname(path);
  if (above !== path) await makeDirectory(above);
  try {
    await mkdir(path);
  } catch (error) {
    // Another process may have been faster.
    if (await isDirectory(path)) return;
    throw error;
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** What people call what the system reports of a directory. */
const WHY: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
  EEXIST: 'there is a file of that name',
  ENOTDIR: 'a part of the path is a file',
  ENOENT: 'no such directory can be made',
};

/** The end of a sentence that says why a directory can't be made or written to: `: there is a file … (EEXIST)`. */
export function whyNotMade(code: string | undefined): string {
  const why = WHY[code ?? ''];
  return `${why ? `: ${why}` : ''} (${code})`;
}
