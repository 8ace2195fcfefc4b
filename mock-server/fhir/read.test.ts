import { describe, expect, test } from 'vitest';
import { type Asking, ask, askJson, directory, labProfile, patientAccess } from './testing.ts';

const alice: Asking = { token: 'alice' };
const app: Asking = { token: 'directory' };

test('a read answers the resource with its validators', async () => {
  const reply = await askJson(`${directory}/Practitioner/p1`, app);
  expect(reply).toMatchObject({
    status: 200,
    headers: {
      'content-type': 'application/fhir+json;charset=UTF-8',
      etag: 'W/"3"',
      'last-modified': 'Wed, 01 May 2024 08:30:15 GMT',
    },
    json: { resourceType: 'Practitioner', id: 'p1' },
  });
});

describe('conditional reads', () => {
  test.each<[Record<string, string>, number]>([
    [{ 'if-none-match': 'W/"3"' }, 304],
    [{ 'if-none-match': '"3"' }, 304],
    [{ 'if-none-match': '"1", W/"3"' }, 304],
    [{ 'if-none-match': '*' }, 304],
    [{ 'if-none-match': 'W/"2"' }, 200],
    [{ 'if-modified-since': 'Wed, 01 May 2024 08:30:15 GMT' }, 304],
    [{ 'if-modified-since': 'Wed, 01 May 2024 08:30:14 GMT' }, 200],
    [{ 'if-modified-since': 'some day' }, 200],
    [{ 'if-none-match': 'W/"2"', 'if-modified-since': 'Wed, 01 May 2024 08:30:15 GMT' }, 200],
  ])('%o: %i', async (headers, status) => {
    const reply = await ask(`${directory}/Practitioner/p1`, { ...app, headers });
    expect(reply.status).toBe(status);
    expect(reply.headers.etag).toBe('W/"3"');
    expect(reply.body === undefined).toBe(status === 304);
  });
});

describe('parts of a resource', () => {
  const url = `${directory}/Practitioner/p1`;

  test.each([
    ['_elements=identifier', ['resourceType', 'id', 'meta', 'identifier']],
    ['_summary=text', ['resourceType', 'id', 'meta']],
    ['_summary=data', ['resourceType', 'id', 'meta', 'identifier', 'name']],
    ['_summary=true', ['resourceType', 'id', 'meta', 'identifier', 'name']],
  ])('%s gives %j, marked as a part', async (query, names) => {
    const { json, headers } = await askJson(`${url}?${query}`, app);
    expect(Object.keys(json)).toEqual(names);
    expect(json.meta.tag).toEqual([expect.objectContaining({ code: 'SUBSETTED' })]);
    expect(headers.etag).toBe('W/"3"');
  });

  test('_summary=false is all of it', async () => {
    expect((await askJson(`${url}?_summary=false`, app)).json.meta.tag).toBeUndefined();
  });

  test.each(['_summary=count', '_summary=some', '_elements=name,', '_summary=true&_elements=name'])(
    '%s is refused',
    async (query) => {
      expect((await askJson(`${url}?${query}`, app)).status).toBe(400);
    },
  );
});

