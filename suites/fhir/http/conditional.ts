import { type Check, fhir, rfc } from '../../runner/check.ts';
import { type CheckContext, DoesNotApply, NotExercised } from '../../runner/context.ts';
import { headerOf, jsonObjectOf, type RawExchange } from '../../runner/http.ts';
import { type Api, advertised, allOf, get } from '../api.ts';
import { contentOf } from '../oracle/content.ts';
import { headerIs, httpRow, sampleOf, statusIs } from './row.ts';

function metaOf(body: unknown): { readonly versionId?: string; readonly lastUpdated?: string } {
  return (body as { meta?: object } | undefined)?.meta ?? {};
}

/** Types that change in the course of things. */
const CHANGING: Readonly<Record<Api['name'], readonly string[]>> = {
  'patient-access': ['ExplanationOfBenefit', 'DiagnosticReport'],
  'provider-directory': ['PractitionerRole'],
};

/** The history of a resource that has more than one version, if any seen has. */
async function longestHistory(t: CheckContext, api: Api, type: string, id: string): Promise<RawExchange> {
  for (const changing of CHANGING[api.name]) {
    const { matches } = await allOf(t, api, changing);
    const changed = matches.find(({ meta }) => Number(meta?.versionId) > 1);
    if (changed) return get(t, api, `${changing}/${changed.id}/_history`);
  }
  return get(t, api, `${type}/${id}/_history`);
}

