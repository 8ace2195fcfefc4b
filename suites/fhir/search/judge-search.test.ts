import type { Bundle, FhirResource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { runAgainst, searchset } from '../stub.fixture.ts';

const observation = (n: number): FhirResource => ({
  resourceType: 'Observation',
  id: `o-${n}`,
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  subject: { reference: 'Patient/p' },
});

/** A record without end, whose search by code finds some of what was read of it. */
const judged = (found: readonly FhirResource[]) =>
  runAgainst('fhir.search.patient-access-observation-by-code', {
    resource: [{ type: 'Observation', searchParam: [{ name: 'code', type: 'token' }] }],
    answer(path, query) {
      if (query.has('code')) return searchset(...found.map((one) => [one, 'match'] as const));
      const page = Number(query.get('page') ?? 0);
      const next = `http://stub.test/fhir/${path}?page=${page + 1}`;
      return {
        ...(searchset([observation(page), 'match']) as Bundle),
        link: [{ relation: 'next', url: next }],
      };
    },
  });

describe('a search of a record that was read in part', () => {
  const read = Array.from({ length: 20 }, (_, n) => observation(n));

  test.each<{ text: string; found: readonly FhirResource[]; expected: string }>([
    { text: 'all that was read', found: read, expected: 'pass' },
    { text: 'what was not read, too', found: [...read, observation(100)], expected: 'pass' },
    { text: 'not all that was read', found: read.slice(1), expected: 'fail' },
    { text: 'nothing', found: [], expected: 'fail' },
  ])('finds $text: $expected', async ({ found, expected }) => {
    expect((await judged(found)).outcome).toBe(expected);
  });
});
