import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, test } from 'vitest';
import { operations } from '../../mock-server/control/table.ts';
import { type Answer, steer } from './sandbox.fixture.ts';

const plan = steer();
afterAll(() => plan.sandbox.close());
const { control, ask, fhir } = plan;

const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const directoryToken = (secret = 'directory-app-secret', headers = {}) =>
  ask('/oauth/v1/token', {
    method: 'POST',
    headers: { ...form, ...basic('directory-app', secret), ...headers },
    body: 'grant_type=client_credentials',
  });
const [ada, ben] = plan.sandbox.population.personas();
const idsIn = ({ json }: Answer) =>
  (json as { entry?: { resource: { id: string } }[] }).entry?.map(({ resource }) => resource.id) ?? [];

describe('the OpenAPI document', () => {
  test('is valid, and names every operation once', async () => {
    const { json } = await control('GET', '/openapi.json');
    const { valid, errors } = await new Validator().validate(json);
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    const ids = operations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has examples that hold to the schemas', () => {
    const withBody = operations.filter(({ body }) => body);
    expect(withBody.length).toBeGreaterThan(8);
    for (const { id, body = {}, example } of withBody) {
      const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(body);
      expect(validate(example) || validate.errors, id).toBe(true);
    }
  });
});

describe('every example works as it stands, and the answer is as described', () => {
  const parameters: Readonly<Record<string, string>> = {
    client_id: 'second-app',
    user_name: 'maria.santos.0000',
    type: 'Practitioner',
    id: 'test-1',
  };
  // What is there to be read or removed has to be put there first.
  const ordered = [...operations].sort(
    (a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'),
  );
  test.each(ordered.map((one) => [one.id, one] as const))('%s', async (_, operation) => {
    const { method, path, example, answer } = operation;
    if (operation.id === 'cancelInjection') {
      const { json } = await control('POST', '/injections', { match: { path: '/x' }, delay: 0 });
      expect((await control('DELETE', `/injections/${json.id}`)).status).toBe(204);
      return;
    }
    const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => parameters[name] ?? '');
    const { status, json, text, headers } = await control(method, filled, example);
    expect(status, text).toBe(answer.status);
    if (answer.type !== undefined) expect(headers['content-type']).toBe(answer.type);
    if (!answer.schema) return;
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(answer.schema);
    expect(validate(answer.type === undefined ? json : text) || validate.errors).toBe(true);
  });
  afterAll(async () => {
    await control('POST', '/reset', { what: 'all' });
  });
});

test('a reset forgets wrong secrets too', async () => {
  const headers = {
    authorization: `Basic ${btoa('directory-app:wrong')}`,
    'content-type': 'application/x-www-form-urlencoded',
  };
  const guess = async () =>
    (await ask('/oauth/v1/token', { method: 'POST', headers, body: 'grant_type=client_credentials' })).status;
  for (let attempt = 0; attempt < 15; attempt += 1) await guess();
  expect(await guess()).toBe(429);
  await control('POST', '/reset', { what: 'state' });
  expect(await guess()).toBe(401);
});

