import type { FhirResource, Observation } from 'fhir/r4.js';
import type { Population } from '../../mock-server/population.ts';

/** A population with resources on top whose values generated people do not have. */
export function withExtras(population: Population, baseUrl: string): Population {
  const known = new WeakMap<readonly FhirResource[], readonly FhirResource[]>();
  const extended = (resources: readonly FhirResource[], extras: () => readonly FhirResource[]) => {
    const all = known.get(resources) ?? [...resources, ...extras()];
    known.set(resources, all);
    return all;
  };
  return {
    ...population,
    compartment: (patientId, asOf) =>
      extended(population.compartment(patientId, asOf), () => memberExtras(patientId, baseUrl)),
    directory: (asOf) =>
      extended(population.directory(asOf), () => directoryExtras(population.directory(asOf))),
  };
}

const meta = { versionId: '1', lastUpdated: '2025-06-01T10:00:00.123Z' };
const ucum = 'http://unitsofmeasure.org';

function memberExtras(patientId: string, baseUrl: string): readonly FhirResource[] {
  const base: Observation = {
    resourceType: 'Observation',
    status: 'final',
    code: {
      text: 'Glucosa en ayunas, Ñandú',
      coding: [
        { system: 'http://loinc.org', code: '1558-6', display: 'Fasting glucose' },
        { system: 'urn:local', code: 'a,b|c$d\\e', display: 'Odd, but legal' },
        { code: 'no-system' },
      ],
    },
    subject: { reference: `Patient/${patientId}` },
  };
  const observations: readonly Partial<Observation>[] = [
    {
      effectivePeriod: { start: '2024-02-29' },
      valueQuantity: { value: 5.35, unit: 'mg', system: ucum, code: 'mg' },
    },
    {
      effectivePeriod: { end: '2024-03-01T10:00:00+02:00' },
      valueQuantity: { value: 5, comparator: '<', unit: 'mg' },
    },
    {
      effectiveTiming: { event: ['2024-01-01', '2024-01-05T08:00:00Z'] },
      valueQuantity: { value: 100, code: '%' },
    },
    {
      effectiveTiming: { repeat: { boundsPeriod: { start: '2024-05-01', end: '2024-05-31' }, frequency: 1 } },
    },
    { effectiveInstant: '2024-03-05T10:20:30.500Z', valueQuantity: { value: 99.5, system: ucum, code: '%' } },
    { effectiveDateTime: '2024', valueDateTime: '2024-03' },
    { effectiveDateTime: '2024-03-05T10:20:00-05:30', valuePeriod: { start: '2023-12-31', end: '2024' } },
    { subject: { reference: `${baseUrl}/Patient/${patientId}` }, valueString: 'Élan  vital' },
    { subject: { reference: `Patient/${patientId}/_history/1` }, valueCodeableConcept: { text: 'negative' } },
    {
      focus: [{ reference: 'Group/g1' }, { reference: 'https://elsewhere.example/fhir/Patient/p9' }],
    },
    {
      performer: [
        {
          type: 'Practitioner',
          identifier: { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' },
        },
        { reference: `Patient/${patientId}`, identifier: { value: 'by-word' } },
        { display: 'somebody' },
      ],
    },
    {
      identifier: [
        {
          type: {
            coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'FILL' }],
            text: 'Filler',
          },
          system: 'urn:lab',
          value: 'Acc-1,2',
        },
        { value: 'bare' },
      ],
      component: [
        { code: { coding: [{ system: 'urn:x', code: 'c1' }] }, valueQuantity: { value: -3.2, unit: 'K' } },
        { code: { text: 'only words' }, valueCodeableConcept: { coding: [{ code: 'c2' }] } },
      ],
    },
  ];
  return [
    ...observations.map(
      (own, index): Observation => ({
        ...base,
        ...own,
        id: `extra-${index}`,
        meta: { ...meta, tag: [{ system: 'urn:tags', code: index % 2 === 0 ? 'even' : 'Odd' }] },
      }),
    ),
    {
      resourceType: 'Condition',
      id: 'extra-condition',
      meta,
      subject: { reference: `Patient/${patientId}` },
      onsetAge: { value: 40, unit: 'a', system: ucum, code: 'a' },
      abatementRange: { low: { value: 41, code: 'a' }, high: { value: 43.5, code: 'a' } },
    },
    {
      resourceType: 'Condition',
      id: 'extra-condition-2',
      meta,
      extension: [
        { url: 'http://hl7.org/fhir/StructureDefinition/condition-assertedDate', valueDateTime: '2024-02' },
      ],
      subject: { reference: `Patient/${patientId}`, identifier: { system: 'urn:plan', value: 'M1' } },
      onsetString: 'as a child',
      abatementPeriod: { start: '2024-01-31' },
      evidence: [{ code: [{ coding: [{ code: 'e' }] }], detail: [{ reference: 'Observation/extra-0' }] }],
    },
    {
      resourceType: 'Goal',
      id: 'extra-goal',
      meta,
      lifecycleStatus: 'active',
      description: { text: 'Walk' },
      subject: { reference: `Patient/${patientId}` },
      startDate: '2024-01',
      target: [{ dueDate: '2024-06-01' }, { dueDate: '2025' }],
    },
    {
      resourceType: 'CarePlan',
      id: 'extra-plan',
      meta,
      status: 'active',
      intent: 'plan',
      subject: { reference: `Patient/${patientId}` },
      instantiatesUri: ['http://example.org/plan'],
      goal: [{ reference: 'Goal/extra-goal' }],
      replaces: [{ reference: 'CarePlan/extra-plan' }],
      activity: [
        {
          detail: {
            status: 'scheduled',
            scheduledTiming: { event: ['2024-04-01'] },
            code: { text: 'Stroll' },
          },
        },
      ],
    },
  ];
}

