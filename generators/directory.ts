import type { FhirResource, Meta } from 'fhir/r4.js';
import { dayOf, dayOfInstant, instantOf, isoInstant, yearOf } from './days.ts';
import type { IdCodec } from './ids.ts';
import type { Origin } from './member.ts';
import { stream } from './random.ts';
import { directoryEndpoint, siteEndpoint } from './resources/directory/endpoint.ts';
import { healthcareService, specialService } from './resources/directory/healthcare-service.ts';
import { county, emergencyDepartment, location } from './resources/directory/location.ts';
import { network } from './resources/directory/network.ts';
import { organization } from './resources/directory/organization.ts';
import { organizationAffiliation } from './resources/directory/organization-affiliation.ts';
import { patientAccessView } from './resources/directory/patient-access-view.ts';
import { practitionerRole } from './resources/directory/practitioner-role.ts';
import { insurancePlan, PRODUCTS } from './resources/insurance-plan.ts';
import { practitioner } from './resources/practitioner.ts';
import type { Providers } from './sites.ts';

export interface Directory {
  /** Everything available at `asOf`, each in its version of that moment. The same array until something changes. */
  list(asOf: number): readonly FhirResource[];
  /** The Patient Access view of one resource; `reference` is relative. */
  view(reference: string, asOf: number): FhirResource | undefined;
  /** Every version of one resource published until `asOf`, newest first. */
  history(reference: string, asOf: number): readonly FhirResource[];
  /** As `history`, of the Patient Access view. */
  viewHistory(reference: string, asOf: number): readonly FhirResource[];
}

interface Entry {
  readonly key: string;
  /** Moments (ms) at which versions became available, the first publication before all. */
  readonly moments: number[];
  /** How often a year brings an update. */
  readonly updates: number;
  build(version: number): FhirResource;
  readonly built: Map<number, FhirResource>;
  readonly views: Map<number, FhirResource>;
}

const KEPT_LISTS = 4;

/**
 * The provider directory over time. A first publication precedes every enrollment; then each record is updated now
 * and then, in calendar years drawn one by one, and some clinicians are contracted later. Publication follows the
 * plan's receipt of the information within 30 calendar days (42 CFR 422.120(b)(3)).
 */
export function createDirectory(origin: Origin, codec: IdCodec, providers: Providers): Directory {
  const entries = drawEntries(origin, codec, providers);
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  const lists = new Map<number, readonly FhirResource[]>();
  let drawnThrough = origin.anchorYear - 4;
  let changes: number[] = entries.flatMap(({ moments }) => moments).sort((a, b) => a - b);

  const drawUntil = (year: number): void => {
    if (year <= drawnThrough) return;
    for (let next = drawnThrough + 1; next <= year; next += 1) {
      for (const entry of entries) {
        const random = stream(origin.seed, 'directory update', entry.key, next);
        if (!random.chance(entry.updates)) continue;
        const received = dayOf(next, 1, 1) + random.int(0, 364);
        const moment = publication(received + random.int(0, 29), random.int(0, 14_399));
        if (moment > (entry.moments.at(-1) ?? 0)) entry.moments.push(moment);
      }
    }
    drawnThrough = year;
    changes = entries.flatMap(({ moments }) => moments).sort((a, b) => a - b);
  };

  const past = (
    reference: string,
    asOf: number,
    at: (entry: Entry, moment: number) => FhirResource | undefined,
  ): FhirResource[] => {
    const entry = byKey.get(reference);
    if (!entry) return [];
    drawUntil(yearOf(dayOfInstant(asOf)));
    const moments = entry.moments.slice(0, countUntil(entry.moments, asOf)).reverse();
    return moments.flatMap((moment) => at(entry, moment) ?? []);
  };

  return {
    list(asOf) {
      drawUntil(yearOf(dayOfInstant(asOf)));
      const state = countUntil(changes, asOf);
      let list = lists.get(state);
      if (!list) {
        list = entries.flatMap((entry) => resourceAt(entry, asOf) ?? []);
        if (lists.size >= KEPT_LISTS) lists.delete(lists.keys().next().value ?? -1);
        lists.set(state, list);
      }
      return list;
    },
    view(reference, asOf) {
      const entry = byKey.get(reference);
      if (!entry) return undefined;
      drawUntil(yearOf(dayOfInstant(asOf)));
      return viewAt(entry, asOf);
    },
    history: (reference, asOf) => past(reference, asOf, resourceAt),
    viewHistory: (reference, asOf) => past(reference, asOf, viewAt),
  };
}