describe('wrong input is refused in words that say what is allowed', () => {
  test.each<[string, string, unknown, number, string]>([
    [
      'PUT',
      '/clock',
      { now: 'tomorrow' },
      400,
      'now "tomorrow" is not a date-time: RFC 3339, such as 2026-03-01T08:00:00Z',
    ],
    ['PUT', '/clock', {}, 400, 'the body says nothing; allowed: now, frozen'],
    ['PUT', '/clock', { date: 1 }, 400, '"date" is not known; allowed: now, frozen'],
    ['PUT', '/clock', { now: '1999-12-31T00:00:00Z' }, 400, 'the clock goes from 2000-01-01 to 2099-12-31'],
    ['POST', '/clock/advance', { by: '3 days' }, 400, 'by "3 days" is not a duration such as P30D'],
    ['POST', '/clock/advance', { by: 'P1M' }, 400, 'is not a duration'],
    ['POST', '/clock/advance', { by: 'P99999999D' }, 400, 'the clock goes from'],
    ['POST', '/', {}, 404, 'nothing at POST /_sandbox/; '],
    ['GET', '/x', undefined, 404, '/_sandbox/openapi.json lists what there is'],
    ['GET', '/clock/x', undefined, 404, 'nothing at GET /_sandbox/clock/x; '],
    ['PATCH', '/clock', {}, 405, 'PATCH is not for /_sandbox/clock; allowed: GET, PUT, DELETE'],
    [
      'POST',
      '/reset',
      { what: 'everything' },
      400,
      'what "everything" is not known; allowed: all, state, journal',
    ],
    ['POST', '/tokens', { client_id: 'x' }, 400, 'client_id "x" is not registered; GET /_sandbox/apps lists'],
    ['POST', '/tokens', { client_id: 'member-app', user_name: 'x' }, 400, 'there is no member "x"'],
    [
      'POST',
      '/tokens',
      { client_id: 'member-app', user_name: ada?.userName, patient: ada?.patientId },
      400,
      'user_name and patient both name the member',
    ],
    ['POST', '/tokens', { client_id: 'member-app' }, 400, 'member-app has no product of the directory'],
    [
      'POST',
      '/tokens',
      { client_id: 'member-app', user_name: ada?.userName, types: ['Patient', 'Payment'] },
      400,
      'types Payment: not among the products of member-app; allowed are Patient,',
    ],
    [
      'POST',
      '/tokens',
      { client_id: 'directory-app', user_name: ada?.userName },
      400,
      'not among the products of directory-app; there are none for members',
    ],
    [
      'POST',
      '/tokens',
      { client_id: 'directory-app', types: ['Patient'] },
      400,
      'types are what a member shares',
    ],
    [
      'POST',
      '/tokens',
      { client_id: 'directory-app', scope: 'nonsense' },
      400,
      'scope "nonsense": the scope is',
    ],
    [
      'PUT',
      '/defects',
      { names: ['x.y'] },
      400,
      'defect "x.y" is not in the catalogue; GET /_sandbox/defects lists it',
    ],
    ['PUT', '/defects', { names: [], client_id: 'x' }, 400, 'client_id "x" is not registered'],
    ['POST', '/injections', { match: { path: '/x' } }, 400, 'say what is to happen: delay, status or drop'],
    ['POST', '/injections', { match: { path: 'x' }, delay: 1 }, 400, 'match.path "x" is not as allowed: ^/'],
    ['POST', '/injections', { match: { path: '/' }, status: 503, drop: true }, 400, 'contradict each other'],
    ['POST', '/injections', { match: { path: '/' }, status: 100 }, 400, 'status must be >= 200'],
    [
      'POST',
      '/injections',
      { match: { path: '/' }, delay: 1, body: 'x' },
      400,
      'headers and body go with a status',
    ],
    [
      'POST',
      '/injections',
      { match: { path: '/' }, status: 503, headers: { 'x\r\ny': 'z' } },
      400,
      'headers has the name "x\\r\\ny", which is not allowed',
    ],
    [
      'POST',
      '/injections',
      { match: { path: '/' }, status: 503, headers: { x: 'a\r\nb: c' } },
      400,
      'headers.x "a\\r\\nb: c" is not as allowed',
    ],
    ['DELETE', '/injections/99', undefined, 404, 'there is no order "99" waiting'],
    ['GET', '/journal?limit=many', undefined, 400, 'limit "many" is not a whole number'],
    ['GET', '/members/nobody', undefined, 404, 'there is no member "nobody"'],
    ['PUT', '/banner', { text: 'x'.repeat(501) }, 400, 'text must NOT have more than 500 characters'],
    ['POST', '/apps', {}, 400, '"name" is missing'],
    [
      'POST',
      '/apps',
      { name: 'A', client_id: 'member-app' },
      409,
      'client_id "member-app" is registered already',
    ],
    ['POST', '/apps', { name: 'A', client_secret: 'short' }, 400, 'client_secret "short" is not as allowed'],
    ['POST', '/apps', { name: 'A', public: true }, 400, 'a public app cannot have client_credentials'],
    [
      'POST',
      '/apps',
      { name: 'A', products: ['Payment'] },
      400,
      'products.0 "Payment" is not known; allowed: Patient,',
    ],
    ['POST', '/apps', { name: 'A', grants: ['authorization_code'] }, 400, 'authorization_code needs one'],
    [
      'POST',
      '/apps',
      { name: 'A', redirect_uris: ['com.example.app:/cb'] },
      400,
      'the scheme com.example.app is for native apps only (native_app)',
    ],
    [
      'POST',
      '/apps',
      { name: 'A', redirect_uris: ['myapp:/cb'], native_app: true },
      400,
      "a scheme of one's own is a reversed domain name",
    ],
    [
      'POST',
      '/apps',
      { name: 'A', redirect_uris: ['javascript:alert(1)'], native_app: true },
      400,
      'opens no app',
    ],
    ['POST', '/apps', { name: 'A', redirect_uris: ['https://a.example/#x'] }, 400, 'has a fragment'],
    ['POST', '/apps', { name: 'A', redirect_uris: ['https://*.example/'] }, 400, 'has a wildcard'],
    ['POST', '/apps', { name: 'A', redirect_uris: ['/callback'] }, 400, 'is not an absolute URI'],
    ['PATCH', '/apps/member-app', {}, 400, 'the body says nothing; allowed: name,'],
    ['PATCH', '/apps/nobody', { risk: 'low' }, 404, 'client_id "nobody" is not registered'],
    ['POST', '/apps/native-app/secret', undefined, 409, 'is a public app: it has no secret'],
    ['DELETE', '/apps/nobody', undefined, 404, 'client_id "nobody" is not registered'],
    [
      'PUT',
      '/overlay/Practitioner/a',
      { resourceType: 'Patient', id: 'a' },
      400,
      'resourceType "Patient" is not that of the path, "Practitioner"',
    ],
    [
      'PUT',
      '/overlay/Practitioner/a',
      { resourceType: 'Practitioner', id: 'b' },
      400,
      'id "b" is not that of the path',
    ],
    [
      'PUT',
      '/overlay/Practitioner/a_b',
      { resourceType: 'Practitioner' },
      422,
      'Practitioner.id: expected an id of 1 to 64 letters',
    ],
    ['PUT', '/overlay/Payment/a', { resourceType: 'Payment' }, 422, 'expected a resource type'],
    [
      'PUT',
      '/overlay/Practitioner/a',
      { resourceType: 'Practitioner', name: 'Test' },
      422,
      'not FHIR R4: Practitioner.name: expected a JSON array, received "Test"',
    ],
    [
      'PUT',
      '/overlay/Practitioner/a',
      { resourceType: 'Practitioner', foo: 1 },
      422,
      'Add ?invalid=accept to write it all the same',
    ],
    [
      'PUT',
      '/overlay/Practitioner/a?invalid=accept',
      { resourceType: 'Practitioner', name: 'Test', foo: 1 },
      422,
      'not FHIR R4: Practitioner.name: expected a JSON array',
    ],
    [
      'PUT',
      '/overlay/Coverage/a?invalid=accept',
      { resourceType: 'Coverage' },
      422,
      'member data belongs to a patient of the population',
    ],
    ['DELETE', '/overlay/Practitioner/nobody', undefined, 422, 'Practitioner/nobody is not in the directory'],
  ])('%s %s %j', async (method, path, body, status, message) => {
    const answer = await control(method, path, body);
    expect(answer.json.detail).toContain(message);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json.status).toBe(status);
  });

  test('a body that is no JSON, or does not say so', async () => {
    const path = '/_sandbox/clock';
    const broken = await ask(path, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect([broken.status, broken.json.detail]).toEqual([
      400,
      expect.stringContaining('The body is not JSON'),
    ]);
    const text = await ask(path, { method: 'PUT', headers: { 'content-type': 'text/plain' }, body: '{}' });
    expect([text.status, text.json.detail]).toEqual([415, expect.stringContaining('application/json')]);
  });
});

