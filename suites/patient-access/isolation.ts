import type { Bundle } from 'fhir/r4.js';
import { baseOf, get, patientAccess, patientId, type RequestOptions, request } from '../fhir/api.ts';
import { type Check, fhir, rfc } from '../runner/check.ts';
import { type CheckContext, NotExercised } from '../runner/context.ts';
import { type Identified, matchesOf } from '../runner/harvest.ts';
import { jsonObjectOf } from '../runner/http.ts';

/** The second member, as their own token shows them. */
interface Other {
  /** Patient id of the first member, whose token is used. */
  readonly own: string;
  readonly patient: string;
  readonly identifiers: readonly string[];
  /** One resource of each of some types. */
  readonly some: readonly Identified[];
  /** A next link of one of the second member's searches. */
  readonly next: string | undefined;
}

/** What the second member's own token shows: read once in a run, a page of each. */
async function otherMember(t: CheckContext): Promise<Other> {
  const patient = await patientId(t, 1);
  const pages: Bundle[] = [];
  for (const query of [
    `Patient?_id=${patient}`,
    ...['Coverage', 'ExplanationOfBenefit', 'Observation'].map(
      (type) => `${type}?patient=${patient}&_count=2`,
    ),
  ]) {
    const exchange = await t.session.share(`second member ${query}`, () =>
      request(t, patientAccess, query, { member: 1 }),
    );
    t.cite(exchange);
    const body = jsonObjectOf(exchange);
    if (body?.resourceType === 'Bundle') pages.push(body as unknown as Bundle);
  }
  const matches = pages.flatMap(matchesOf);
  const some = ['Coverage', 'ExplanationOfBenefit', 'Observation'].flatMap(
    (type) => matches.find(({ resourceType }) => resourceType === type) ?? [],
  );
  if (some.length === 0) throw new NotExercised('the second member has no data');
  const identifiers = matches.flatMap((one) =>
    one.resourceType === 'Patient'
      ? (one.identifier ?? []).flatMap(({ system, value }) =>
          system !== undefined && value !== undefined ? [`${system}|${value}`] : [],
        )
      : [],
  );
  const next = pages.flatMap(({ link = [] }) => link).find(({ relation }) => relation === 'next')?.url;
  return {
    own: await patientId(t),
    patient,
    identifiers,
    some,
    next: next === undefined ? undefined : URL.parse(next, `${baseOf(t, patientAccess)}/`)?.href,
  };
}

type Attempt = readonly [path: string, options?: RequestOptions];

interface Row extends Pick<Check, 'title' | 'detects' | 'companionOf'> {
  readonly id: string;
  readonly attempts: (other: Other, resource: Identified) => readonly Attempt[];
}

const form = (body: string): RequestOptions => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body,
});

