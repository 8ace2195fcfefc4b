import inject, { type DispatchFunc } from 'light-my-request';
import { describe, expect, test } from 'vitest';
import type { Population } from './population.ts';
import { createApp, createCore } from './server.ts';
import { createSqliteStore } from './store/sqlite.ts';

const nobody: Population = {
  seed: 'empty',
  memberCount: 0,
  findMember: () => undefined,
  memberOfPatient: () => undefined,
  personas: () => [],
  compartment: () => [],
  directory: () => [],
  supporting: () => undefined,
  history: () => [],
  supportingHistory: () => [],
};
const core = createCore({
  population: nobody,
  store: createSqliteStore(),
  key: Buffer.alloc(32, 1),
});
const app = createApp(core, { dialect: 'standard', publicUrl: 'https://plan.test/' }) as DispatchFunc;

describe('what no handler can read is answered in the form of the API addressed', () => {
  test.each([
    ['a broken escape below a FHIR base', '/ghp/fhir4/v1/Patient/%E0%A4%A', 400, 'OperationOutcome'],
    ['a path below a FHIR base', '/ghp/fhir4/v1/a/b/c/d/e', 404, 'OperationOutcome'],
    ['any other path', '/nothing', 404, 'Not found.'],
  ])('%s', async (_, url, status, text) => {
    const response = await inject(app, { method: 'GET', url });
    expect(response.statusCode).toBe(status);
    expect(response.payload).toContain(text);
  });

  test('a token request that is too large', async () => {
    const response = await inject(app, {
      method: 'POST',
      url: '/oauth/v1/token',
      payload: 'x'.repeat(300_000),
    });
    expect(response.statusCode).toBe(413);
    expect(response.json()).toMatchObject({ error: 'invalid_request' });
  });
});

describe('what reaches no route of a FHIR base is refused as browsers and clients can read it', () => {
  test.each([
    ['an address that is too long', { url: `/ghp/fhir4/v1/Patient?name=${'x'.repeat(20_000)}` }, 414],
    ['a body that is too large', { method: 'POST', payload: 'x'.repeat(300_000) }, 413],
    [
      'a body in an unknown coding',
      { method: 'POST', payload: 'x', headers: { 'content-encoding': 'lzma' } },
      415,
    ],
    [
      'a body in an unknown character set',
      { method: 'POST', payload: 'x', headers: { 'content-type': 'text/plain;charset=klingon' } },
      415,
    ],
    ['a broken escape', { url: '/ghp/fhir4/v1/Patient/%E0%A4%A' }, 400],
    ['no path', { url: '/ghp/fhir4/v1/' }, 404],
  ] as const)('%s', async (_, request, status) => {
    const response = await inject(app, {
      method: 'GET',
      url: '/ghp/fhir4/v1/Patient/_search',
      ...request,
      headers: { 'x-request-id': 'mine', ...('headers' in request && request.headers) },
    });
    expect(response.statusCode).toBe(status);
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'no-store',
      'content-type': 'application/fhir+json;charset=UTF-8',
      'x-request-id': 'mine',
    });
    expect(response.json().resourceType).toBe('OperationOutcome');
  });
});

describe('the application', () => {
  test('builds links from its public URL, whatever Host says', async () => {
    const response = await inject(app, {
      method: 'GET',
      url: '/ghp/fhir4/v1/metadata',
      headers: { host: 'attacker.example' },
    });
    expect(response.payload).toContain('https://plan.test/oauth/v1/token');
    expect(response.payload).not.toContain('attacker.example');
  });

  test('answers HEAD like GET without a body', async () => {
    const [get, head] = await Promise.all(
      (['GET', 'HEAD'] as const).map((method) => inject(app, { method, url: '/ghp/fhir4/v1/metadata' })),
    );
    expect(head?.statusCode).toBe(200);
    expect(head?.payload).toBe('');
    expect(head?.headers['content-type']).toBe(get?.headers['content-type']);
  });

  test.each([
    ['/', 204, 'GET, HEAD, OPTIONS'],
    ['/favicon.ico', 204, 'GET, HEAD, OPTIONS'],
    ['/developer/register', 204, 'GET, HEAD, POST, OPTIONS'],
    ['/nowhere', 404, undefined],
  ])('says what %s allows', async (url, status, allow) => {
    const response = await inject(app, { method: 'OPTIONS', url });
    expect([response.statusCode, response.headers.allow]).toEqual([status, allow]);
  });

  test('does not say what it is built with', async () => {
    const response = await inject(app, { method: 'GET', url: '/' });
    expect(response.headers).not.toHaveProperty('x-powered-by');
  });
});

test('a key that is too short is refused', () => {
  expect(() => createCore({ ...core.ports, key: Buffer.alloc(8) })).toThrow(
    'key: 8 bytes; at least 32 are needed',
  );
});
