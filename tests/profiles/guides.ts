import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type FhirPackage, loadPackage } from '../../profiles/packages.ts';
import { isJson, type Json } from './json.ts';

const folder = fileURLToPath(new URL('../../../shared/ig/', import.meta.url));

/** The official packages that the profiles are held against, by file name. */
export const GUIDES = [
  'hl7.fhir.us.core-3.1.1',
  'hl7.fhir.us.core-6.1.0',
  'hl7.fhir.us.carin-bb-1.1.0',
  'hl7.fhir.us.carin-bb-2.0.0',
  'hl7.fhir.us.davinci-pdex-plan-net-1.1.0',
] as const;

export type GuideName = (typeof GUIDES)[number];

export interface Guide {
  readonly name: GuideName;
  readonly version: string;
  readonly package: FhirPackage;
  readonly examples: readonly Example[];
}

export interface Example {
  readonly guide: GuideName;
  /** `Patient/example` */
  readonly name: string;
  readonly resource: Json;
  /** Versioned canonical URLs of the guide's profiles that the example claims. */
  readonly profiles: readonly string[];
}

/** Why tests over the official packages cannot run here; undefined when they can. */
export const packagesMissing: string | undefined = GUIDES.every((name) => existsSync(`${folder}${name}.tgz`))
  ? undefined
  : `the official packages are not in ${folder}`;

let loading: Promise<readonly Guide[]> | undefined;

/** The official packages with their examples; loaded once per process. */
export function loadGuides(): Promise<readonly Guide[]> {
  loading ??= Promise.all(GUIDES.map(loadGuide));
  return loading;
}

async function loadGuide(name: GuideName): Promise<Guide> {
  const loaded = await loadPackage(`${folder}${name}.tgz`);
  const version = name.slice(name.lastIndexOf('-') + 1);
  const own = new Set(loaded.definitions.map(({ url }) => url));
  const examples = [...loaded.examples()].flatMap(({ resource: read }): Example[] => {
    const resource: unknown = read;
    if (!isJson(resource)) return [];
    return [
      {
        guide: name,
        name: `${String(resource.resourceType)}/${String(resource.id)}`,
        resource,
        profiles: claimsOf(resource)
          .filter((claim) => own.has(claim.split('|')[0] ?? ''))
          .map((claim) => `${claim.split('|')[0]}|${version}`)
          .filter((claim, index, all) => all.indexOf(claim) === index),
      },
    ];
  });
  return { name, version, package: loaded, examples };
}

function claimsOf(resource: Json): string[] {
  const claims = isJson(resource.meta) ? resource.meta.profile : undefined;
  return Array.isArray(claims) ? claims.filter((claim) => typeof claim === 'string') : [];
}
