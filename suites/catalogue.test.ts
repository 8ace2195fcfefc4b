import { describe, expect, test } from 'vitest';
import { catalogue, isMeant } from './catalogue.ts';
import { checks } from './index.ts';

const ids = checks.map(({ id }) => id);
const numbers = (prefix: string, last: number) =>
  Array.from({ length: last }, (_, at) => `${prefix}-${String(at + 1).padStart(2, '0')}`);

describe('the catalogue of FHIR rules', () => {
  test('has every row, each once', () => {
    expect(catalogue.map(({ id }) => id)).toEqual([
      ...numbers('MR', 21),
      ...numbers('PG', 10),
      ...numbers('BN', 8),
      ...numbers('HT', 21),
      ...numbers('AU', 21).slice(15),
      ...numbers('EB', 6),
      'FR-01',
      'FR-01b',
      'FR-01c',
      'FR-02',
      'FR-03',
      'MS-01',
      'DOC-01',
    ]);
  });

  test.each(
    catalogue.flatMap(({ id, checks: patterns }) => patterns.map((pattern) => [id, pattern] as const)),
  )('%s is judged by %s', (_, pattern) => {
    expect(ids.filter((id) => isMeant(id, pattern))).not.toEqual([]);
  });

  test.each([
    ['fhir.include.a-b', 'fhir.include.*', true],
    ['fhir.included', 'fhir.include.*', false],
    ['fhirxinclude.a', 'fhir.include.*', false],
    ['fhir.http.patient-access-head', 'fhir.http.*-head', true],
    ['fhir.http.patient-access-header', 'fhir.http.*-head', false],
  ])('%s is meant by %s: %s', (id, pattern, expected) => {
    expect(isMeant(id, pattern)).toBe(expected);
  });
});