/** Versions and conditional reads: how an app asks whether something has changed. */
export const conditionalReads: readonly Check[] = [
  ...httpRow({
    id: 'etag',
    title: 'the ETag of a read is the resource’s versionId',
    level: 'SHOULD',
    clauses: [fhir('http.html#versioning'), fhir('http.html#read')],
    why: 'Apps ask "has it changed?" with the ETag; a wrong one hides changes.',
    fix: 'Send ETag: W/"versionId".',
    detects: ['read.etag-constant'],
    async run(t, api) {
      const { resourceType, id } = await sampleOf(t, api);
      const exchange = await get(t, api, `${resourceType}/${id}`);
      const { versionId } = metaOf(jsonObjectOf(exchange));
      if (versionId === undefined && headerOf(exchange, 'etag') === undefined)
        throw new NotExercised('the server shows no versions');
      t.judge(headerIs(exchange, 'etag', `W/"${versionId}"`, (value) => value === `W/"${versionId}"`));
    },
  }),
  ...httpRow({
    id: 'last-modified',
    title: 'Last-Modified of a read is meta.lastUpdated to the second',
    level: 'SHOULD',
    clauses: [fhir('http.html#read')],
    why: 'Apps and caches ask by this date; one that differs from the resource’s own hides changes.',
    fix: 'Send Last-Modified from meta.lastUpdated, in GMT.',
    detects: ['read.last-modified-is-now'],
    async run(t, api) {
      const { resourceType, id } = await sampleOf(t, api);
      const exchange = await get(t, api, `${resourceType}/${id}`);
      const { lastUpdated } = metaOf(jsonObjectOf(exchange));
      if (lastUpdated === undefined) throw new NotExercised('the resource has no meta.lastUpdated');
      const expected = new Date(lastUpdated).toUTCString();
      t.judge(headerIs(exchange, 'last-modified', expected, (value) => value === expected));
    },
  }),
  ...httpRow({
    id: 'if-none-match',
    title: 'If-None-Match: an old tag gets the resource, the current one at most 304 without a body',
    level: 'SHALL',
    clauses: [fhir('http.html#cread'), rfc(9110, '13.1.2')],
    why: 'An app that is told 304 keeps what it has: said wrongly, a member sees old data for good.',
    fix: 'Compare the list of tags weakly with the current version; answer 304 only on a match.',
    detects: ['read.any-tag-is-304', 'read.conditional-is-412'],
    async run(t, api) {
      const { resourceType, id } = await sampleOf(t, api);
      const path = `${resourceType}/${id}`;
      const tag = headerOf(await get(t, api, path), 'etag');
      if (tag === undefined) throw new NotExercised('the server sends no ETag');
      const opaque = tag.replace(/^W\//, '');
      for (const value of [tag, `"assay-other", ${tag}`, opaque]) {
        const exchange = await get(t, api, path, { 'if-none-match': value });
        const { status, body } = exchange.response;
        t.judge(statusIs(exchange, `If-None-Match: ${value}`, [200, 304], '304, or 200'));
        if (status === 304)
          t.expect({
            ok: body === '',
            what: 'body of 304',
            expected: 'none',
            received: `${body.length} characters`,
            evidence: [exchange],
          });
      }
      const stale = await get(t, api, path, { 'if-none-match': 'W/"assay-old"' });
      t.judge(statusIs(stale, 'If-None-Match: W/"assay-old"', [200], '200'));
    },
  }),
  ...httpRow({
    id: 'if-modified-since',
    title: 'If-Modified-Since: what changed since is sent, and If-None-Match wins over it',
    level: 'SHALL',
    clauses: [fhir('http.html#cread'), rfc(9110, '13.2.2')],
    why: 'An app that asks for changes since its last visit must get them.',
    fix: 'Compare by the second; look at If-None-Match first where both are sent.',
    detects: ['read.modified-since-ignores-the-date', 'read.date-wins-over-tag'],
    async run(t, api) {
      const { resourceType, id } = await sampleOf(t, api);
      const path = `${resourceType}/${id}`;
      const now = new Date(Date.UTC(2099, 0, 1)).toUTCString();
      const old = await get(t, api, path, { 'if-modified-since': 'Mon, 01 Jan 1990 00:00:00 GMT' });
      t.judge(statusIs(old, 'If-Modified-Since: 1990', [200], '200'));
      const both = await get(t, api, path, { 'if-modified-since': now, 'if-none-match': 'W/"assay-old"' });
      t.judge(statusIs(both, 'an old tag beside a later date', [200], '200'));
    },
  }),
  ...httpRow({
    id: 'vread',
    title: 'a version is what its number says: as read when current, 404 when there is none',
    level: 'SHOULD',
    clauses: [fhir('http.html#vread'), fhir('http.html#versioning')],
    why: 'Provenance and audit refer to versions; a version that shows another content is no evidence.',
    fix: 'Serve [type]/[id]/_history/[vid], or say no-version and send no versionId.',
    detects: ['read.vread-of-another-version', 'read.any-version-is-served'],
    async run(t, api) {
      const sample = await sampleOf(t, api);
      const { resourceType, id } = sample;
      const { versionId } = sample.meta ?? {};
      const said = await advertised(t, api, resourceType);
      if (said?.versioning === 'no-version') {
        t.expect({
          ok: versionId === undefined,
          what: 'meta.versionId of a server without versions',
          expected: 'none',
          received: versionId ?? 'none',
        });
        return;
      }
      if (!said?.interaction?.some(({ code }) => code === 'vread'))
        throw new DoesNotApply('the CapabilityStatement does not have vread');
      if (versionId === undefined) throw new NotExercised('the resource has no versionId');
      const read = await get(t, api, `${resourceType}/${id}`);
      const version = await get(t, api, `${resourceType}/${id}/_history/${versionId}`);
      t.judge(
        {
          ok: contentOf(jsonObjectOf(version)) === contentOf(jsonObjectOf(read)),
          what: `version ${versionId} of ${resourceType}/${id}`,
          expected: 'the resource as read',
          received: version.response.status === 200 ? 'another content' : `HTTP ${version.response.status}`,
          evidence: [read, version],
        },
        statusIs(
          await get(t, api, `${resourceType}/${id}/_history/assay-none`),
          'a version that there is not',
          [404],
          '404',
        ),
      );
    },
  }),
  ...httpRow({
    id: 'history',
    title: 'the history of a resource begins with what a read gives, each version once, newest first',
    level: 'SHOULD',
    clauses: [fhir('http.html#history'), fhir('bundle.html#invs')],
    why: 'What a claim said before it was corrected must stay to be seen.',
    fix: 'Serve [type]/[id]/_history as a history Bundle with request and response of each entry.',
    detects: ['read.history-oldest-first', 'read.history-repeats-the-current'],
    async run(t, api) {
      const { resourceType, id } = await sampleOf(t, api);
      const said = await advertised(t, api, resourceType);
      if (!said?.interaction?.some(({ code }) => code === 'history-instance'))
        throw new DoesNotApply('the CapabilityStatement does not have history-instance');
      const exchange = await longestHistory(t, api, resourceType, id);
      const bundle = jsonObjectOf(exchange);
      const entries = Array.isArray(bundle?.entry) ? bundle.entry : [];
      const path = new URL(exchange.request.url).pathname.replace(/\/_history$/, '');
      const read = await get(t, api, path.split('/').slice(-2).join('/'));
      const versions = entries.map((entry) => metaOf(entry?.resource));
      const moments = versions.map(({ lastUpdated }) => Date.parse(lastUpdated ?? ''));
      t.judge(
        {
          ok: bundle?.type === 'history' && entries.every((entry) => entry?.request !== undefined),
          what: 'kind of Bundle',
          expected: 'history, with a request in each entry',
          received: String(bundle?.type ?? `HTTP ${exchange.response.status}`),
          evidence: [exchange],
        },
        {
          ok: contentOf(entries[0]?.resource) === contentOf(jsonObjectOf(read)),
          what: 'newest version',
          expected: 'the resource as read',
          received:
            contentOf(entries[0]?.resource) === contentOf(jsonObjectOf(read)) ? 'so' : 'another content',
          evidence: [exchange, read],
        },
        {
          ok:
            new Set(versions.map(({ versionId }) => versionId)).size === versions.length &&
            moments.every((moment, at) => at === 0 || moment <= (moments[at - 1] ?? 0)),
          what: 'versions',
          expected: 'each once, newest first',
          received: versions.map(({ versionId }) => versionId).join(', '),
          evidence: [exchange],
        },
      );
    },
  }),
];
