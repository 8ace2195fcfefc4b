import { type Check, fhir } from '../../runner/check.ts';
import { type CheckContext, NotExercised } from '../../runner/context.ts';
import { matchesOf } from '../../runner/harvest.ts';
import { jsonObjectOf } from '../../runner/http.ts';
import { type Api, allOf, apis, baseOf, find, get, tokenOf } from '../api.ts';
import { perApi } from '../per-api.ts';

const searchRow = perApi('search', {
  'patient-access': ['OBS-2'],
  'provider-directory': ['DIR-2'],
});

/** A query that can't be understood is a client error, not everything and not a crash. */
function refusedQuery(what: string, query: (api: Api) => string) {
  return async (t: CheckContext, api: Api) => {
    const exchange = await get(t, api, query(api));
    const { status } = exchange.response;
    t.judge(
      {
        ok: status >= 400 && status < 500,
        what: `HTTP status for ${what}`,
        expected: '400',
        received: String(status),
        cost: 'The app believes its filter was applied and shows the wrong data.',
        evidence: [exchange],
      },
      {
        ok: jsonObjectOf(exchange)?.resourceType === 'OperationOutcome',
        what: 'body',
        expected: 'an OperationOutcome',
        received: exchange.response.body.slice(0, 120) || 'an empty body',
        evidence: [exchange],
      },
    );
  };
}

export const searchRules: readonly Check[] = [
  ...searchRow({
    id: 'id-equals-read',
    title: 'search by _id and read give the same resource',
    level: 'SHALL',
    clauses: [fhir('search.html#id'), fhir('http.html#read')],
    why: 'Two versions of the truth make apps show stale data.',
    fix: 'Serve read and search from the same store.',
    detects: ['search.id-finds-nothing', 'read.other-version'],
    async run(t, api) {
      const first = (await allOf(t, api, api.sample)).matches[0];
      if (!first) throw new NotExercised(`there is no ${api.sample}`);
      const read = await get(t, api, `${api.sample}/${first.id}`);
      const found = await get(t, api, `${api.sample}?_id=${first.id}`);
      const bundle = jsonObjectOf(found);
      const matches = bundle?.resourceType === 'Bundle' ? matchesOf(bundle as never) : [];
      t.judge(
        {
          ok: read.response.status === 200,
          what: `read of ${api.sample}/${first.id}`,
          expected: '200',
          received: String(read.response.status),
          evidence: [read],
        },
        {
          ok: matches.length === 1 && comparable(matches[0]) === comparable(jsonObjectOf(read)),
          what: `search by _id=${first.id}`,
          expected: 'the resource as read',
          received: matches.length === 1 ? 'another content' : `${matches.length} matches`,
          evidence: [read, found],
        },
      );
    },
  }),
  ...searchRow({
    id: 'post-equals-get',
    title: 'POST _search finds what GET finds',
    level: 'SHALL',
    clauses: [fhir('http.html#search')],
    why: 'Apps use POST to keep identifiers out of URLs and logs.',
    fix: 'Serve POST [type]/_search with a form body.',
    detects: ['search.post-body-ignored'],
    companionOf: ['search.category-ignored', 'isolation.patient-not-compared'],
    async run(t, api) {
      const first = (await allOf(t, api, api.sample)).matches[0];
      if (!first) throw new NotExercised(`there is no ${api.sample}`);
      const token = await tokenOf(t, api);
      const post = await t.send({
        method: 'POST',
        url: `${baseOf(t, api)}/${api.sample}/_search`,
        headers: {
          accept: 'application/fhir+json',
          'content-type': 'application/x-www-form-urlencoded',
          ...(token && { authorization: `Bearer ${token}` }),
        },
        body: new URLSearchParams({ _id: first.id }).toString(),
      });
      const bundle = jsonObjectOf(post);
      const ids =
        bundle?.resourceType === 'Bundle' ? matchesOf(bundle as never).map(({ id }) => id) : undefined;
      t.expect({
        ok: ids?.length === 1 && ids[0] === first.id,
        what: `POST _search with _id=${first.id}`,
        expected: 'that resource alone',
        received: ids ? `${ids.length} matches` : `HTTP ${post.response.status}, no Bundle`,
        evidence: [post],
      });
    },
  }),
  ...searchRow({
    id: 'malformed-date',
    title: 'a malformed date is refused',
    level: 'SHOULD',
    clauses: [fhir('search.html#errors')],
    why: 'A date that is silently ignored returns years of data instead of a day.',
    fix: 'Answer 400 with an OperationOutcome that names the parameter and the value.',
    detects: ['search.malformed-value-ignored'],
    run: refusedQuery('_lastUpdated=ge2024-13-45', (api) => `${api.sample}?_lastUpdated=ge2024-13-45`),
  }),
  ...searchRow({
    id: 'unknown-modifier',
    title: 'an unknown modifier is refused',
    level: 'SHALL',
    clauses: [fhir('search.html#modifiers')],
    why: 'A modifier changes the meaning of the search; ignoring it gives the opposite of what was asked.',
    fix: 'Answer 400 with an OperationOutcome that names the modifier.',
    detects: ['search.unknown-modifier-ignored'],
    run: refusedQuery('the modifier :nonsense', (api) => `${api.sample}?_id:nonsense=1`),
  }),
  ...searchRow({
    id: 'unknown-parameter',
    title: 'an unknown parameter is refused, or dropped from the self link',
    level: 'SHALL',
    clauses: [fhir('search.html#errors'), fhir('search.html#conformance')],
    why: 'The self link is the only way an app learns that its filter was not applied.',
    fix: 'Leave parameters that were not used out of the self link.',
    detects: ['bundle.self-link-echoes-everything'],
    companionOf: ['bundle.self-link-missing'],
    async run(t, api) {
      const exchange = await get(t, api, `${api.sample}?assay-unknown=1`);
      const bundle = jsonObjectOf(exchange);
      const links = Array.isArray(bundle?.link) ? bundle.link : [];
      const self = links.find((link) => link?.relation === 'self')?.url;
      const { status } = exchange.response;
      t.expect({
        ok: status === 400 || (status === 200 && typeof self === 'string' && !self.includes('assay-unknown')),
        what: 'self link of a search with an unknown parameter',
        where: "Bundle.link.where(relation='self').url",
        expected: 'without the parameter (or 400)',
        received: status === 200 ? String(self) : `HTTP ${status}`,
        evidence: [exchange],
      });
    },
  }),
];

