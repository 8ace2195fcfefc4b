import { expect, test } from 'vitest';
import { ask, directory } from './testing.ts';

const metadata = `${directory}/metadata`;
const fhir = 'application/fhir+json;charset=UTF-8';
const plain = 'application/json;charset=UTF-8';

test.each([
  [undefined, fhir],
  ['', fhir],
  ['*/*', fhir],
  ['application/fhir+json', fhir],
  ['application/json', plain],
  ['application/json;q=0.5, application/fhir+json', fhir],
  ['text/html,application/xhtml+xml,*/*;q=0.8', fhir],
  ['application/fhir+json; fhirVersion=4.0', fhir],
  ['APPLICATION/JSON', plain],
  ['application/json, application/fhir+json', plain],
  ['application/json, text/plain, */*', plain],
  ['application/fhir+json;q=0, */*', plain],
  ['application/*;q=0.1, application/json;q=0.2', plain],
  ['application/fhir+xml, application/fhir+json;q=0.1', fhir],
  ['text/*', 'text/json;charset=UTF-8'],
])('Accept: %s is answered in %s', async (accept, type) => {
  const reply = await ask(metadata, { headers: accept === undefined ? {} : { accept } });
  expect(reply.status).toBe(200);
  expect(reply.headers['content-type']).toBe(type);
});

test.each([
  'application/fhir+xml',
  'text/html',
  'application/fhir+json;q=0',
  'application/fhir+json;fhirVersion=3.0',
  'nonsense',
  'application/fhir+json;q=x',
  'application/json;q=0, application/fhir+json;q=0, text/json;q=0, */*',
])('Accept: %s is not acceptable', async (accept) => {
  const reply = await ask(metadata, { headers: { accept } });
  expect(reply.status).toBe(406);
  expect(JSON.parse(String(reply.body)).resourceType).toBe('OperationOutcome');
});

test.each([
  ['json', 200],
  ['application/json', 200],
  ['application/fhir%2Bjson', 200],
  ['application/fhir+json', 200],
  ['xml', 406],
  ['application/fhir%2Bxml', 406],
])('_format=%s beats Accept: %i', async (format, status) => {
  const accept = status === 200 ? 'application/fhir+xml' : 'application/fhir+json';
  expect((await ask(`${metadata}?_format=${format}`, { headers: { accept } })).status).toBe(status);
});
