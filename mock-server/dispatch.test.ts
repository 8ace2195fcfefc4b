import { describe, expect, test } from 'vitest';
import type { Route } from './context.ts';
import { createDispatch, MalformedPath } from './dispatch.ts';

const route = (method: Route['method'], path: string): Route => ({
  method,
  path,
  handle: () => ({ status: 200, headers: {}, body: undefined }),
});

const dispatch = createDispatch([
  route('GET', '/'),
  route('GET', '/fhir/.well-known/smart'),
  route('ALL', '/fhir/metadata'),
  route('ALL', '/fhir/:type'),
  route('ALL', '/fhir/:type/:id'),
  route('ALL', '/fhir/*rest'),
  route('GET', '/apps/:id'),
  route('POST', '/apps/:id'),
]);

const found = (path: string, method = 'GET') => {
  const result = dispatch(method, path);
  return result && [`${result.route.method} ${result.route.path}`, result.params];
};

describe('a path leads to', () => {
  test.each([
    ['/', 'GET /', {}],
    ['/fhir/metadata', 'ALL /fhir/metadata', {}],
    ['/fhir/Metadata', 'ALL /fhir/:type', { type: 'Metadata' }],
    ['/fhir/Patient/1', 'ALL /fhir/:type/:id', { type: 'Patient', id: '1' }],
    ['/fhir/Patient/a%2Fb', 'ALL /fhir/:type/:id', { type: 'Patient', id: 'a/b' }],
    ['/fhir/%50atient', 'ALL /fhir/:type', { type: 'Patient' }],
    ['/fhir/metadata/x', 'ALL /fhir/:type/:id', { type: 'metadata', id: 'x' }],
    ['/fhir/Patient/1/2', 'ALL /fhir/*rest', {}],
    ['/fhir/Patient/', 'ALL /fhir/*rest', {}],
    ['/fhir/.well-known/smart', 'GET /fhir/.well-known/smart', {}],
  ])('%s', (path, which, params) => expect(found(path)).toEqual([which, params]));

  test.each(['/fhir', '/fhir/', '/FHIR/metadata', '', '//', '/apps/', 'fhir/metadata'])(
    'nothing: "%s"',
    (path) => expect(found(path)).toBeUndefined(),
  );
});

describe('the method', () => {
  test('chooses among the routes of a path', () => {
    expect(found('/apps/1', 'POST')).toEqual(['POST /apps/:id', { id: '1' }]);
    expect(found('/apps/1', 'DELETE')).toBeUndefined();
  });

  test('HEAD is answered as GET', () => expect(found('/apps/1', 'HEAD')?.[0]).toBe('GET /apps/:id'));

  test('that a precise path does not take is left to a wider one', () =>
    expect(found('/fhir/.well-known/smart', 'PUT')).toEqual([
      'ALL /fhir/:type/:id',
      { type: '.well-known', id: 'smart' },
    ]));
});

test.each(['/fhir/%E0%A4%A', '/fhir/Patient/%zz'])('%s is malformed', (path) =>
  expect(() => found(path)).toThrow(MalformedPath),
);
