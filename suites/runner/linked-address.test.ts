import { describe, expect, test } from 'vitest';
import { NotExercised } from './context.ts';
import { harvestPages } from './harvest.ts';
import { HttpClient, type HttpRequest } from './http.ts';
import { linkedAddress } from './linked-address.ts';

const base = 'https://plan.test/fhir';

describe('a link that a token follows', () => {
  test.each([
    ['https://plan.test/fhir?page=2', 'https://plan.test/fhir?page=2'],
    ['https://plan.test/elsewhere?page=2', 'https://plan.test/elsewhere?page=2'],
    ['Patient?page=2', 'https://plan.test/fhir/Patient?page=2'],
    ['/fhir?page=2', 'https://plan.test/fhir?page=2'],
  ])('%s', (link, address) => expect(linkedAddress(link, base)).toBe(address));

  test.each([
    'http://plan.test/fhir?page=2',
    'https://evil.test/fhir',
    '//evil.test/',
    'https://plan.test:8443/',
  ])('never %s', (link) => expect(() => linkedAddress(link, base)).toThrow(NotExercised));
});

test('a harvest sends its token to no other host', async () => {
  const asked: HttpRequest[] = [];
  const transport = async (request: HttpRequest) => {
    asked.push(request);
    const body = {
      resourceType: 'Bundle',
      type: 'searchset',
      link: [{ relation: 'next', url: 'https://evil.test/fhir?page=2' }],
    };
    return { status: 200, headers: [], body: JSON.stringify(body) };
  };
  const http = new HttpClient(transport, { requestsPerSecond: 0, concurrency: 1, timeoutMs: 1000 }, Date.now);
  await expect(harvestPages(http, base, 'Patient', 'the token', 5)).rejects.toThrow('https://evil.test');
  expect(asked.map(({ url }) => url)).toEqual(['https://plan.test/fhir/Patient']);
});