describe('the clock', () => {
  test('decides what has expired and what has happened', async () => {
    await control('PUT', '/clock', { now: '2026-03-01T08:00:00Z', frozen: true });
    const minted = await control('POST', '/tokens', { client_id: 'member-app', user_name: ada?.userName });
    const headers = { authorization: `Bearer ${minted.json.access_token}` };
    const claims = async () =>
      (await ask('/ghp/fhir4/v1/ExplanationOfBenefit?_summary=count', { headers })).json.total;
    const before = await claims();
    await control('POST', '/clock/advance', { by: 'PT59M59S' });
    expect((await ask('/ghp/fhir4/v1/Patient', { headers })).status).toBe(200);
    await control('POST', '/clock/advance', { by: 'PT1S' });
    expect((await ask('/ghp/fhir4/v1/Patient', { headers })).status).toBe(401);
    await control('POST', '/clock/advance', { by: 'P52W' });
    const later = await fhir('ExplanationOfBenefit?_summary=count');
    expect(Number(later.json.total)).toBeGreaterThan(Number(before));
    const { json } = await control('GET', '/clock');
    expect(json).toEqual({ now: '2027-02-28T09:00:00.000Z', frozen: true });
    await control('PUT', '/clock', { frozen: false });
    expect((await control('GET', '/clock')).json.frozen).toBe(false);
    const { json: back } = await control('DELETE', '/clock');
    expect(Math.abs(Date.parse(String(back.now)) - Date.now())).toBeLessThan(5000);
  });
});

