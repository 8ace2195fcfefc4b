import { type Check, fhir } from '../../runner/check.ts';
import { NotExercised } from '../../runner/context.ts';
import { headerOf, jsonObjectOf } from '../../runner/http.ts';
import { allOf, baseOf, get } from '../api.ts';
import { perApi } from '../per-api.ts';

const httpRow = perApi('http', {
  'patient-access': ['GEN-1'],
  'provider-directory': ['GEN-1'],
});

export const httpChecks: readonly Check[] = [
  ...httpRow({
    id: 'metadata',
    title: 'metadata is a CapabilityStatement for FHIR 4.0.1, without a token',
    level: 'SHALL',
    clauses: [fhir('http.html#capabilities')],
    why: 'It is the first thing every client reads, before it can have a token.',
    fix: 'Serve GET [base]/metadata without authentication.',
    detects: ['metadata.needs-a-token'],
    async run(t, api) {
      const exchange = await t.send({
        method: 'GET',
        url: `${baseOf(t, api)}/metadata`,
        headers: { accept: 'application/fhir+json' },
      });
      const body = jsonObjectOf(exchange);
      t.expect({
        ok:
          exchange.response.status === 200 &&
          body?.resourceType === 'CapabilityStatement' &&
          body.fhirVersion === '4.0.1',
        what: 'metadata',
        expected: '200 with a CapabilityStatement of fhirVersion 4.0.1',
        received: `${exchange.response.status} with ${String(body?.resourceType ?? 'no resource')} ${String(body?.fhirVersion ?? '')}`,
        evidence: [exchange],
      });
    },
  }),
  ...httpRow({
    id: 'unknown-id',
    title: 'an id that does not exist is 404 with an OperationOutcome',
    level: 'SHOULD',
    clauses: [fhir('http.html#read'), fhir('http.html#Status-Codes')],
    why: 'Apps tell "gone" from "broken" by this status.',
    fix: 'Answer 404 with an OperationOutcome.',
    detects: ['read.unknown-id-is-200'],
    async run(t, api) {
      const exchange = await get(t, api, `${api.sample}/assay-no-such-id`);
      const type = jsonObjectOf(exchange)?.resourceType;
      t.expect({
        ok: exchange.response.status === 404 && type === 'OperationOutcome',
        what: `read of ${api.sample}/assay-no-such-id`,
        expected: '404 with an OperationOutcome',
        received: `${exchange.response.status} with ${String(type ?? 'no resource')}`,
        evidence: [exchange],
      });
    },
  }),
  ...httpRow({
    id: 'etag',
    title: 'the ETag of a read is the resource’s versionId',
    level: 'SHOULD',
    clauses: [fhir('http.html#versioning'), fhir('http.html#read')],
    why: 'Apps ask "has it changed?" with the ETag; a wrong one hides changes.',
    fix: 'Send ETag: W/"versionId".',
    detects: ['read.etag-constant'],
    async run(t, api) {
      const first = (await allOf(t, api, api.sample)).matches[0];
      if (!first) throw new NotExercised(`there is no ${api.sample}`);
      const exchange = await get(t, api, `${api.sample}/${first.id}`);
      const meta = jsonObjectOf(exchange)?.meta;
      const version =
        typeof meta === 'object' && meta !== null && 'versionId' in meta ? String(meta.versionId) : undefined;
      const etag = headerOf(exchange, 'etag');
      if (version === undefined && etag === undefined) throw new NotExercised('the server shows no versions');
      t.expect({
        ok: etag === `W/"${version}"`,
        what: 'version of the resource read',
        where: 'header ETag',
        expected: `W/"${version}"`,
        received: etag ?? 'no such header',
        evidence: [exchange],
      });
    },
  }),
  ...httpRow({
    id: 'content-type',
    title: 'resources are application/fhir+json',
    level: 'SHALL',
    clauses: [fhir('http.html#mime-type')],
    why: 'Strict clients do not parse a body that does not say it is FHIR.',
    fix: 'Send Content-Type: application/fhir+json.',
    detects: ['http.content-type-html'],
    async run(t, api) {
      const { pages } = await allOf(t, api, api.sample);
      for (const { exchange } of pages) {
        const value = headerOf(exchange, 'content-type') ?? 'no such header';
        t.expect({
          ok: /^application\/fhir\+json\b/i.test(value),
          what: 'media type',
          where: 'header Content-Type',
          expected: 'application/fhir+json',
          received: value,
          evidence: [exchange],
        });
      }
    },
  }),
];
