import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import type { Population } from '../population.ts';
import type { WriteFormat } from './job.ts';

/** One line of one file. */
export interface Line {
  /** Name of the file. */
  readonly file: string;
  readonly resource: FhirResource;
}

/** How a format lays out the directory and one member. */
export interface Layout {
  directory(resources: readonly FhirResource[]): Iterable<Line>;
  member(resources: readonly FhirResource[], supporting: Supporting): Iterable<Line>;
}

/** The Patient Access view of what a reference leads to. */
export type Supporting = (reference: string) => ReturnType<Population['supporting']>;

/** Where resources of collection Bundles say that they come from; an `.example` name resolves nowhere (RFC 2606). */
const BASE = 'https://plan.example/fhir';
/** Servers bound the size of a transaction; the default directory fits into one, as nearly every member does. */
const TRANSACTION_ENTRIES = 1000;
/** What others refer to comes first, for servers that check references at once. */
const LOADING_ORDER = ['Organization', 'Endpoint', 'Location', 'HealthcareService', 'InsurancePlan'];

const perType: Layout = { directory: byType, member: byType };

const transactions: Layout = {
  *directory(resources) {
    const rank = ({ resourceType }: FhirResource) =>
      (LOADING_ORDER.indexOf(resourceType) + LOADING_ORDER.length + 1) % (LOADING_ORDER.length + 1);
    const ordered = [...resources].sort((a, b) => rank(a) - rank(b));
    yield* inTransactions(ordered);
  },
  member: inTransactions,
};

const memberBundles: Layout = {
  *directory(resources) {
    yield { file: 'directory.ndjson', resource: collection(resources) };
  },
  *member(resources, supporting) {
    if (resources.length === 0) return;
    yield { file: 'members.ndjson', resource: collection([...resources, ...leadsTo(resources, supporting)]) };
  },
};

export const layouts: Readonly<Record<WriteFormat, Layout>> = {
  ndjson: perType,
  transaction: transactions,
  'member-bundles': memberBundles,
};

function* byType(resources: readonly FhirResource[]): Generator<Line> {
  for (const resource of resources) yield { file: `${resource.resourceType}.ndjson`, resource };
}

function* inTransactions(resources: readonly FhirResource[]): Generator<Line> {
  for (let at = 0; at < resources.length; at += TRANSACTION_ENTRIES) {
    yield transactionLine(resources.slice(at, at + TRANSACTION_ENTRIES));
  }
}

/** Updates as creates (R4 http.html#upsert) keep the ids, so loading twice changes nothing. */
function transactionLine(resources: readonly FhirResource[]): Line {
  const entry = resources.map((resource): BundleEntry => {
    const url = `${resource.resourceType}/${resource.id}`;
    return { fullUrl: `${BASE}/${url}`, resource, request: { method: 'PUT', url } };
  });
  return { file: 'transactions.ndjson', resource: { resourceType: 'Bundle', type: 'transaction', entry } };
}

function collection(resources: readonly FhirResource[]): Bundle {
  const entry = resources.map((resource) => ({
    fullUrl: `${BASE}/${resource.resourceType}/${resource.id}`,
    resource,
  }));
  return { resourceType: 'Bundle', type: 'collection', entry };
}

/** The relative references in JSON text as `JSON.stringify` writes it. */
export function* referencesIn(text: string): Generator<string> {
  for (const match of text.matchAll(/"reference":"([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})"/g)) {
    if (match[1] !== undefined) yield match[1];
  }
}

/** What a member's resources refer to outside the compartment, and what that refers to in turn. */
function leadsTo(resources: readonly FhirResource[], supporting: Supporting): FhirResource[] {
  const known = new Set(resources.map(({ resourceType, id }) => `${resourceType}/${id}`));
  const found: FhirResource[] = [];
  const follow = (resource: FhirResource): void => {
    for (const reference of referencesIn(JSON.stringify(resource))) {
      if (known.has(reference)) continue;
      known.add(reference);
      const target = supporting(reference);
      if (target) found.push(target);
    }
  };
  resources.forEach(follow);
  // The list grows while it is gone through.
  for (const resource of found) follow(resource);
  return found;
}