describe('minted tokens', () => {
  test('open one member’s data, within their types; expired ones open nothing', async () => {
    expect(idsIn(await fhir('Patient'))).toEqual([ada?.patientId]);
    expect(idsIn(await fhir('Patient', { user_name: ben?.userName }))).toEqual([ben?.patientId]);
    expect(idsIn(await fhir('Patient', { user_name: undefined, patient: ben?.patientId }))).toEqual([
      ben?.patientId,
    ]);
    expect((await fhir('Coverage', { types: ['Patient'] })).status).toBe(403);
    expect((await fhir('Coverage', { scope: 'patient/Patient.read' })).status).toBe(403);
    expect((await fhir('Patient', { expires_in: -1 })).status).toBe(401);
  });

  test('of the directory open the directory', async () => {
    const { json } = await control('POST', '/tokens', { client_id: 'directory-app' });
    const headers = { authorization: `Bearer ${json.access_token}` };
    const { status } = await ask('/ghp/fhir4/providerdirectory/v1/Practitioner?_count=1', { headers });
    expect(status).toBe(200);
    expect((await ask('/ghp/fhir4/v1/Patient', { headers })).status).toBe(403);
  });
});

describe('apps', () => {
  test('are registered, changed and removed while the sandbox runs', async () => {
    const { json } = await control('POST', '/apps', { name: 'Own', lifetimes: { access_token: 7 } });
    const id = String(json.client_id);
    const token = (secret: unknown) =>
      ask('/oauth/v1/token', {
        method: 'POST',
        headers: { ...form, ...basic(id, String(secret)) },
        body: 'grant_type=client_credentials',
      });
    expect((await token(json.client_secret)).json.expires_in).toBe(7);
    const { json: shown } = await control('GET', `/apps/${id}`);
    expect(shown).not.toHaveProperty('client_secret');
    const renewed = await control('POST', `/apps/${id}/secret`);
    expect((await token(json.client_secret)).status).toBe(401);
    const { json: live } = await token(renewed.json.client_secret);
    await control('PATCH', `/apps/${id}`, { products: ['Location'], risk: 'high' });
    const headers = { authorization: `Bearer ${live.access_token}` };
    const directory = '/ghp/fhir4/providerdirectory/v1';
    expect((await ask(`${directory}/Location?_count=1`, { headers })).status).toBe(200);
    expect((await ask(`${directory}/Practitioner?_count=1`, { headers })).status).toBe(403);
    expect((await control('GET', `/apps/${id}`)).json.risk).toBe('high');
    expect((await control('DELETE', `/apps/${id}`)).status).toBe(204);
    expect((await ask(`${directory}/Location?_count=1`, { headers })).status).toBe(401);
    expect((await token(renewed.json.client_secret)).status).toBe(401);
  });

  test('of devices have redirect URIs of a scheme of their own', async () => {
    const uri = 'com.example.app:/cb';
    const body = { name: 'Native', public: true, native_app: true, redirect_uris: [uri] };
    const { json, status } = await control('POST', '/apps', body);
    expect([status, json.client_secret, json.redirect_uris]).toEqual([201, undefined, [uri]]);
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: String(json.client_id),
      redirect_uri: uri,
      state: 's',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    const authorized = await ask(`/oauth/v1/authorize?${query}`);
    expect(authorized.headers.location).toContain('/member/login?interaction=');
  });
});

