import { readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type FileText, isWanted, Meter, PackageError, type PackageLimits } from './limits.ts';

/**
 * Reads an extracted package; links in it are not followed.
 *
 * @param path the directory that holds `package/`, or `package/` itself
 * @throws PackageError for anything beyond the limits
 */
export async function readDirectory(path: string, limits: PackageLimits): Promise<FileText[]> {
  const inner = join(path, 'package');
  const isOuter = (await stat(join(inner, 'package.json')).catch(() => undefined))?.isFile() ?? false;
  const root = isOuter ? inner : path;
  const meter = new Meter(path, limits);
  const files: FileText[] = [];
  // Not recursive from the root: a path given by mistake, such as a home directory, must not be walked.
  for (const [folder, recursive] of [
    ['', false],
    ['example', true],
    ['examples', true],
  ] as const) {
    const directory = join(root, folder);
    const entries = await readdir(directory, { withFileTypes: true, recursive }).catch((error: unknown) => {
      if (folder !== '') return [];
      throw new PackageError(
        path,
        `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      const place = join(entry.parentPath, entry.name);
      const file = `package/${relative(root, place).split(sep).join('/')}`;
      if (!isWanted(file)) continue;
      meter.entry(file, (await stat(place)).size);
      files.push({ file, text: () => readFileSync(place, 'utf8') });
    }
  }
  return files;
}
