import { get, patientAccess } from '../fhir/api.ts';
import { type Check, fhir, rfc } from '../runner/check.ts';
import { type CheckContext, NotExercised } from '../runner/context.ts';
import type { Identified } from '../runner/harvest.ts';
import { jsonObjectOf } from '../runner/http.ts';

/** Some resources of the second member, read with that member's own token. */
async function othersResources(t: CheckContext): Promise<{ patient: string; some: Identified[] }> {
  const token = await t.session.memberToken(1);
  const patient = token.patientId ?? t.session.member(1).patientId;
  if (patient === undefined) throw new NotExercised('the patient id of the second member is not known');
  const some: Identified[] = [];
  for (const type of ['Coverage', 'ExplanationOfBenefit', 'Observation']) {
    const harvest = await t.session.harvest(
      t.target.patientAccess ?? '',
      `${type}?_count=2`,
      token.accessToken,
    );
    some.push(...harvest.matches.slice(0, 1));
    for (const { exchange } of harvest.pages.slice(0, 1)) t.cite(exchange);
  }
  if (some.length === 0) throw new NotExercised('the second member has no data');
  return { patient, some };
}

type Route = (patient: string, resource: Identified) => readonly string[];

interface Row extends Pick<Check, 'title' | 'detects' | 'companionOf'> {
  readonly id: string;
  readonly paths: Route;
}

/** With the first member's token nothing of the second comes out by these routes. */
function nothingOfTheOther({ id, paths, ...facts }: Row): Check {
  return {
    ...facts,
    id: `patient-access.isolation.${id}`,
    level: 'SHALL',
    security: true,
    requirements: ['AC-11', 'AC-12', 'PAT-1'],
    clauses: [fhir('compartmentdefinition-patient.html'), fhir('security.html'), rfc(6750, '3.1')],
    why: 'One member’s token that reads another member’s record is a reportable breach.',
    fix: 'Restrict every interaction to the compartment of the token’s patient, after parsing and on every page.',
    needs: [...patientAccess.needs, 'second member'],
    async run(t) {
      const { patient, some } = await othersResources(t);
      const forbidden = new Set([
        `Patient/${patient}`,
        ...some.map(({ resourceType, id: other }) => `${resourceType}/${other}`),
      ]);
      for (const path of new Set(some.flatMap((resource) => paths(patient, resource)))) {
        const exchange = await get(t, patientAccess, path);
        const leaked = leaks(jsonObjectOf(exchange), forbidden, patient);
        t.judge(
          {
            ok: leaked === undefined,
            part: 'security',
            what: `GET ${path} with the first member's token`,
            expected: 'nothing of the second member',
            received: leaked ?? `HTTP ${exchange.response.status}, nothing of the second member`,
            cost: 'Any app with one member’s consent reads other members’ health data.',
            evidence: [exchange],
          },
          {
            ok: exchange.response.status < 500,
            what: 'HTTP status',
            expected: 'below 500',
            received: String(exchange.response.status),
            evidence: [exchange],
          },
        );
      }
    },
  };
}

/** What of the other member stands in a body: one of the resources, or any that refers to the other patient. */
function leaks(body: unknown, forbidden: ReadonlySet<string>, patient: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  if (Array.isArray(body))
    return body.map((item) => leaks(item, forbidden, patient)).find((found) => found !== undefined);
  const record = body as Record<string, unknown>;
  if (record.resourceType === 'OperationOutcome') return undefined;
  const name = `${String(record.resourceType)}/${String(record.id)}`;
  if (forbidden.has(name)) return name;
  const reference = record.reference;
  if (typeof reference === 'string' && reference.endsWith(`Patient/${patient}`))
    return `a reference to Patient/${patient}`;
  return Object.values(record)
    .map((item) => leaks(item, forbidden, patient))
    .find((found) => found !== undefined);
}

export const isolation: readonly Check[] = [
  nothingOfTheOther({
    id: 'read',
    title: 'A member’s token reads no other member’s resource by id',
    detects: ['isolation.read-not-restricted'],
    companionOf: ['isolation.patient-not-compared'],
    paths: (patient, { resourceType, id }) => [`${resourceType}/${id}`, `Patient/${patient}`],
  }),
  nothingOfTheOther({
    id: 'search-by-patient',
    title: 'A member’s token finds nothing by another member’s patient id',
    detects: ['isolation.patient-not-compared'],
    paths: (patient, { resourceType }) => [
      `${resourceType}?patient=${patient}`,
      `${resourceType}?patient=Patient/${patient}`,
    ],
  }),
  nothingOfTheOther({
    id: 'search-by-id',
    title: 'A member’s token finds no other member’s resource by _id',
    detects: ['isolation.id-search-not-restricted'],
    companionOf: ['isolation.patient-not-compared'],
    paths: (_, { resourceType, id }) => [`${resourceType}?_id=${id}`],
  }),
];