/** Networks, chains of parts, and places that some directories have and the generated one has not. */
function directoryExtras(directory: readonly FhirResource[]): readonly FhirResource[] {
  const first = (type: string) =>
    `${type}/${directory.find(({ resourceType }) => resourceType === type)?.id}`;
  const planNet = 'http://hl7.org/fhir/us/davinci-pdex-plan-net/StructureDefinition';
  return [
    {
      resourceType: 'Organization',
      id: 'extra-a',
      meta,
      extension: [
        { url: `${planNet}/location-reference`, valueReference: { reference: 'Location/extra-l' } },
        { url: 'urn:other', valueReference: { reference: 'Location/extra-m' } },
      ],
      name: 'Clínica  Ñuñoa, S.A. $1|2\\3',
      alias: ['The "Nunoa"', 'ZZ'],
      partOf: { reference: 'Organization/extra-b' },
      endpoint: [{ reference: first('Endpoint') }],
      address: [
        { text: '1 Fifth Av., Cupertino', line: ['1 Fifth Av.'], city: 'Cupertino', district: 'West' },
      ],
    },
    {
      resourceType: 'Organization',
      id: 'extra-b',
      meta,
      name: 'Group of groups',
      partOf: { reference: first('Organization') },
      type: [{ text: 'Umbrella', coding: [{ code: 'u', display: 'Umbrella body' }] }],
    },
    {
      resourceType: 'Location',
      id: 'extra-l',
      meta,
      status: 'suspended',
      alias: ['Lab West', 'LW'],
      operationalStatus: {
        system: 'http://terminology.hl7.org/CodeSystem/v2-0116',
        code: 'C',
        display: 'Closed',
      },
      position: { latitude: 37.3229, longitude: -122.0322 },
      managingOrganization: { reference: 'Organization/extra-a' },
      partOf: { reference: 'Location/extra-m' },
      endpoint: [{ reference: first('Endpoint') }],
    },
    {
      resourceType: 'Location',
      id: 'extra-m',
      meta,
      name: 'Campus',
      type: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'HOSP' }] }],
      position: { latitude: 37.33, longitude: 179.99 },
      partOf: { reference: first('Location') },
    },
    {
      resourceType: 'InsurancePlan',
      id: 'extra-plan',
      meta,
      name: 'Oro',
      alias: ['Or'],
      contact: [{ address: { city: 'Gilroy', state: 'CA', postalCode: '95020' } }],
      plan: [{ type: { coding: [{ code: 'gold', display: 'Gold' }] } }, { type: { text: 'Silver' } }],
      coverageArea: [{ reference: 'Location/extra-l' }],
      ownedBy: { reference: 'Organization/extra-a' },
    },
    {
      resourceType: 'PractitionerRole',
      id: 'extra-role',
      meta,
      period: { start: '2023-05', end: '2024-05-10' },
      extension: [
        { url: `${planNet}/network-reference`, valueReference: { reference: 'Organization/extra-b' } },
        { url: `${planNet}/network-reference`, valueReference: { reference: 'Organization/extra-a' } },
      ],
      practitioner: { reference: first('Practitioner') },
      endpoint: [{ reference: first('Endpoint') }],
    },
  ];
}