describe('the overlay', () => {
  const directory = '/ghp/fhir4/providerdirectory/v1';
  const find = async (path: string) => {
    const { json } = await control('POST', '/tokens', { client_id: 'directory-app' });
    return ask(`${directory}/${path}`, { headers: { authorization: `Bearer ${json.access_token}` } });
  };
  const practitioner = (family: string) => ({
    resourceType: 'Practitioner',
    id: 'test-1',
    active: true,
    name: [{ family }],
  });

  test('adds, changes and deletes resources of the directory, with their history', async () => {
    await control('PUT', '/clock', { now: '2026-05-01T00:00:00Z', frozen: true });
    const written = await control('PUT', '/overlay/Practitioner/test-1', practitioner('Überall'));
    expect(written.json).toMatchObject({ reference: 'Practitioner/test-1', version: 1, deleted: false });
    expect(idsIn(await find('Practitioner?family=uberall'))).toEqual(['test-1']);
    await control('POST', '/clock/advance', { by: 'P1D' });
    await control('PUT', '/overlay/Practitioner/test-1', practitioner('Nirgends'));
    expect(idsIn(await find('Practitioner?family=uberall'))).toEqual([]);
    const { json, headers } = await find('Practitioner/test-1');
    expect(json).toMatchObject({ meta: { versionId: '2', lastUpdated: '2026-05-02T00:00:00.000Z' } });
    expect(headers.etag).toBe('W/"2"');
    expect((await find('Practitioner/test-1/_history/1')).json.name).toEqual([{ family: 'Überall' }]);
    expect((await find('Practitioner/test-1/_history')).json.total).toBe(2);
    await control('POST', '/clock/advance', { by: 'P1D' });
    await control('DELETE', '/overlay/Practitioner/test-1');
    expect((await find('Practitioner/test-1')).status).toBe(410);
    expect(idsIn(await find('Practitioner?family=nirgends'))).toEqual([]);
    // By the clock of the sandbox: the day before, it was there.
    await control('POST', '/clock/advance', { by: '-PT1S' });
    expect((await find('Practitioner/test-1')).status).toBe(200);
    await control('DELETE', '/overlay');
    expect((await find('Practitioner/test-1')).status).toBe(404);
    await control('PUT', '/overlay/Practitioner/test-1', practitioner('Dritter'));
    expect((await find('Practitioner/test-1')).json).toMatchObject({
      meta: { versionId: '1' },
      name: [{ family: 'Dritter' }],
    });
    await control('POST', '/reset', { what: 'all' });
  });

  test('gives member data to the member it names, and to no one else', async () => {
    const observation = {
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
      subject: { reference: `Patient/${ada?.patientId}` },
      valueQuantity: { value: 72, unit: 'beats/minute', system: 'http://unitsofmeasure.org', code: '/min' },
      effectiveDateTime: '2026-05-01',
    };
    expect((await control('PUT', '/overlay/Observation/pulse-1', observation)).status).toBe(201);
    expect((await fhir('Observation/pulse-1')).status).toBe(200);
    expect(idsIn(await fhir('Observation?code=8867-4&_count=500'))).toContain('pulse-1');
    expect((await fhir('Observation/pulse-1', { user_name: ben?.userName })).status).toBe(404);
    await control('DELETE', '/overlay');
  });

  test('changes and deletes what the population has', async () => {
    const { json } = await fhir('Coverage');
    const [coverage] = (json as { entry: { resource: { id: string } }[] }).entry;
    const path = `/overlay/Coverage/${coverage?.resource.id}`;
    expect((await control('PUT', path, { ...coverage?.resource, status: 'cancelled' })).json.version).toBe(2);
    expect((await fhir(`Coverage/${coverage?.resource.id}`)).json.status).toBe('cancelled');
    await control('DELETE', '/overlay');
    expect((await control('DELETE', `${path}?patient=${ada?.patientId}`)).json.deleted).toBe(true);
    expect((await fhir(`Coverage/${coverage?.resource.id}`)).status).toBe(410);
    await control('DELETE', '/overlay');
    expect((await fhir(`Coverage/${coverage?.resource.id}`)).json.status).toBe('active');
  });

  test('takes a resource that is not whole when it is asked to, and search bears it', async () => {
    const path = `/overlay/Observation/odd?invalid=accept&patient=${ada?.patientId}`;
    expect((await control('PUT', path, { resourceType: 'Observation', foo: 1 })).status).toBe(201);
    expect((await fhir('Observation?code=8867-4&date=ge2020&category=vital-signs')).status).toBe(200);
    expect((await fhir('Observation/odd')).json.foo).toBe(1);
    await control('DELETE', '/overlay');
  });
});