function drawEntries(origin: Origin, codec: IdCodec, providers: Providers): Entry[] {
  const { seed, anchorYear } = origin;
  const context = { seed, anchorYear, codec, providers };
  const entries: Entry[] = [];
  const add = (
    build: (version: number) => FhirResource | undefined,
    { updates = 0, joined }: { readonly updates?: number; readonly joined?: number | undefined } = {},
  ): void => {
    const first = build(0);
    if (!first?.id) return;
    const key = `${first.resourceType}/${first.id}`;
    const random = stream(seed, 'first publication', key);
    const moment = publication(dayOf(anchorYear - 4, 1, 3) + random.int(0, 330), random.int(0, 14_399));
    entries.push({
      key,
      moments: [joined ?? moment],
      updates,
      build: (version) => build(version) ?? first,
      built: new Map(),
      views: new Map(),
    });
  };

  for (const clinician of providers.clinicians) {
    const random = stream(seed, 'contracting', clinician.index);
    const joined = clinician.founder
      ? undefined
      : publication(dayOf(anchorYear - 1, 1, 1) + random.int(0, 2 * 365), random.int(0, 14_399));
    add((version) => practitioner(seed, clinician, version), { updates: 0.3, joined });
    add((version) => practitionerRole(context, clinician, version), { updates: 0.5, joined });
  }
  for (const site of providers.sites) {
    if (site.kind === 'network') {
      add(() => network(context, site));
      continue;
    }
    add((version) => organization(context, site, version), { updates: 0.15 });
    add((version) => location(context, site, version), { updates: 0.25 });
    add((version) => healthcareService(context, site, version), { updates: 0.25 });
    add(() => specialService(context, site));
    if (site.kind === 'hospital') add(() => emergencyDepartment(context, site));
    add(() => organizationAffiliation(context, site));
    add(() => siteEndpoint(context, site));
  }
  add(() => county(context));
  for (const product of Object.values(PRODUCTS)) add(() => insurancePlan(context, product));
  add(() => directoryEndpoint(context));
  return entries;
}

/** Directory loads run in the early morning, California time. */
function publication(day: number, seconds: number): number {
  return instantOf(day, 9 * 3600 + seconds);
}

function countUntil(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function resourceAt(entry: Entry, asOf: number): FhirResource | undefined {
  const version = countUntil(entry.moments, asOf) - 1;
  const moment = entry.moments[version];
  if (moment === undefined) return undefined;
  let resource = entry.built.get(version);
  if (!resource) {
    const made = entry.build(version);
    resource = { ...made, meta: metaOf(version, moment, made.meta?.profile) };
    entry.built.set(version, resource);
  }
  return resource;
}

function metaOf(version: number, moment: number, profiles: readonly string[] | undefined): Meta {
  return {
    versionId: String(version + 1),
    lastUpdated: isoInstant(moment),
    ...(profiles?.length ? { profile: [...profiles] } : {}),
  };
}

function viewAt(entry: Entry, asOf: number): FhirResource | undefined {
  const full = resourceAt(entry, asOf);
  if (!full) return undefined;
  const version = Number(full.meta?.versionId) - 1;
  const known = entry.views.get(version);
  if (known) return known;
  const view = patientAccessView(full);
  if (!view) return undefined;
  view.meta = metaOf(version, entry.moments[version] ?? 0, view.meta?.profile);
  entry.views.set(version, view);
  return view;
}
