import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_LIMITS } from './packages/limits.ts';
import { loadPackage, loadPackages, PackageError } from './packages.ts';

const manifest = JSON.stringify({ name: 'x.y', version: '1.0.0', fhirVersions: ['4.0.1'] });
const structure = {
  resourceType: 'StructureDefinition',
  id: 'p',
  url: 'http://x/p',
  version: '1.0.0',
  type: 'Patient',
  kind: 'resource',
  snapshot: { element: [{ id: 'Patient', min: 0, max: '*' }] },
};
const FILES: Record<string, string> = {
  'package/package.json': manifest,
  'package/.index.json': 'not even JSON',
  'package/StructureDefinition-p.json': JSON.stringify(structure),
  'package/StructureDefinition-q.json': JSON.stringify({
    ...structure,
    id: 'q',
    url: 'http://x/q',
    snapshot: {},
  }),
  'package/ValueSet-v.json': `\uFEFF${JSON.stringify({ resourceType: 'ValueSet', id: 'v', url: 'http://x/v' })}`,
  'package/ImplementationGuide-x.json': JSON.stringify({ resourceType: 'ImplementationGuide', id: 'x' }),
  'package/ig-r4.json': JSON.stringify({ resourceType: 'ImplementationGuide', id: 'x' }),
  'package/example/.index.json': 'not even JSON',
  'package/example/Patient-1.json': JSON.stringify({ resourceType: 'Patient', id: '1' }),
  'package/openapi/a.json': 'not even JSON',
  'package/xml/a.xml': '<a/>',
};

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'packages-'));
});
afterAll(() => rm(directory, { recursive: true }));

type Header = Parameters<ReturnType<typeof pack>['entry']>[0];

async function archive(entries: readonly (readonly [Header, string])[]): Promise<Buffer> {
  const tar = pack();
  for (const [header, text] of entries) tar.entry(header, text);
  tar.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of tar) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function place(name: string, content: Buffer): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
}

const tgz = async (name: string, files: Record<string, string>): Promise<string> =>
  place(name, gzipSync(await archive(Object.entries(files).map(([file, text]) => [{ name: file }, text]))));

async function extracted(name: string, files: Record<string, string>): Promise<string> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name, file)), { recursive: true });
    await writeFile(join(directory, name, file), text);
  }
  return join(directory, name);
}