describe('what a token does not open', () => {
  test("another member's resource and a missing one look the same", async () => {
    const others = await askJson(`${patientAccess}/Observation/b1`, alice);
    const missing = await askJson(`${patientAccess}/Observation/b2`, alice);
    expect(others.status).toBe(404);
    expect(JSON.stringify(others.json)).toBe(JSON.stringify(missing.json).replace('b2', 'b1'));
    expect((await ask(`${patientAccess}/Patient/bob`, alice)).status).toBe(404);
  });

  test.each([
    [`${patientAccess}/Patient/alice`, 'directory', 403],
    [`${patientAccess}/Patient/alice`, 'alice-narrow', 200],
    [`${patientAccess}/Observation/o1`, 'alice-narrow', 403],
    [`${patientAccess}/Organization/plan`, 'alice-narrow', 404],
    [`${patientAccess}/Organization/plan`, 'alice', 200],
    [`${patientAccess}/PractitionerRole/r1`, 'alice', 200],
    [`${patientAccess}/Practitioner/p1`, 'alice', 200],
    [`${patientAccess}/Organization/clinic`, 'alice', 200],
    [`${patientAccess}/Organization/other`, 'alice', 404],
    [`${patientAccess}/Practitioner/p2`, 'alice', 404],
    [`${directory}/Practitioner/p2`, 'alice', 200],
    [`${directory}/Patient/alice`, 'alice', 404],
    [`${directory}/Endpoint/e`, 'directory', 404],
    [`${directory}/practitioner/p1`, 'directory', 404],
    [`${directory}/Practitioner/not an id`, 'directory', 404],
  ])('%s with the token of %s: %i', async (path, token, status) => {
    const reply = await ask(path, { token });
    expect(reply.status).toBe(status);
    if (status === 403) expect(reply.headers['www-authenticate']).toContain('error="insufficient_scope"');
    if (status !== 200) expect(JSON.parse(String(reply.body)).resourceType).toBe('OperationOutcome');
  });
});

describe('tokens that are missing or bad', () => {
  const url = `${directory}/Practitioner/p1`;

  test('the documented dialect answers with the fault of the gateway', async () => {
    const reply = await askJson(url, { token: 'bad', dialect: 'documented' });
    expect(reply.status).toBe(401);
    expect(reply.headers['content-type']).toBe('application/json');
    expect(reply.headers['www-authenticate']).toBe(
      'Bearer realm="fhir", error="invalid_token", error_description="Invalid access token"',
    );
    expect(reply.json).toEqual({
      fault: {
        faultstring: 'Invalid access token',
        detail: { errorcode: 'oauth.v2.InvalidAccessToken' },
      },
    });
  });

  test('the standard dialect answers with an OperationOutcome', async () => {
    const reply = await askJson(url, { token: 'bad' });
    expect(reply.status).toBe(401);
    expect(reply.headers['content-type']).toBe('application/fhir+json;charset=UTF-8');
    expect(reply.json).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'login' }] });
  });

  test('without a token the challenge names no error', async () => {
    const reply = await ask(url);
    expect(reply.status).toBe(401);
    expect(reply.headers['www-authenticate']).toBe('Bearer realm="fhir"');
  });

  test('a public directory needs no token, but a bad one is refused', async () => {
    expect((await ask(url, { directoryAuth: 'public' })).status).toBe(200);
    expect((await ask(url, { directoryAuth: 'public', token: 'bad' })).status).toBe(401);
    expect((await ask(`${patientAccess}/Patient/alice`, { directoryAuth: 'public' })).status).toBe(401);
  });
});

test('caches keep no member data', async () => {
  const cacheControl = async (url: string, asking: Asking) =>
    (await ask(url, asking)).headers['cache-control'];
  expect(await cacheControl(`${patientAccess}/Patient/alice`, alice)).toBe('private, no-store');
  expect(await cacheControl(`${patientAccess}/Patient`, alice)).toBe('private, no-store');
  expect(await cacheControl(`${directory}/Practitioner/p1`, { directoryAuth: 'public' })).toBe(
    'public, no-cache',
  );
});

test('laboratory results show the web page of their profile in the documented dialect only', async () => {
  const profile = async (id: string, dialect: Asking['dialect'] = 'standard') =>
    (await askJson(`${patientAccess}/Observation/${id}`, { ...alice, dialect })).json.meta.profile;
  expect(await profile('o2')).toEqual([labProfile]);
  expect(await profile('o2', 'documented')).toEqual([
    'https://www.hl7.org/fhir/us/core/StructureDefinition-us-core-observation-lab',
  ]);
  expect(await profile('o1', 'documented')).toBeUndefined();
});
