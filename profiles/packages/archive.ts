import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { type FileText, isWanted, Meter, PackageError, type PackageLimits } from './limits.ts';

const UNSAFE = /^[/\\]|^[a-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0/i;

/**
 * Reads a `.tgz` as a stream; nothing is written to disk.
 *
 * @throws PackageError for broken gzip or tar, links and other special entries, paths that lead out of the archive,
 *   and anything beyond the limits
 */
export async function readArchive(path: string, limits: PackageLimits): Promise<FileText[]> {
  const meter = new Meter(path, limits);
  const source = createReadStream(path);
  let unpacked = 0;
  const metered = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      unpacked += chunk.length;
      try {
        meter.ratio(unpacked, source.bytesRead);
        done(null, chunk);
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
  const files: FileText[] = [];
  try {
    const entries = extract();
    const unpacking = pipeline(source, createGunzip(), metered, entries);
    // Awaited below; until then its failure must not count as unhandled.
    unpacking.catch(() => undefined);
    for await (const entry of entries) {
      const file = await readEntry(entry, path, meter);
      if (file) files.push(file);
    }
    await unpacking;
  } catch (error) {
    if (error instanceof PackageError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new PackageError(path, `not a readable .tgz: ${reason}`);
  }
  return files;
}

type Entry = ReturnType<typeof extract> extends AsyncIterable<infer Item> ? Item : never;

async function readEntry(entry: Entry, path: string, meter: Meter): Promise<FileText | undefined> {
  const { name, type, size } = entry.header;
  if (UNSAFE.test(name))
    throw new PackageError(path, `refused, path ${JSON.stringify(name)} leads out of it`);
  if (type !== 'file' && type !== 'directory' && type !== 'contiguous-file') {
    throw new PackageError(path, `refused, ${JSON.stringify(name)} is a ${type}`);
  }
  meter.entry(name, size);
  const file = name.replace(/^\.\//, '');
  if (type === 'directory' || !isWanted(file)) {
    entry.resume();
    return undefined;
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry) if (chunk instanceof Uint8Array) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return { file, text: () => bytes.toString('utf8') };
}
