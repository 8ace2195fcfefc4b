import { serverRequirements } from '../../../profiles/sources.ts';
import { type Check, fhir } from '../../runner/check.ts';
import { type CheckContext, DoesNotApply, type Expectation } from '../../runner/context.ts';
import type { Harvest, Identified } from '../../runner/harvest.ts';
import { type Api, advertised, apis, find, type Holding, holdingOf, request } from '../api.ts';
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
function wellFormed(expected: ReadonlySet<string>, page: Page): Expectation[] {
  const both = idsOf(page.included).intersection(idsOf(page.matches));
  const twice = page.included.length - idsOf(page.included).size + both.size;
  return [
    equalSets('matches with includes', expected, idsOf(page.matches), [page.exchange]),
    {
      ok: page.modeless === 0 && twice === 0,
      what: 'entries beside the matches',
      where: 'Bundle.entry.search.mode',
      expected: 'each once, with the mode include',
      received: `${page.modeless} without a mode, ${twice} twice`,
      evidence: [page.exchange],
    },
  ];
}

/** Targets of one resource, as the include has them. */
function targetsOf(resource: Identified, api: Api, value: Value): string[] {
  return refersTo(resource, api, value).filter(
    (reference) =>
      /^[A-Z]\w+\/[^/]+$/.test(reference) &&
      (value.target === undefined || reference.startsWith(`${value.target}/`)) &&
      reference !== nameOf(resource),
  );
}

/** Types of which a member of a sandbox may have one alone: there is no stranger of the type. */
const FEW_OF = new Set(['CareTeam', 'Coverage']);

function includeOf(api: Api, type: string, value: Value): Check {
  const id = `${type}-${value.name === '*' ? 'everything' : value.name}${value.target ? `-${value.target}` : ''}`;
  return {
    id: `fhir.include.${api.name}-${id.toLowerCase()}`,
    title: `${label(api)}: _include=${value.text} brings what a match refers to, and nothing else`,
    level: 'SHALL',
    requirements: requirementsOf(api, type),
    clauses: [fhir('search.html#include'), guideClause(api, type, value.name)],
    why: 'Apps fetch a claim with its doctor in one request; what does not come is shown as unknown.',
    fix: 'Add every resource that a match on the page refers to by the parameter, with search.mode include.',
    ...provedFor(value.text, [
      'include.last-one-lost',
      'include.marked-as-match',
      ...(FEW_OF.has(type) ? [] : ['include.strangers']),
    ]),
    needs: api.needs,
    async run(t) {
      await mustInclude(t, api, type, 'searchInclude', value.text);
      const holding = await holdingOf(t, api, type, (one) => targetsOf(one, api, value).length > 0);
      const [richest] = [...holding.harvest.matches]
        .map((one) => ({ one, targets: new Set(targetsOf(one, api, value)) }))
        .sort((a, b) => b.targets.size - a.targets.size);
      if (!richest || richest.targets.size === 0)
        throw new DoesNotApply(
          `no ${type} seen refers to anything by ${value.text}: there is nothing to bring`,
        );
      const page = await firstPage(
        t,
        api,
        holding,
        `_id=${richest.one.id}&_include=${encodeURIComponent(value.text)}`,
      );
      t.judge(...wellFormed(new Set([nameOf(richest.one)]), page));
      const got = idsOf(page.included);
      t.judge(
        equalSets('includes that no match refers to', new Set(), got.difference(richest.targets), [
          page.exchange,
        ]),
      );
      for (const reference of [...richest.targets.difference(got)].slice(0, 2)) {
        const read = await request(t, api, reference, { member: holding.member });
        t.expect({
          ok: read.response.status !== 200,
          what: `${reference}, which the match refers to`,
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

/** A resource of the type that a search of the source says is referred to. */
async function referredTo(
  t: CheckContext,
  api: Api,
  type: string,
  value: Value,
): Promise<{ holding: Holding; one: Identified; from: Harvest } | undefined> {
  const holding = await holdingOf(t, api, type);
  const sought =
    api.types.includes(value.source) && definitionOf(api, value.source, value.name)
      ? (await holdingOf(t, api, value.source)).harvest.matches.flatMap((one) => refersTo(one, api, value))
      : [];
  const known = new Set(sought);
  const candidates = holding.harvest.matches.filter((one) => known.size === 0 || known.has(nameOf(one)));
  for (const one of candidates.slice(0, 5)) {
    const found = await find(t, api, `${value.source}?${value.name}=${nameOf(one)}`, {
      member: holding.member,
    });
    if (found.matches.length > 0) return { holding, one, from: found };
  }
  return undefined;
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
    ...provedFor(`${type} ${value.text}`, ['include.reverse-ignored', 'include.last-one-lost']),
    needs: api.needs,
    async run(t) {
      await mustInclude(t, api, type, 'searchRevInclude', value.text);
      const found = await referredTo(t, api, type, value);
      if (!found)
        throw new DoesNotApply(
          `nothing seen refers to a ${type} by ${value.text}: there is nothing to bring`,
        );
      const { holding, one, from } = found;
      const page = await firstPage(
        t,
        api,
        holding,
        `_id=${one.id}&_revinclude=${encodeURIComponent(value.text)}`,
      );
      t.judge(...wellFormed(new Set([nameOf(one)]), page));
      const strangers = page.included.filter(
        (other) => other.resourceType !== value.source || !refersTo(other, api, value).includes(nameOf(one)),
      );
      t.judge(
        equalSets('includes that do not refer to the match', new Set(), idsOf(strangers), [page.exchange]),
      );
      // Of a cut search it is not known what is missing.
      const missing = from.truncated
        ? new Set<string>()
        : idsOf(from.matches).difference(idsOf(page.included));
      t.judge(
        equalSets(`what refers to ${nameOf(one)} and is left out`, new Set(), missing, [page.exchange]),
      );
    },
  };
}

/** What the data of a sandbox shows nothing of is proved with a small server of its own. */
const WITHOUT_DATA = new Set([
  'MedicationRequest:medication',
  'CareTeam:participant:PractitionerRole',
  'CareTeam:participant:RelatedPerson',
  'Patient Provenance:target',
  'Coverage Provenance:target',
  'RelatedPerson Provenance:target',
]);

function provedFor(text: string, detects: readonly string[]): Pick<Check, 'detects' | 'provedBy'> {
  return WITHOUT_DATA.has(text) ? { detects: [], provedBy: 'suites/fhir/include/rows.test.ts' } : { detects };
}

export const includes: readonly Check[] = apis.flatMap((api) =>
  api.types.flatMap((type) => [
    ...listed(api, type, 'includes').map((value) => includeOf(api, type, value)),
    ...listed(api, type, 'revIncludes').map((value) => revIncludeOf(api, type, value)),
  ]),
);