/** A resource without its tags: those may name the request. */
function comparable(resource: unknown): string {
  const { meta, ...rest } = { ...(resource as { meta?: object }) };
  return JSON.stringify({ ...rest, meta: { ...meta, tag: undefined } });
}

export const practitionerByName: Check = {
  id: 'fhir.search.practitioner-name',
  title: 'Practitioner by name finds all whose name begins so and nothing else',
  level: 'SHALL',
  requirements: ['DIR-2', 'DIR-3', 'DIR-5'],
  clauses: [fhir('search.html#string'), fhir('practitioner.html#search')],
  why: 'A member looks for the doctor by name; one who is not found does not exist for them.',
  fix: 'Match the beginning of every part of every name, without regard to case and accents.',
  detects: ['search.name-case-sensitive'],
  needs: ['provider directory'],
  async run(t) {
    const api = apis[1];
    const { matches } = await allOf(t, api, 'Practitioner');
    const families = [
      ...new Set(
        matches
          .flatMap((one) => (one.resourceType === 'Practitioner' ? (one.name ?? []) : []))
          .flatMap(({ family }) => family ?? []),
      ),
    ].filter((family) => /^[A-Za-z]{3,}$/.test(family));
    if (families.length === 0) throw new NotExercised('no practitioner has a family name to search by');
    for (const family of families.slice(0, 3)) {
      const found = await find(t, api, `Practitioner?name=${family.toLowerCase()}`);
      const begins = (text: string | undefined) =>
        text?.toLowerCase().startsWith(family.toLowerCase()) === true;
      const missing = matches.filter(
        (one) =>
          one.resourceType === 'Practitioner' &&
          (one.name ?? []).some((name) => begins(name.family)) &&
          !found.matches.some(({ id }) => id === one.id),
      );
      const wrong = found.matches.filter(
        (one) =>
          !JSON.stringify('name' in one ? one.name : '')
            .toLowerCase()
            .includes(family.toLowerCase()),
      );
      t.expect({
        ok: found.matches.length > 0 && missing.length === 0 && wrong.length === 0,
        what: `name=${family.toLowerCase()}`,
        expected: 'every practitioner whose name begins so',
        received: `${found.matches.length} found, ${missing.length} missing, ${wrong.length} that do not match`,
        evidence: found.pages.map(({ exchange }) => exchange),
      });
    }
  },
};