describe('injections', () => {
  test('happen as often as ordered, to what they match', async () => {
    const path = '/oauth/v1/token';
    await control('POST', '/injections', {
      match: { method: 'post', path },
      times: 2,
      status: 503,
      headers: { 'Retry-After': '7' },
    });
    expect((await ask('/ghp/fhir4/v1/metadata')).status).toBe(200);
    const first = await directoryToken();
    expect([first.status, first.headers['retry-after'], first.text]).toEqual([503, '7', 'Injected 503.\n']);
    expect((await directoryToken()).status).toBe(503);
    expect((await directoryToken()).status).toBe(200);
    await control('POST', '/injections', { match: { path, client_id: 'member-app' }, status: 500 });
    expect((await directoryToken()).status).toBe(200);
    await control('DELETE', '/injections');
    await control('POST', '/injections', { match: { path }, delay: 60 });
    const started = performance.now();
    expect((await directoryToken()).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(55);
  });

  test('do not reach the control plane', async () => {
    await control('POST', '/injections', { match: { path: '/' }, times: 5, status: 500 });
    expect((await control('GET', '/clock')).status).toBe(200);
    await control('DELETE', '/injections');
  });
});

describe('the banner', () => {
  test('is on every page, as text, until it is taken away', async () => {
    await control('PUT', '/banner', { text: 'Down <b>on Sunday</b>' });
    for (const page of ['/', '/oauth/v1/authorize', '/demo/callback', '/member/login']) {
      expect((await ask(page)).text, page).toContain('Down &lt;b&gt;on Sunday&lt;/b&gt;');
    }
    await control('PUT', '/banner', { text: null });
    expect((await ask('/')).text).not.toContain('on Sunday');
  });
});

describe('the journal', () => {
  test('shows exchanges with secrets masked, and exports them as HAR', async () => {
    await control('POST', '/reset', { what: 'journal' });
    const { json } = await directoryToken();
    await directoryToken('a-wrong-secret-of-someone');
    const { text, json: journal } = await control('GET', '/journal?method=post');
    const { entries } = journal as { entries: { status: number; clientId: string }[] };
    expect(entries.map(({ status, clientId }) => [status, clientId])).toEqual([
      [401, 'directory-app'],
      [200, 'directory-app'],
    ]);
    const har = await control('GET', '/journal.har');
    for (const shown of [text, har.text]) {
      expect(shown).not.toContain(String(json.access_token));
      expect(shown).not.toContain('a-wrong-secret-of-someone');
      expect(shown).not.toContain(basic('directory-app', 'directory-app-secret').authorization.slice(6));
    }
    expect(har.json.log).toMatchObject({
      version: '1.2',
      entries: [
        {
          request: { method: 'POST', postData: { text: 'grant_type=client_credentials' } },
          response: { status: 200 },
        },
        { response: { status: 401 } },
      ],
    });
    expect((await control('GET', '/journal?status=401&limit=1')).json.entries).toHaveLength(1);
  });

  test('has a hundred entries as JSON and all of them as HAR, unless fewer are asked for', async () => {
    await control('POST', '/reset', { what: 'journal' });
    for (let i = 0; i < 120; i += 1) await ask('/ghp/fhir4/v1/metadata');
    expect((await control('GET', '/journal')).json.entries).toHaveLength(100);
    expect((await control('GET', '/journal.har')).json.log).toMatchObject({ entries: { length: 120 } });
    expect((await control('GET', '/journal.har?limit=7')).json.log).toMatchObject({ entries: { length: 7 } });
  });
});

describe('a reset', () => {
  test('of all brings back what was there at the start', async () => {
    await control('PUT', '/clock', { now: '2030-01-01T00:00:00Z', frozen: true });
    await control('PUT', '/banner', { text: 'x' });
    await control('POST', '/apps', { name: 'Own', client_id: 'own' });
    await control('DELETE', '/apps/second-app');
    await control('PUT', '/defects', { names: ['read.unknown-id-is-200'] });
    await control('POST', '/injections', { match: { path: '/' }, times: 9, status: 500 });
    const { json } = await control('POST', '/tokens', { client_id: 'member-app', user_name: ada?.userName });
    expect((await control('POST', '/reset', { what: 'all' })).status).toBe(204);
    expect((await control('GET', '/journal')).json.entries).toEqual([]);
    const headers = { authorization: `Bearer ${json.access_token}` };
    expect((await ask('/ghp/fhir4/v1/Patient', { headers })).status).toBe(401);
    expect((await control('GET', '/apps/own')).status).toBe(404);
    expect((await control('GET', '/apps/second-app')).status).toBe(200);
    expect((await control('GET', '/clock')).json.frozen).toBe(false);
    expect((await control('GET', '/banner')).json.text).toBeNull();
    expect((await control('GET', '/defects')).json.inForce).toEqual([]);
    expect((await control('GET', '/injections')).json.injections).toEqual([]);
  });
});
