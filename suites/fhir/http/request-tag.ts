import { type Check, fhir, portal } from '../../runner/check.ts';
import { DoesNotApply } from '../../runner/context.ts';
import { jsonObjectOf, type RawExchange } from '../../runner/http.ts';
import { get } from '../api.ts';
import { httpRow, sampleOf } from './row.ts';

const SYSTEM = 'tranzform-apim-request-ns';
/** A UUID, three tabs and a one, as the documentation prints it. */
const DISPLAY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\t\t\t1$/i;

interface Tag {
  readonly system?: string;
  readonly code?: string;
  readonly display?: string;
}

function tagOf(exchange: RawExchange): Tag | undefined {
  const { meta } = (jsonObjectOf(exchange) ?? {}) as { meta?: { tag?: readonly Tag[] } };
  return meta?.tag?.find(({ system }) => system === SYSTEM);
}

/** The documentation's trace of a request, where a deployment has it: HL7's FHIR asks for none. */
export const requestTag: readonly Check[] = httpRow({
  id: 'request-tag',
  title: 'the tag that names a request is another one for each request',
  level: 'MAY',
  requirements: ['DIR-3', 'PAT-3'],
  clauses: [fhir('resource.html#Meta'), portal('Explanation for Practitioner resource, meta.tag')],
  why: 'Support finds a request by this tag; one that stays the same names another app’s request.',
  fix: 'Fill meta.tag anew for each answer, never from a cache.',
  detects: ['http.request-tag-constant'],
  async run(t, api) {
    const { resourceType, id } = await sampleOf(t, api);
    const [one, two] = [
      await get(t, api, `${resourceType}/${id}`),
      await get(t, api, `${resourceType}/${id}`),
    ];
    const tags = [tagOf(one), tagOf(two)];
    if (tags.every((tag) => tag === undefined))
      throw new DoesNotApply('resources carry no tag of the request');
    for (const [at, exchange] of [one, two].entries()) {
      const tag = tags[at];
      t.expect({
        ok: tag?.code === 'user-request-id' && DISPLAY.test(tag.display ?? ''),
        what: 'tag of the request',
        where: 'meta.tag',
        expected: 'code user-request-id, a UUID as display',
        received: JSON.stringify(tag ?? 'none'),
        evidence: [exchange],
      });
    }
    t.expect({
      ok: tags[0]?.display !== tags[1]?.display,
      what: 'tags of two requests',
      where: 'meta.tag.display',
      expected: 'different ones',
      received: tags[0]?.display === tags[1]?.display ? 'the same' : 'different ones',
      evidence: [one, two],
    });
  },
});
