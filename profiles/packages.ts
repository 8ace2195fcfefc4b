import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Definition } from './engine/definition.ts';
import { isObject, type JsonObject, string } from './engine/json-access.ts';
import { readStructureDefinition } from './engine/structure-definition.ts';
import {
  type CodeSystemFacts,
  readCodeSystem,
  readValueSet,
  type ValueSetFacts,
} from './engine/terminology-facts.ts';
import { readArchive } from './packages/archive.ts';
import { readDirectory } from './packages/directory.ts';
import { type FileText, PACKAGE_LIMITS, PackageError, type PackageLimits } from './packages/limits.ts';

export { PackageError };

/** A FHIR package in memory. */
export interface FhirPackage {
  readonly name: string;
  readonly version: string;
  /** Package names and the versions asked for. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly fhirVersions: readonly string[];
  /** The resources of the package itself, its examples excluded; each once. */
  readonly resources: readonly PackageResource[];
  readonly definitions: readonly Definition[];
  readonly valueSets: readonly ValueSetFacts[];
  readonly codeSystems: readonly CodeSystemFacts[];
  /** What was left out and why, one sentence each: a definition without snapshot, a value set without url. */
  readonly problems: readonly string[];
  /**
   * The examples, parsed one by one.
   *
   * @throws PackageError at the first that is not JSON
   */
  examples(): Iterable<PackageResource>;
}

export interface PackageResource {
  /** Path inside the package, such as `package/example/Patient-1.json`. */
  readonly file: string;
  readonly resource: JsonObject;
}

export interface LoadOptions {
  /** Where packages are kept as `name#version/package` (default `~/.fhir/packages`). */
  readonly cacheDirectory?: string;
  readonly limits?: PackageLimits;
}

const NAME = /^[a-z0-9][\w.-]*#[\w.-]+$/i;
const defaultCache = (): string => join(homedir(), '.fhir', 'packages');

/**
 * Loads a FHIR package (https://hl7.org/fhir/packages.html).
 *
 * @param path a `.tgz` file, a directory with or without `package/` in it, or `name#version` for one in the cache
 * @throws PackageError of one line when it is missing, broken, or larger than the limits
 */
export async function loadPackage(path: string, options: LoadOptions = {}): Promise<FhirPackage> {
  const limits = options.limits ?? PACKAGE_LIMITS;
  const cached = join(options.cacheDirectory ?? defaultCache(), path);
  const place = (await stat(path).catch(() => undefined)) ? path : NAME.test(path) ? cached : path;
  const found = await stat(place).catch(() => undefined);
  if (!found) throw new PackageError(path, place === path ? 'no such file' : `not found as ${place}`);
  return open(
    path,
    found.isDirectory() ? await readDirectory(place, limits) : await readArchive(place, limits),
  );
}

/**
 * Loads packages and what they depend on, as far as the cache has it. The R4 core package is never read: the tables
 * of this package stand for it.
 *
 * @returns the packages in order, each once, and the dependencies not found as `name#version`
 * @throws PackageError when a package named cannot be loaded
 */
export async function loadPackages(
  paths: readonly string[],
  options: LoadOptions = {},
): Promise<{ packages: FhirPackage[]; missing: string[] }> {
  const packages = await Promise.all(paths.map((path) => loadPackage(path, options)));
  const known = new Set(packages.map(({ name, version }) => `${name}#${version}`));
  const missing: string[] = [];
  for (const { dependencies } of packages) {
    for (const [name, version] of Object.entries(dependencies)) {
      const key = `${name}#${version}`;
      if (known.has(key) || name === 'hl7.fhir.r4.core') continue;
      known.add(key);
      const directory = join(options.cacheDirectory ?? defaultCache(), key);
      const there = NAME.test(key) && (await stat(directory).catch(() => undefined));
      // The loop goes on to what is added here: dependencies of dependencies.
      if (there) packages.push(await loadPackage(directory, options));
      else missing.push(key);
    }
  }
  return { packages, missing };
}

function open(path: string, files: readonly FileText[]): FhirPackage {
  const parse = ({ file, text }: FileText): JsonObject => {
    let value: unknown;
    try {
      value = JSON.parse(text().replace(/^\uFEFF/, ''));
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
      throw new PackageError(path, `${file} is not JSON: ${reason}`);
    }
    return isObject(value) ? value : {};
  };
  const manifestFile = files.find(({ file }) => file === 'package/package.json');
  if (!manifestFile) throw new PackageError(path, 'has no package/package.json');
  const manifest = parse(manifestFile);
  const name = string(manifest.name);
  const version = string(manifest.version);
  if (!name || !version) throw new PackageError(path, 'package.json has no name or no version');

  const seen = new Set<string>();
  const resources = files
    .filter(({ file }) => /^package\/(?!\.|package\.json$)[^/]+$/.test(file))
    .map((file) => ({ file: file.file, resource: parse(file) }))
    .filter(({ resource }) => {
      // Publishers write the ImplementationGuide a second time as ig-r4.json.
      const key = `${string(resource.resourceType)}/${string(resource.id)}`;
      return resource.resourceType !== undefined && !seen.has(key) && Boolean(seen.add(key));
    });

  const problems: string[] = [];
  const readAll = <T>(type: string, read: (resource: JsonObject) => T): T[] =>
    resources.flatMap(({ file, resource }) => {
      if (resource.resourceType !== type) return [];
      try {
        return [read(resource)];
      } catch (error) {
        problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
        return [];
      }
    });
  const examples = files.filter(({ file }) => /^package\/examples?\/(?:.*\/)?[^./][^/]*$/.test(file));
  return {
    name,
    version,
    dependencies: textsOf(manifest.dependencies),
    fhirVersions: Array.isArray(manifest.fhirVersions) ? manifest.fhirVersions.map(String) : [],
    resources,
    definitions: readAll('StructureDefinition', readStructureDefinition),
    valueSets: readAll('ValueSet', readValueSet),
    codeSystems: readAll('CodeSystem', readCodeSystem),
    problems,
    *examples() {
      for (const example of examples) {
        const resource = parse(example);
        if (resource.resourceType !== undefined) yield { file: example.file, resource };
      }
    },
  };
}

function textsOf(value: unknown): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [key, item] of Object.entries(isObject(value) ? value : {})) {
    if (typeof item === 'string') texts[key] = item;
  }
  return texts;
}
