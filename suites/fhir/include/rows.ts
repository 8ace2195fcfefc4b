import { serverRequirements } from '../../../profiles/sources.ts';
import { type Check, fhir } from '../../runner/check.ts';
import { type CheckContext, DoesNotApply, type Expectation, NotExercised } from '../../runner/context.ts';
import type { Identified } from '../../runner/harvest.ts';
import { type Api, advertised, apis, find, holdingOf, request } from '../api.ts';
import { equalSets, idsOf, nameOf } from '../ids.ts';
import { definitionOf, guidesOf } from '../oracle/parameters.ts';
import { valuesOf } from '../oracle/values.ts';
import { label, requirementsOf } from '../per-api.ts';
import { guideClause } from '../search/by-parameter.ts';
import { firstPage, type Page, referencesIn } from './page.ts';

interface Value {
  readonly source: string;
  readonly name: string;
  readonly target: string | undefined;
  readonly text: string;
}

function listed(api: Api, type: string, which: 'includes' | 'revIncludes'): Value[] {
  const texts = guidesOf[api.name].flatMap((guide) =>
    serverRequirements(guide)
      .filter((one) => one.type === type)
      .flatMap((one) => one[which] ?? []),
  );
  return [...new Set(texts)].map((text) => {
    const [source = '', name = '', target] = text.split(':');
    return { source, name, target, text };
  });
}

async function mustInclude(
  t: CheckContext,
  api: Api,
  type: string,
  which: 'searchInclude' | 'searchRevInclude',
  text: string,
) {
  const stated = (await advertised(t, api, type))?.[which] ?? [];
  if (!stated.includes(text) && !stated.includes('*'))
    throw new DoesNotApply(`the CapabilityStatement does not list ${text}`);
}

function refersTo(resource: Identified, api: Api, { name }: Pick<Value, 'name'>): string[] {
  if (name === '*') return referencesIn(resource);
  const definition = definitionOf(api, resource.resourceType, name);
  return definition
    ? valuesOf(resource, definition).flatMap(
        (value) => (value as { reference?: string } | null)?.reference ?? [],
      )
    : [];
}

/** What holds of any page with includes: the matches as without, every entry with its mode, none twice. */
function wellFormed(plain: Page, page: Page): Expectation[] {
  const both = idsOf(page.included).intersection(idsOf(page.matches));
  const exchanges = [plain.exchange, page.exchange];
  return [
    equalSets('matches with includes', idsOf(plain.matches), idsOf(page.matches), exchanges),
    {
      ok: page.modeless === 0 && both.size === 0 && idsOf(page.included).size === page.included.length,
      what: 'entries beside the matches',
      where: 'Bundle.entry.search.mode',
      expected: 'each once, with the mode include',
      received: `${page.modeless} without a mode, ${page.included.length - idsOf(page.included).size + both.size} twice`,
      evidence: exchanges,
    },
  ];
}

function includeOf(api: Api, type: string, value: Value): Check {
  const id = `${type}-${value.name === '*' ? 'everything' : value.name}${value.target ? `-${value.target}` : ''}`;
  return {
    id: `fhir.include.${api.name}-${id.toLowerCase()}`,
    title: `${label(api)}: _include=${value.text} brings what the matches refer to, and nothing else`,
    level: 'SHALL',
    requirements: requirementsOf(api, type),
    clauses: [fhir('search.html#include'), guideClause(api, type, value.name)],
    why: 'Apps fetch a claim with its doctor in one request; what does not come is shown as unknown.',
    fix: 'Add every resource that a match on the page refers to by the parameter, with search.mode include.',
    detects: ['include.last-one-lost', 'include.marked-as-match'],
    needs: api.needs,
    async run(t) {
      await mustInclude(t, api, type, 'searchInclude', value.text);
      const targets = (resource: Identified) =>
        refersTo(resource, api, value).filter(
          (reference) =>
            /^[A-Z]\w+\/[^/]+$/.test(reference) &&
            (value.target === undefined || reference.startsWith(`${value.target}/`)),
        );
      const holding = await holdingOf(t, api, type, (one) => targets(one).length > 0);
      const plain = await firstPage(t, api, holding, '');
      const page = await firstPage(t, api, holding, `_include=${encodeURIComponent(value.text)}`);
      t.judge(...wellFormed(plain, page));
      const wanted = new Set(page.matches.flatMap(targets));
      const got = idsOf(page.included);
      t.judge(
        equalSets('includes that no match refers to', new Set(), got.difference(wanted), [page.exchange]),
      );
      const here = got.union(idsOf(page.matches));
      for (const reference of [...wanted.difference(here)].slice(0, 2)) {
        const read = await request(t, api, reference, { member: holding.member });
        t.expect({
          ok: read.response.status !== 200,
          what: `${reference}, which a match refers to`,
          expected: 'in the result',
          received:
            read.response.status === 200
              ? 'left out, though it can be read'
              : 'left out, and not readable either',
          evidence: [page.exchange, read],
        });
      }
    },
  };
}

function revIncludeOf(api: Api, type: string, value: Value): Check {
  return {
    id: `fhir.include.${api.name}-${type.toLowerCase()}-from-${value.source.toLowerCase()}-${value.name}`,
    title: `${label(api)}: _revinclude=${value.text} brings what refers to the ${type}, and nothing else`,
    level: 'SHALL',
    requirements: requirementsOf(api, type),
    clauses: [fhir('search.html#revinclude'), guideClause(api, value.source, value.name)],
    why: 'Who said so, and where a doctor works, stands in resources that refer back.',
    fix: 'Add every resource that refers to a match on the page by the parameter, with search.mode include.',
    detects: ['include.reverse-last-one-lost'],
    needs: api.needs,
    async run(t) {
      await mustInclude(t, api, type, 'searchRevInclude', value.text);
      const holding = await holdingOf(t, api, type);
      const plain = await firstPage(t, api, holding, '');
      const page = await firstPage(t, api, holding, `_revinclude=${encodeURIComponent(value.text)}`);
      t.judge(...wellFormed(plain, page));
      const matches = idsOf(page.matches);
      const strangers = page.included.filter(
        (one) =>
          one.resourceType !== value.source ||
          !refersTo(one, api, value).some((reference) => matches.has(reference)),
      );
      t.judge(equalSets('includes that refer to no match', new Set(), idsOf(strangers), [page.exchange]));
      // A search by the reference says what must have come.
      for (const match of page.matches.slice(0, 3)) {
        const found = await find(t, api, `${value.source}?${value.name}=${nameOf(match)}`, {
          member: holding.member,
        });
        const missing = idsOf(found.matches).difference(idsOf(page.included).union(matches));
        t.judge(
          equalSets(`what refers to ${nameOf(match)} and is left out`, new Set(), missing, [page.exchange]),
        );
      }
      if (page.matches.length === 0) throw new NotExercised(`there is no ${type}`);
    },
  };
}

export const includes: readonly Check[] = apis.flatMap((api) =>
  api.types.flatMap((type) => [
    ...listed(api, type, 'includes').map((value) => includeOf(api, type, value)),
    ...listed(api, type, 'revIncludes').map((value) => revIncludeOf(api, type, value)),
  ]),
);
