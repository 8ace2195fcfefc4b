import { readdir } from 'node:fs/promises';
import { createIdCodec } from '../ids.ts';
import { OptionError } from '../options.ts';
import { createPopulation } from '../population.ts';
import { MANIFEST, type Manifest, readManifest } from './manifest.ts';
import { Group, Problems, type Totals } from './reference-group.ts';
import { SetFile } from './set-file.ts';

export interface Verification {
  readonly manifest: Manifest;
  readonly members: number;
  readonly resources: number;
  readonly bytes: number;
  readonly references: number;
  /** The first of them, in words; none when the set is as it was written. */
  readonly problems: readonly string[];
  readonly problemCount: number;
}

interface VerifyOptions {
  readonly onProgress?: (progress: { members: number; of: number; bytes: number }) => void;
}

/**
 * Goes through a finished set once: sizes, checksums and counts as the manifest says, every line JSON, no resource
 * twice, every reference leading to the same member or the directory. Files are read side by side, member by member,
 * so memory stays flat: the id of each resource says whose it is.
 *
 * @throws OptionError when there is no finished set in the directory
 */
export async function verifySet(
  directory: string,
  { onProgress }: VerifyOptions = {},
): Promise<Verification> {
  const manifest = await finished(directory);
  const { options } = manifest;
  const problems = new Problems();
  await findStrangers(directory, manifest, problems);
  const codec = createIdCodec(options.seed);
  const files = manifest.files.map((entry) => new SetFile(directory, entry, codec, problems));
  const totals = { members: 0, references: 0 };
  try {
    await Promise.all(files.map((file) => file.start()));
    const shared = await directoryKeys(manifest, files, problems, totals);
    for (let index = options.from; index < options.to; index += 1) {
      const group = new Group(problems, totals);
      for (const file of files) await file.take(index, group);
      group.settle(`member ${index}`, shared);
      if (group.keys.size > 0) totals.members += 1;
      if (index % 64 === 0) {
        const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
        onProgress?.({ members: index - options.from, of: options.to - options.from, bytes });
      }
    }
    for (const file of files) await file.finish();
  } finally {
    await Promise.all(files.map((file) => file.close()));
  }
  const resources = files.reduce((sum, file) => sum + file.resources, 0);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { manifest, ...totals, resources, bytes, problems: problems.kept, problemCount: problems.count };
}

async function finished(directory: string): Promise<Manifest> {
  let manifest: Manifest | undefined;
  try {
    manifest = await readManifest(directory);
  } catch (error) {
    throw new OptionError('verify', directory, error instanceof Error ? error.message : String(error));
  }
  if (!manifest)
    throw new OptionError('verify', directory, `has no ${MANIFEST}: not written by assay generate`);
  if (!manifest.complete) {
    const { next, options } = manifest;
    throw new OptionError(
      'verify',
      directory,
      `is not finished: ${next - options.from} of ${options.to - options.from} members; go on with --resume`,
    );
  }
  return manifest;
}

async function findStrangers(directory: string, { files }: Manifest, problems: Problems): Promise<void> {
  const known = new Set([MANIFEST, ...files.map(({ name }) => name)]);
  for (const name of await readdir(directory)) {
    if (!known.has(name)) problems.add(`${name}: not in the manifest`);
  }
}

/** What all members may refer to: the directory of the set, or, for a later part, that of the whole. */
async function directoryKeys(
  { options, directory }: Manifest,
  files: readonly SetFile[],
  problems: Problems,
  totals: Totals,
): Promise<ReadonlySet<string>> {
  if (!directory) {
    const whole = createPopulation(options).directory(Date.parse(options.asOf));
    return new Set(whole.map(({ resourceType, id }) => `${resourceType}/${id}`));
  }
  const group = new Group(problems, totals);
  for (const file of files) await file.takeDirectory(group);
  group.settle('directory', new Set());
  return group.keys;
}
