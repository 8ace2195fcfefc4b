import { existsSync, readFileSync } from 'node:fs';
import type { FhirResource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { clinicalTypes } from '../../oauth/resource-types.ts';
import { searchParameters } from './parameters.ts';

const MATRIX = new URL('../../../../shared/ig/search-matrix.json', import.meta.url);

interface Matrix {
  readonly guides: Record<
    string,
    { readonly resources: Record<string, { readonly searchParams: readonly (readonly string[])[] }> }
  >;
}

describe.skipIf(!existsSync(MATRIX))(
  'every parameter of US Core 6.1.0 is served (needs ../shared/ig)',
  () => {
    test.each(clinicalTypes)('for %s', (type) => {
      const matrix = JSON.parse(readFileSync(MATRIX, 'utf8')) as Matrix;
      const required = matrix.guides['hl7.fhir.us.core-6.1.0']?.resources[type]?.searchParams ?? [];
      const served = searchParameters(type);
      const kinds = required.map(([name = '']) => `${name} ${served.get(name)?.kind}`);
      expect(kinds).toEqual(required.map(([name, kind]) => `${name} ${kind}`));
    });
  },
);

const subject = { reference: 'Patient/p' };
const token = (system: string | undefined, code: string) => ({ system, code });
const from = (date: string) => expect.objectContaining({ low: Date.parse(date) });

test.each<[FhirResource, string, unknown]>([
  [
    {
      resourceType: 'Condition',
      subject,
      extension: [
        { url: 'http://example.org/other', valueDateTime: '2020-01-01' },
        {
          url: 'http://hl7.org/fhir/StructureDefinition/condition-assertedDate',
          valueDateTime: '2024-05-06',
        },
      ],
    },
    'asserted-date',
    [from('2024-05-06')],
  ],
  [
    { resourceType: 'MedicationRequest', subject, status: 'active', intent: 'order' },
    'intent',
    [token('http://hl7.org/fhir/CodeSystem/medicationrequest-intent', 'order')],
  ],
  [
    {
      resourceType: 'Encounter',
      subject,
      status: 'finished',
      class: { system: 'urn:x', code: 'IMP' },
      hospitalization: { dischargeDisposition: { coding: [{ code: 'home' }] } },
    },
    'discharge-disposition',
    [token(undefined, 'home')],
  ],
  [{ resourceType: 'Procedure', subject, status: 'completed', performedString: 'last spring' }, 'date', []],
  [
    {
      resourceType: 'Provenance',
      target: [{ reference: 'Encounter/e' }, { reference: 'Patient/p' }],
      recorded: '2024-01-01T00:00:00Z',
      agent: [{ who: { reference: 'Organization/o' } }],
    },
    'patient',
    [{ type: 'Patient', id: 'p', url: 'Patient/p' }],
  ],
  [
    {
      resourceType: 'CareTeam',
      participant: [{ role: [{ coding: [{ system: 'urn:x', code: 'a' }] }] }, {}],
    },
    'role',
    [token('urn:x', 'a')],
  ],
  [
    {
      resourceType: 'Goal',
      subject,
      lifecycleStatus: 'active',
      description: { text: 'x' },
      target: [{ dueDate: '2025-01-01' }, { detailString: 'y' }],
    },
    'target-date',
    [from('2025-01-01')],
  ],
])('%j is found by %s', (resource, name, values) => {
  expect(searchParameters(resource.resourceType).get(name)?.values(resource)).toEqual(values);
});
