import { type Check, fhir, rfc } from '../../runner/check.ts';
import { DoesNotApply, NotExercised } from '../../runner/context.ts';
import { matchesOf } from '../../runner/harvest.ts';
import { jsonObjectOf, type RawExchange } from '../../runner/http.ts';
import { advertised, get, patientId, request, selfOf, within } from '../api.ts';
import { equalSets, evidenceOf, idsOf, sameIds } from '../ids.ts';
import { holdRelation } from './hold-relation.ts';
import { pair, relationRow, termsIn } from './subject.ts';

function idsIn(exchange: RawExchange): ReadonlySet<string> | undefined {
  const bundle = jsonObjectOf(exchange);
  return bundle?.resourceType === 'Bundle' ? idsOf(matchesOf(bundle as never)) : undefined;
}

/** The same search in other words finds the same. */
export const formRelations: readonly Check[] = [
  ...relationRow({
    id: 'post-equals-get',
    title: 'POST _search finds what GET finds, also with half the parameters in the URL',
    level: 'SHALL',
    clauses: [fhir('http.html#search'), fhir('search.html#Introduction')],
    why: 'Apps use POST to keep identifiers out of URLs and logs.',
    fix: 'Take the parameters of URL and form body together.',
    detects: ['search.post-body-ignored', 'search.post-url-ignored'],
    async run(t, subject, holding) {
      const { api, type, token } = subject;
      const [term] = await termsIn(t, subject, token, holding.harvest.matches, 1);
      if (!term) throw new NotExercised(`no value of ${token}`);
      const p = pair(token, term);
      const scope = holding.scope || `_lastUpdated=ge1900-01-01`;
      const post = (url: string, body: string) =>
        request(t, api, `${type}/_search${url && `?${url}`}`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body,
          member: holding.member,
        });
      const want = idsIn(await request(t, api, `${type}?${scope}&${p}`, { member: holding.member }));
      if (!want) throw new NotExercised(`${type}?${p} did not answer with a Bundle`);
      for (const [what, exchange] of [
        ['all in the body', await post('', `${scope}&${p}`)],
        ['half in the URL', await post(scope, p)],
        ['the other half in the URL', await post(p, scope)],
      ] as const) {
        const got = idsIn(exchange);
        t.judge(
          got
            ? equalSets(`POST _search, ${what}`, want, got, [exchange])
            : {
                ok: false,
                what: `POST _search, ${what}`,
                expected: 'a searchset',
                received: `HTTP ${exchange.response.status}`,
                evidence: [exchange],
              },
        );
      }
    },
  }),
  ...relationRow({
    id: 'encoding',
    title: 'order and percent-encoding of parameters change nothing, an escaped comma is part of the value',
    level: 'SHALL',
    clauses: [fhir('search.html#escaping'), rfc(3986, '2.4')],
    why: 'HTTP libraries encode differently; the same question must get the same answer.',
    fix: 'Decode percent-encoding once, then split at commas that no backslash precedes.',
    detects: ['search.escape-ignored', 'search.last-parameter-first'],
    async run(t, subject, holding) {
      const { api, token, other } = subject;
      const [a, b] = await termsIn(t, subject, token, holding.harvest.matches, 1);
      const [c] = await termsIn(t, subject, other, holding.harvest.matches, 1);
      if (a?.kind !== 'token' || !c) throw new NotExercised(`no values of ${token} and ${other}`);
      const [p, q] = [pair(token, a), pair(other, c)];
      const wildly = `${token}=${[...Buffer.from(p.slice(p.indexOf('=') + 1).replaceAll(/%(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))))].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`;
      await holdRelation(t, api, holding, async ({ ask }) => {
        const plain = await ask(within(holding, `${p}&${q}`));
        const turned = await ask(within(holding, `${q}&${p}`));
        const encoded = await ask(within(holding, `${wildly}&${q}`));
        const second = b?.kind === 'token' ? b.code : 'assay';
        const escaped = await ask(within(holding, `${token}=${encodeURIComponent(`${a.code}\\,${second}`)}`));
        return [
          sameIds('parameters in another order', plain, turned),
          sameIds('every character percent-encoded', plain, encoded),
          equalSets('a value with an escaped comma', new Set(), idsOf(escaped.matches), evidenceOf(escaped)),
        ];
      });
    },
  }),
  ...relationRow({
    id: 'repeatable',
    title: 'the same search twice finds the same',
    level: 'SHOULD',
    clauses: [fhir('search.html#Introduction')],
    why: 'An app cannot work with answers that change although the record does not.',
    fix: 'Answer from one consistent state.',
    detects: ['search.every-other-loses-one'],
    async run(t, subject, holding) {
      const { api, token } = subject;
      const [term] = await termsIn(t, subject, token, holding.harvest.matches, 1);
      if (!term) throw new NotExercised(`no value of ${token}`);
      const query = within(holding, pair(token, term));
      const answers = [];
      for (let time = 0; time < 3; time += 1)
        answers.push(await request(t, api, query, { member: holding.member }));
      const [first, ...others] = answers.map((exchange) => idsIn(exchange) ?? new Set<string>());
      for (const other of others) t.judge(equalSets(`${query} again`, first ?? new Set(), other, answers));
    },
  }),
  ...relationRow({
    id: 'parameter-name-case',
    title: 'a parameter name in another case is unknown, never half understood',
    level: 'SHOULD',
    clauses: [fhir('search.html#Introduction'), fhir('search.html#errors')],
    why: 'A server that takes Code for code hides mistakes that the next server does not forgive.',
    fix: 'Compare parameter names with regard to case; leave unknown ones out of the self link.',
    detects: ['search.parameter-names-folded'],
    async run(t, { api, type, token }, holding) {
      const name = token.toUpperCase();
      const exchange = await request(t, api, within(holding, `${name}=assay-no-such-code`), {
        member: holding.member,
      });
      const { status } = exchange.response;
      const shown = [...(selfOf(exchange)?.searchParams.keys() ?? [])];
      const applied = status === 200 && shown.some((key) => key.toUpperCase() === name);
      t.expect({
        ok: (status === 200 && !applied && (idsIn(exchange)?.size ?? 0) > 0) || status === 400,
        what: `${type}?${name}=…`,
        expected: 'the parameter ignored and left out of the self link, or 400',
        received:
          status === 200
            ? `${idsIn(exchange)?.size ?? 0} matches, self link ${selfOf(exchange)?.search}`
            : `HTTP ${status}`,
        evidence: [exchange],
      });
    },
  }),
  ...relationRow({
    id: 'impossible-query',
    title: 'a well-formed search that nothing can meet is an empty searchset',
    level: 'SHOULD',
    clauses: [fhir('search.html#errors')],
    why: 'Nothing found is an answer; apps take an error for an outage.',
    fix: 'Answer 200 with a searchset of total 0.',
    detects: ['search.empty-is-404'],
    async run(t, { api, date }, holding) {
      const query = within(holding, `${date}=ge2999-01-01&${date}=lt1900-01-01`);
      const exchange = await request(t, api, query, { member: holding.member });
      const found = idsIn(exchange);
      t.expect({
        ok: exchange.response.status === 200 && found?.size === 0,
        what: query,
        expected: '200 with no match',
        received: `${exchange.response.status} with ${found ? `${found.size} matches` : 'no Bundle'}`,
        evidence: [exchange],
      });
    },
  }),
  ...relationRow({
    id: 'reference-type',
    title: 'a reference with its type as modifier finds the same',
    level: 'SHALL',
    clauses: [fhir('search.html#reference')],
    why: 'Apps name the type where a reference may point to several.',
    fix: 'Take :Type before a bare id, or refuse the modifier.',
    detects: ['search.type-modifier-finds-nothing'],
    async run(t, { api, type }, holding) {
      const name = api.name === 'patient-access' ? 'patient' : 'practitioner';
      const target = api.name === 'patient-access' ? 'Patient' : 'Practitioner';
      const id =
        api.name === 'patient-access' ? await patientId(t, holding.member) : idOf(holding.harvest.matches);
      if (id === undefined) throw new NotExercised(`no ${type} has a reference to a ${target}`);
      const typed = await get(t, api, `${type}?${name}:${target}=${id}`);
      if (typed.response.status >= 400 && typed.response.status < 500)
        throw new DoesNotApply(`the modifier :${target} is refused, as it may be`);
      await holdRelation(t, api, holding, async ({ ask }) => [
        sameIds(
          `${name}:${target}=${id}`,
          await ask(`${type}?${name}=${id}`),
          await ask(`${type}?${name}:${target}=${id}`),
        ),
      ]);
      const other = await advertised(t, api, type);
      if (
        !other?.searchParam?.some((parameter) => parameter.name === 'subject') ||
        api.name !== 'patient-access'
      )
        return;
      await holdRelation(t, api, holding, async ({ ask }) => [
        sameIds(
          `subject=Patient/${id}`,
          await ask(`${type}?${name}=${id}`),
          await ask(`${type}?subject=Patient/${id}`),
        ),
      ]);
    },
  }),
];

function idOf(resources: readonly object[]): string | undefined {
  for (const one of resources) {
    const reference = (one as { practitioner?: { reference?: string } }).practitioner?.reference;
    if (reference?.startsWith('Practitioner/')) return reference.slice('Practitioner/'.length);
  }
  return undefined;
}
