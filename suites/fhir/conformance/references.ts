import { type Check, fhir } from '../../runner/check.ts';
import { NotExercised } from '../../runner/context.ts';
import type { Identified } from '../../runner/harvest.ts';
import { type Api, apis, asFarAsRead, baseOf, holdingOf, holdingOfMember, request } from '../api.ts';
import { nameOf } from '../ids.ts';
import { remembered } from '../oracle/content.ts';
import { label, requirementsOf } from '../per-api.ts';

/** Reads of references that nothing harvested answers, per type. */
const MOST_READS = 40;

interface Found {
  readonly relative: readonly string[];
  /** `#id` without a contained resource of that id (dom-3). */
  readonly dangling: readonly string[];
}

interface Node {
  readonly reference?: unknown;
  readonly identifier?: unknown;
  readonly display?: unknown;
}

function referencesOf(resource: Identified): Found {
  return remembered(resource, 'references', () => {
    const contained = new Set(
      ('contained' in resource ? (resource.contained ?? []) : []).map(({ id }) => `#${id}`),
    );
    const texts = [...walk(resource)];
    return {
      relative: [...new Set(texts.filter((text) => /^[A-Z]\w+\/[A-Za-z0-9.-]+$/.test(text)))],
      dangling: texts.filter((text) => text.startsWith('#') && text !== '#' && !contained.has(text)),
    };
  });
}

function* walk(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  const { reference } = node as Node;
  if (typeof reference === 'string') yield reference;
  for (const value of Object.values(node)) yield* walk(value);
}

function referencesResolve(api: Api, type: string): Check {
  return {
    id: `fhir.references.${api.name}-${type.toLowerCase()}`,
    title: `${label(api)}: what a ${type} refers to is there`,
    level: 'SHOULD',
    requirements: requirementsOf(api, type),
    clauses: [fhir('references.html'), fhir('domainresource.html#DomainResource')],
    why: 'A claim whose doctor cannot be read shows a member an id in place of a name.',
    fix: 'Serve what is referred to at the same base, or give identifier and display alone.',
    detects: ['data.reference-dangling'],
    needs: api.needs,
    async run(t) {
      const { harvest, member } = await holdingOf(t, api, type);
      const base = `${baseOf(t, api)}/`;
      const known = new Set<string>();
      for (const other of api.types) {
        try {
          const { matches } = (await holdingOfMember(t, api, other, member)).harvest;
          for (const one of matches) known.add(nameOf(one));
        } catch (error) {
          // A type that can't be searched is read one by one below.
          if (!(error instanceof NotExercised)) throw error;
        }
      }
      const unknown = new Map<string, string>();
      let counted = 0;
      for (const resource of harvest.matches) {
        const { relative, dangling } = referencesOf(resource);
        counted += relative.length;
        for (const reference of relative)
          if (!known.has(reference) && !unknown.has(reference)) unknown.set(reference, nameOf(resource));
        if (dangling.length > 0)
          t.expect({
            ok: false,
            what: `${nameOf(resource)}: ${dangling[0]}`,
            expected: 'a contained resource of that id',
            received: 'none',
          });
      }
      if (counted === 0)
        throw new NotExercised(`no ${type} seen refers to anything at this base${asFarAsRead(harvest)}`);
      t.expect({
        ok: true,
        what: `${counted} references of ${harvest.matches.length} resources`,
        expected: 'found among what was searched, or by a read',
        received: `${unknown.size} not found by a search`,
      });
      // Types spread out: one that is served nowhere shows among the first.
      const order = [...unknown.keys()].sort((a, b) =>
        (a.split('/')[1] ?? '').localeCompare(b.split('/')[1] ?? ''),
      );
      await Promise.all(
        order.slice(0, MOST_READS).map(async (reference) => {
          const read = await t.session.share(`read ${base}${reference} ${member}`, () =>
            request(t, api, reference, { member }),
          );
          t.cite(read);
          t.expect({
            ok: read.response.status === 200,
            what: `${reference}, to which ${unknown.get(reference)} refers`,
            expected: '200',
            received: String(read.response.status),
            evidence: [read],
          });
        }),
      );
    },
  };
}

/** Types that refer to nothing, or to the member alone. */
const WITHOUT_REFERENCES = new Set([
  'Patient',
  'Practitioner',
  'RelatedPerson',
  'Device',
  'AllergyIntolerance',
]);

export const referencesThere: readonly Check[] = apis.flatMap((api) =>
  api.types.filter((type) => !WITHOUT_REFERENCES.has(type)).map((type) => referencesResolve(api, type)),
);
