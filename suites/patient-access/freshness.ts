import type { Provenance } from 'fhir/r4.js';
import { find, holdingOf, patientAccess, within } from '../fhir/api.ts';
import { nameOf, pagesByName } from '../fhir/ids.ts';
import { type Check, portal } from '../runner/check.ts';
import { NotExercised } from '../runner/context.ts';
import type { Harvest, Identified } from '../runner/harvest.ts';
import { endOfNextBusinessDay } from './business-days.ts';

const regulation = {
  text: '42 CFR 422.119(b)(1)',
  url: 'https://www.ecfr.gov/current/title-42/section-422.119#p-422.119(b)(1)',
};

/** How late each first version came, in the words of a report. */
function spread(delays: readonly number[]): string {
  const hours = [...delays].sort((a, b) => a - b).map((delay) => Math.round(delay / 3_600_000));
  const at = (part: number) => hours[Math.min(hours.length - 1, Math.floor(hours.length * part))] ?? 0;
  return `Of ${hours.length}: half within ${at(0.5)} h, nine of ten within ${at(0.9)} h, the latest after ${at(1)} h.`;
}

function appearedAt({ meta }: Identified): number | undefined {
  // A later version says nothing about when the first one came.
  return meta?.versionId === '1' ? Date.parse(meta.lastUpdated ?? '') : undefined;
}

interface Row extends Pick<Check, 'title' | 'requirements' | 'detects' | 'why'> {
  readonly id: string;
  readonly type: string;
}

function lateness(
  { id, type, ...facts }: Row,
  sinceOf: (harvest: Harvest) => (resource: Identified) => string | undefined,
  query = '',
): Check {
  return {
    ...facts,
    id: `patient-access.freshness.${id}`,
    // One run sees when a version was last loaded, not when it first came: a reload moves the date.
    level: 'SHOULD',
    clauses: [regulation, portal('Patient Access API, data latency')],
    fix: 'Publish by the end of the next business day, and keep lastUpdated through reloads.',
    needs: patientAccess.needs,
    async run(t) {
      const holding = await holdingOf(t, patientAccess, type);
      const harvest = query
        ? await find(t, patientAccess, within(holding, query), { member: holding.member })
        : holding.harvest;
      const since = sinceOf(harvest);
      const pageOf = pagesByName(harvest);
      const delays: number[] = [];
      for (const resource of harvest.matches) {
        const [from, appeared] = [since(resource), appearedAt(resource)];
        if (from === undefined || appeared === undefined || Number.isNaN(appeared)) continue;
        delays.push(appeared - Date.parse(from));
        const due = endOfNextBusinessDay(from);
        t.expect({
          ok: appeared <= due,
          what: `${type}/${resource.id}`,
          where: `${type}.meta.lastUpdated`,
          expected: `by ${new Date(due).toISOString()} (from ${from})`,
          received: String(resource.meta?.lastUpdated),
          evidence: pageOf(nameOf(resource)),
        });
      }
      if (delays.length === 0) throw new NotExercised(`no ${type} says when the plan had it`);
      t.note(spread(delays));
    },
  };
}

/** When the plan received a resource, by the Provenance that names it. */
function recordedBy({ pages }: Harvest): (resource: Identified) => string | undefined {
  const recorded = new Map<string, string>();
  for (const { bundle } of pages)
    for (const { resource } of bundle.entry ?? [])
      if (resource?.resourceType === 'Provenance')
        for (const { reference = '' } of (resource as Provenance).target)
          recorded.set(reference, (resource as Provenance).recorded);
  return ({ resourceType, id }) => recorded.get(`${resourceType}/${id}`);
}

const WHY = 'A member who was in hospital yesterday asks the app today.';
const PROVENANCE = '_revinclude=Provenance:target';

export const freshness: readonly Check[] = [
  lateness(
    {
      id: 'claims',
      type: 'ExplanationOfBenefit',
      title: 'Claims are there within one business day of adjudication',
      requirements: ['FRESH-1', 'PAT-2'],
      why: 'A member disputes a bill before it is due.',
      detects: ['data.claims-late'],
    },
    () => (resource) => (resource.resourceType === 'ExplanationOfBenefit' ? resource.created : undefined),
  ),
  lateness(
    {
      id: 'encounters',
      type: 'Encounter',
      title: 'Encounters are there within one business day of receipt',
      requirements: ['FRESH-2', 'PAT-2'],
      why: WHY,
      detects: ['data.encounters-late'],
    },
    recordedBy,
    PROVENANCE,
  ),
  ...['Condition', 'DiagnosticReport', 'Procedure'].map((type) =>
    lateness(
      {
        id: `clinical-${type.toLowerCase()}`,
        type,
        title: `Clinical data (${type}) is there within one business day of receipt`,
        requirements: ['FRESH-3'],
        why: WHY,
        detects: ['data.clinical-late'],
      },
      recordedBy,
      PROVENANCE,
    ),
  ),
];
