import { describe, expect, test, vi } from 'vitest';
import { ask, askJson, createPopulation, directory, patientAccess } from './testing.ts';

const token = 'directory';

describe('methods', () => {
  test.each([
    ['POST', `${directory}/Practitioner`, 'GET, HEAD, OPTIONS'],
    ['PUT', `${directory}/Practitioner/p1`, 'GET, HEAD, OPTIONS'],
    ['DELETE', `${patientAccess}/Patient/alice`, 'GET, HEAD, OPTIONS'],
    ['GET', `${directory}/Practitioner/_search`, 'POST, OPTIONS'],
    ['POST', `${directory}/metadata`, 'GET, HEAD, OPTIONS'],
    ['POST', directory, 'GET, HEAD, OPTIONS'],
    ['DELETE', `${directory}/Practitioner/p1/_history/3`, 'GET, HEAD, OPTIONS'],
  ])('%s %s is refused with Allow: %s', async (method, url, allow) => {
    const reply = await askJson(url, { method, token });
    expect(reply.status).toBe(405);
    expect(reply.headers.allow).toBe(allow);
    expect(reply.json.resourceType).toBe('OperationOutcome');
  });

  test('HEAD has the status and headers of GET', async () => {
    const reply = await ask(`${directory}/Practitioner/p1`, { method: 'HEAD', token });
    expect(reply.status).toBe(200);
    expect(reply.headers.etag).toBe('W/"3"');
  });
});

test.each([
  [directory, 'directory'],
  [`${directory}/a/b/c`, 'directory'],
  [`${directory}/Nonsense`, 'directory'],
  [`${patientAccess}/Nonsense/1`, 'alice'],
])('%s is unknown', async (url, bearer) => {
  const reply = await askJson(url, { token: bearer });
  expect(reply.status).toBe(404);
  expect(reply.json.issue[0].code).toBe('not-found');
});

describe('browsers', () => {
  test('a preflight needs no token and allows the headers of FHIR clients', async () => {
    const reply = await ask(`${patientAccess}/Patient/alice`, { method: 'OPTIONS' });
    expect(reply.status).toBe(204);
    expect(reply.headers['access-control-allow-origin']).toBe('*');
    expect(reply.headers['access-control-allow-headers']).toContain('Authorization');
    expect(reply.headers['access-control-allow-methods']).toBe('GET, HEAD, OPTIONS');
    const search = await ask(`${patientAccess}/Patient/_search`, { method: 'OPTIONS' });
    expect(search.headers['access-control-allow-methods']).toBe('POST, OPTIONS');
    expect(search.headers.allow).toBe('POST, OPTIONS');
  });

  test.each([
    [`${directory}/Practitioner/p1`, token, 200],
    [`${directory}/Practitioner/p1`, undefined, 401],
    [`${directory}/Practitioner/p9`, token, 404],
    [`${directory}/Practitioner?_count=x`, token, 400],
  ])('%s with token %s: CORS headers are on the %i', async (url, bearer, status) => {
    const reply = await ask(url, { token: bearer });
    expect(reply.status).toBe(status);
    expect(reply.headers['access-control-allow-origin']).toBe('*');
    expect(reply.headers['access-control-expose-headers']).toContain('WWW-Authenticate');
  });
});

describe('X-Request-Id', () => {
  const url = `${directory}/metadata`;

  test('is echoed', async () => {
    expect((await ask(url, { headers: { 'x-request-id': 'my-id' } })).headers['x-request-id']).toBe('my-id');
  });

  test.each(['', 'two words', 'é', 'x'.repeat(201)])('"%s" is replaced by one of ours', async (id) => {
    const reply = await ask(url, { headers: { 'x-request-id': id } });
    expect(reply.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('is the id in the meta.tag of the documented dialect unless the client brings one', async () => {
    const reply = await askJson(`${directory}/Practitioner/p1`, { token, dialect: 'documented' });
    expect(reply.json.meta.tag[0].display).toBe(`${reply.headers['x-request-id']}\t\t\t1`);
  });
});

test('a failure of the server is an OperationOutcome that tells nothing', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const population = createPopulation(() => {
    throw new Error('secret of the server');
  });
  const reply = await askJson(`${directory}/Practitioner/p1`, { token, population });
  expect(reply.status).toBe(500);
  expect(reply.json.issue[0].code).toBe('exception');
  expect(String(reply.body)).not.toContain('secret');
  expect(log).toHaveBeenCalledOnce();
  log.mockRestore();
});
