import type { Collection } from '@msw/data';
import type { FhirResource } from 'fhir/r4.js';
import { directoryBase, patientAccessBase } from '../fhir/bases.ts';
import type { Population } from '../population.ts';

/** What cannot be laid over the population. The message names the element, what it holds and what is allowed. */
export class OverlayError extends Error {
  override readonly name = 'OverlayError';
}

/** One version of a resource that a test has written, or its deletion. */
export interface OverlayVersion {
  /** `Type/id` */
  readonly reference: string;
  /** The member whose data it is; absent for the directory. */
  readonly patientId: string | undefined;
  readonly version: number;
  /** Never given twice, not even after everything was cleared. */
  readonly sequence: number;
  /** Milliseconds since the epoch, by the sandbox's clock. */
  readonly availableAt: number;
  /** Absent when this version is the deletion. */
  readonly resource: FhirResource | undefined;
}

/** Resources are taken as they are written: judging them is what the checks are for. */
interface AnyVersion {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    validate(value: unknown): { readonly value: OverlayVersion };
    readonly types?: { readonly input: OverlayVersion; readonly output: OverlayVersion };
  };
}
const anyVersion: AnyVersion = {
  '~standard': {
    version: 1,
    vendor: 'assay',
    validate: (value) => ({ value: value as OverlayVersion }),
  },
};

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

/**
 * Resources that a person or a test lays over the population: added, changed or deleted, each with versions from the
 * moment it was written. They go where their type belongs: to the member they name, or to the directory.
 */
export class Overlay {
  readonly #below: Population;
  /** Loaded at the first write: it brings five hundred modules along, and most sandboxes have no overlay. */
  #versions: Collection<AnyVersion> | undefined;
  #count = 0;
  #written = 0;

  /** @param below the population without the overlay */
  constructor(below: Population) {
    this.#below = below;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** All versions, oldest first. */
  list(): readonly OverlayVersion[] {
    return this.#versions?.all() ?? [];
  }

  /** The versions of one resource, oldest first. */
  versionsOf(reference: string): readonly OverlayVersion[] {
    return this.#versions?.findMany((q) => q.where({ reference })) ?? [];
  }

  /**
   * Adds a resource, or the next version of one that is there.
   *
   * @param now milliseconds since the epoch: `meta.lastUpdated` of the version
   * @param patientId whose data it is, where the resource does not say so itself
   * @throws OverlayError when the type is not served, the id is malformed, or no member is named
   */
  async put(resource: FhirResource, now: number, patientId?: string): Promise<OverlayVersion> {
    const { resourceType, id = '' } = resource;
    if (!ID.test(id)) throw new OverlayError(`id "${id}" is not a FHIR id: 1 to 64 of A-Z a-z 0-9 - .`);
    const reference = `${resourceType}/${id}`;
    const owner = placeOf(resource, this.#below, patientId);
    const version = 1 + this.#latest(reference, owner, now).version;
    const meta = { ...resource.meta, versionId: String(version), lastUpdated: new Date(now).toISOString() };
    const written = { ...resource, meta } as FhirResource;
    return this.#add({ reference, patientId: owner, version, availableAt: now, resource: written });
  }

  /** @throws OverlayError when there is no such resource, or no member is named */
  async delete(reference: string, now: number, patientId?: string): Promise<OverlayVersion> {
    const owner = this.versionsOf(reference).at(-1)?.patientId ?? patientId;
    const latest = this.#latest(reference, owner, now);
    if (!latest.resource) {
      const where = owner === undefined ? 'the directory' : `the data of patient "${owner}"`;
      throw new OverlayError(
        `${reference} is not in ${where}; for member data name the patient (?patient=ID)`,
      );
    }
    const version = 1 + latest.version;
    return this.#add({ reference, patientId: owner, version, availableAt: now, resource: undefined });
  }

  clear(): void {
    this.#versions?.clear();
    this.#count = 0;
  }

  async #collection(): Promise<Collection<AnyVersion>> {
    const { Collection } = await import('@msw/data');
    this.#versions ??= new Collection({ schema: anyVersion });
    return this.#versions;
  }

  #latest(reference: string, patientId: string | undefined, now: number) {
    const own = this.versionsOf(reference).at(-1);
    if (own) return own;
    const resource = find(this.#below, reference, patientId, now);
    return { resource, version: Number(resource?.meta?.versionId ?? 0) };
  }

  async #add(version: Omit<OverlayVersion, 'sequence'>): Promise<OverlayVersion> {
    this.#written += 1;
    const added = { ...version, sequence: this.#written };
    const versions = await this.#collection();
    await versions.create(added);
    this.#count += 1;
    return added;
  }
}

/** The member a resource belongs to, `undefined` for the directory. */
function placeOf(
  resource: FhirResource,
  population: Population,
  named: string | undefined,
): string | undefined {
  const { resourceType, id } = resource;
  if (patientAccessBase.types.get(resourceType)?.source === 'member') {
    const patientId = resourceType === 'Patient' ? id : (named ?? patientNamedBy(resource));
    if (patientId !== undefined && population.memberOfPatient(patientId)) return patientId;
    throw new OverlayError(
      `${resourceType}/${id} names ${patientId === undefined ? 'no patient' : `patient "${patientId}"`}: member data ` +
        'belongs to a patient of the population, by its own reference or by ?patient=ID',
    );
  }
  if (directoryBase.types.has(resourceType)) return undefined;
  const served = new Set([...patientAccessBase.types.keys(), ...directoryBase.types.keys()]);
  throw new OverlayError(
    `resourceType "${resourceType}" is not served; allowed are ${[...served].join(', ')}`,
  );
}

function patientNamedBy(resource: FhirResource): string | undefined {
  const named = resource as unknown as Record<string, { readonly reference?: unknown } | undefined>;
  for (const element of ['patient', 'subject', 'beneficiary']) {
    const reference = named[element]?.reference;
    const id = typeof reference === 'string' ? /(?:^|\/)Patient\/([^/]+)$/.exec(reference)?.[1] : undefined;
    if (id !== undefined) return id;
  }
  return undefined;
}

function find(
  population: Population,
  reference: string,
  patientId: string | undefined,
  asOf: number,
): FhirResource | undefined {
  const all = patientId === undefined ? population.directory(asOf) : population.compartment(patientId, asOf);
  return all.find(({ resourceType, id }) => `${resourceType}/${id}` === reference);
}
