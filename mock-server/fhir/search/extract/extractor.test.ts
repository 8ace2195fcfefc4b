import type { FhirResource } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { searchParameters } from '../table/index.ts';
import type { ParameterRow } from '../table/row.ts';
import { dateValues } from './dates.ts';
import { referenceValues } from './references.ts';
import { tokenValues } from './tokens.ts';

const extractors: Partial<
  Record<ParameterRow['kind'], (row: ParameterRow) => (resource: FhirResource) => readonly unknown[]>
> = { token: tokenValues, date: dateValues, reference: referenceValues };

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
  const row = searchParameters(resource.resourceType).get(name);
  expect(row && extractors[row.kind]?.(row)(resource)).toEqual(values);
});