describe('loadPackage', () => {
  it.each(['archive', 'directory', 'inner directory', 'cache'])('reads a package from %s', async (from) => {
    const cacheDirectory = join(directory, 'cache');
    const paths: Record<string, () => Promise<string>> = {
      archive: () => tgz('good.tgz', FILES),
      directory: () => extracted('good', FILES),
      'inner directory': async () => join(await extracted('good', FILES), 'package'),
      cache: async () => {
        await extracted('cache/x.y#1.0.0', FILES);
        return 'x.y#1.0.0';
      },
    };
    const loaded = await loadPackage((await paths[from]?.()) ?? '', { cacheDirectory });
    expect(loaded).toMatchObject({
      name: 'x.y',
      version: '1.0.0',
      fhirVersions: ['4.0.1'],
      dependencies: {},
    });
    expect(loaded.definitions.map(({ url }) => url)).toEqual(['http://x/p']);
    expect(loaded.valueSets.map(({ url }) => url)).toEqual(['http://x/v']);
    expect(loaded.problems).toEqual(['package/StructureDefinition-q.json: http://x/q has no snapshot']);
    expect(loaded.resources.filter(({ resource }) => resource.id === 'x')).toHaveLength(1);
    expect([...loaded.examples()].map(({ file }) => file)).toEqual(['package/example/Patient-1.json']);
  });

  it('names the example that is not JSON when it is reached', async () => {
    const path = await tgz('bad-example.tgz', { ...FILES, 'package/example/Patient-2.json': '{' });
    const loaded = await loadPackage(path);
    expect(() => [...loaded.examples()]).toThrow(/Patient-2\.json is not JSON/);
  });

  it.each([
    ['no manifest', { 'package/a.json': '{}' }, 'has no package/package.json'],
    ['nameless manifest', { 'package/package.json': '{}' }, 'no name or no version'],
    [
      'broken JSON',
      { ...FILES, 'package/ValueSet-w.json': '{"a":\n' },
      'package/ValueSet-w.json is not JSON',
    ],
    ['path traversal', { ...FILES, 'package/../../etc/x.json': '{}' }, 'leads out of it'],
    ['absolute path', { ...FILES, '/etc/x.json': '{}' }, 'leads out of it'],
    ['Windows path', { ...FILES, 'C:\\x.json': '{}' }, 'leads out of it'],
  ])('refuses an archive with %s', async (name, files, reason) => {
    await expectRefusal(tgz(`${name}.tgz`, files), reason);
  });

  it.each(['symlink', 'link', 'character-device'] as const)('refuses an archive with a %s', async (type) => {
    const content = await archive([
      [{ name: 'package/package.json' }, manifest],
      [{ name: 'package/a.json', type, linkname: '/etc/passwd' }, ''],
    ]);
    await expectRefusal(place(`${type}.tgz`, gzipSync(content)), `is a ${type}`);
  });

  it.each([
    ['entries', { entries: 3 }, 'more than 3 entries'],
    ['bytes in a file', { fileBytes: 100 }, 'is larger than 100 bytes'],
    ['bytes', { totalBytes: 300 }, 'more than 300 bytes'],
  ])('refuses a package with too many %s, packed or not', async (name, limits, reason) => {
    const options = { limits: { ...PACKAGE_LIMITS, ...limits } };
    await expectRefusal(tgz(`many ${name}.tgz`, FILES), reason, options);
    await expectRefusal(extracted(`many ${name}`, FILES), reason, options);
  });

  it('refuses an archive that unpacks to far more than its size', async () => {
    const bomb = await tgz('bomb.tgz', { ...FILES, 'package/a.json': ' '.repeat(20 * 1024 * 1024) });
    await expectRefusal(Promise.resolve(bomb), 'unpacks to over 100 times its size');
  });

  it('refuses broken gzip, a tar cut short, what is no archive, and what is not there', async () => {
    const whole = gzipSync(await archive([[{ name: 'package/package.json' }, manifest]]));
    await expectRefusal(place('cut.tgz', whole.subarray(0, 60)), 'not a readable .tgz');
    const tar = await archive([[{ name: 'package/package.json' }, ' '.repeat(5000)]]);
    await expectRefusal(place('short.tgz', gzipSync(tar.subarray(0, 1000))), 'not a readable .tgz');
    await expectRefusal(place('text.tgz', Buffer.from('hello')), 'not a readable .tgz');
    await expectRefusal(Promise.resolve(join(directory, 'nowhere.tgz')), 'no such file');
    await expectRefusal(Promise.resolve('a.b#1.0.0'), 'not found as', { cacheDirectory: directory });
    await expectRefusal(Promise.resolve('../a#1.0.0'), 'no such file', { cacheDirectory: directory });
  });
});

describe('loadPackages', () => {
  it('adds the dependencies that the cache has, and names the others', async () => {
    const cacheDirectory = join(directory, 'deps');
    const needing = (name: string, dependencies: object) => ({
      'package/package.json': JSON.stringify({ name, version: '1.0.0', dependencies }),
    });
    await extracted('deps/b#1.0.0', needing('b', { c: '1.0.0', 'hl7.fhir.r4.core': '4.0.1' }));
    const path = await tgz('a.tgz', needing('a', { b: '1.0.0', '../up': '1' }));
    const { packages, missing } = await loadPackages([path], { cacheDirectory });
    expect(packages.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(missing).toEqual(['../up#1', 'c#1.0.0']);
  });
});

async function expectRefusal(
  path: Promise<string>,
  reason: string,
  options?: Parameters<typeof loadPackage>[1],
): Promise<void> {
  const error = await loadPackage(await path, options).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(PackageError);
  expect(String(error)).toContain(reason);
  expect(String(error)).not.toContain('\n');
}