/** With the first member's token nothing of the second comes out by these routes. */
function nothingOfTheOther({ id, attempts, ...facts }: Row): Check {
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
      const other = await otherMember(t);
      const forbidden = new Set([
        `Patient/${other.patient}`,
        ...other.some.map(({ resourceType, id: one }) => `${resourceType}/${one}`),
      ]);
      const all = new Map(
        other.some
          .flatMap((resource) => attempts(other, resource))
          .map((attempt) => [JSON.stringify(attempt), attempt]),
      );
      if (all.size === 0) throw new NotExercised('the second member’s data gives nothing to try');
      for (const [path, options = {}] of all.values()) {
        const exchange = await request(t, patientAccess, path, options);
        const leaked = leaks(jsonObjectOf(exchange), forbidden, other.patient);
        const { status } = exchange.response;
        t.judge(
          {
            ok: leaked === undefined,
            part: 'security',
            what: `${options.method ?? 'GET'} ${path} with the first member's token`,
            expected: 'nothing of the second member',
            received: leaked ?? `HTTP ${status}, nothing of the second member`,
            cost: 'Any app with one member’s consent reads other members’ health data.',
            evidence: [exchange],
          },
          {
            ok: status < 500,
            what: 'HTTP status',
            expected: 'below 500',
            received: String(status),
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

const routes: readonly Row[] = [
  {
    id: 'read',
    title: 'A member’s token reads no other member’s resource by id',
    detects: ['isolation.read-not-restricted'],
    attempts: ({ patient }, { resourceType, id }) => [[`${resourceType}/${id}`], [`Patient/${patient}`]],
  },
  {
    id: 'search-by-patient',
    title: 'A member’s token finds nothing by another member’s patient id',
    detects: ['isolation.patient-not-compared'],
    attempts: ({ patient }, { resourceType }) => [
      [`${resourceType}?patient=${patient}`],
      [`${resourceType}?patient=Patient/${patient}`],
    ],
  },
  {
    id: 'search-by-id',
    title: 'A member’s token finds no other member’s resource by _id',
    detects: ['isolation.id-search-not-restricted'],
    attempts: (_, { resourceType, id }) => [[`${resourceType}?_id=${id}`]],
  },
  {
    id: 'two-patients',
    title: 'A member’s token finds only the own record when two patients are named',
    detects: ['isolation.list-of-patients-not-compared'],
    attempts: ({ own, patient }, { resourceType }) => [[`${resourceType}?patient=${own},${patient}`]],
  },
  {
    id: 'post-body',
    title: 'A member’s token finds nothing by another member’s patient id in a form',
    detects: ['isolation.form-not-restricted'],
    attempts: ({ patient }, { resourceType }) => [
      [`${resourceType}/_search`, form(`patient=${patient}`)],
      [`${resourceType}/_search`, form(`patient=Patient%2F${patient}`)],
    ],
  },
  {
    id: 'include',
    title: 'A member’s token gets nothing of another member as an include',
    detects: ['isolation.include-not-restricted'],
    attempts: ({ patient }, { resourceType, id }) => [
      [`${resourceType}?_id=${id}&_include=${resourceType}:patient`],
      [`Patient?_id=${patient}&_revinclude=${resourceType}:patient`],
    ],
  },
  {
    id: 'chain',
    title: 'A member’s token finds nothing by a chain to another member',
    detects: ['isolation.chain-not-restricted'],
    attempts: ({ patient, identifiers }, { resourceType }) => [
      [`${resourceType}?patient._id=${patient}`],
      ...identifiers.map((one): Attempt => [`${resourceType}?patient.identifier=${encodeURIComponent(one)}`]),
    ],
  },
  {
    id: 'reverse-chain',
    title: 'A member’s token finds no other member by what refers to them',
    detects: ['isolation.reverse-chain-not-restricted'],
    attempts: (_, { resourceType, id }) => [[`Patient?_has:${resourceType}:patient:_id=${id}`]],
  },
  {
    id: 'page-link',
    title: 'Another member’s page link gives nothing to a member’s token',
    detects: ['isolation.page-link-not-bound'],
    attempts: ({ next }) => (next === undefined ? [] : [[next]]),
  },
  {
    id: 'history',
    title: 'A member’s token sees no other member’s resource in a history',
    detects: ['isolation.history-not-restricted'],
    attempts: ({ patient }, { resourceType, id, meta }) => [
      [`${resourceType}/${id}/_history`],
      [`${resourceType}/${id}/_history/${meta?.versionId ?? '1'}`],
      [`Patient/${patient}/_history`],
    ],
  },
  {
    id: 'compartment',
    title: 'A member’s token opens no other member’s compartment, nor $everything of it',
    detects: ['isolation.everything-not-restricted'],
    attempts: ({ patient }, { resourceType }) => [
      [`Patient/${patient}/$everything`],
      [`Patient/${patient}/${resourceType}`],
    ],
  },
];

/** What there is and may not be seen looks like what there is not. */
const existenceOracle: Check = {
  id: 'patient-access.isolation.no-oracle',
  title: 'Another member’s resource looks like one that does not exist',
  level: 'SHOULD',
  requirements: ['AC-12', 'PAT-1'],
  clauses: [fhir('security.html'), fhir('http.html#read')],
  why: 'Who can tell a forbidden id from a free one can find out who is a member, and who was ill.',
  fix: 'Answer both with the same status and the same words.',
  detects: ['isolation.forbidden-is-403'],
  needs: [...patientAccess.needs, 'second member'],
  async run(t) {
    const { some, patient } = await otherMember(t);
    for (const path of [
      ...some.map(({ resourceType, id }) => `${resourceType}/${id}`),
      `Patient/${patient}`,
    ]) {
      const [type = '', id = ''] = path.split('/');
      const absent = `${id.slice(0, -4)}${id.slice(-4) === '0000' ? '1111' : '0000'}`;
      const hidden = await get(t, patientAccess, path);
      const missing = await get(t, patientAccess, `${type}/${absent}`);
      const [one, two] = [
        [hidden, id],
        [missing, absent],
      ].map(([exchange, text]) => {
        const { status, body } = (exchange as typeof hidden).response;
        return `${status} ${body.replaceAll(String(text), 'ID').replaceAll(/"(display|id)":"[^"]*"/g, '')}`;
      });
      t.expect({
        ok: one === two,
        what: `${path} beside ${type}/${absent}`,
        expected: 'the same answer',
        received:
          one === two
            ? 'the same answer'
            : `${hidden.response.status} beside ${missing.response.status}, or other words`,
        evidence: [hidden, missing],
      });
    }
  },
};

export const isolation: readonly Check[] = [...routes.map(nothingOfTheOther), existenceOracle];
