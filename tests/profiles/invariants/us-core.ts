import { type BrokenInvariant, first, object, without } from './row.ts';

const NPI = 'http://hl7.org/fhir/sid/us-npi';
const npiOf = (resource: unknown) => first(resource, 'identifier', (item) => item.system === NPI);

/** Invariants of US Core 3.1.1 and 6.1.0; a key stands twice where the two versions use it for different rules. */
export const usCoreInvariants: readonly BrokenInvariant[] = [
  ...['us-core-8', 'us-core-6'].map(
    (key): BrokenInvariant => ({
      key,
      types: ['Patient'],
      change: (resource) => {
        const name = first(resource, 'name');
        if (!name || name.extension !== undefined) return undefined;
        without(name, 'family', 'given');
        name.text = 'text';
        return 'name[0]';
      },
    }),
  ),
  {
    key: 'us-core-6',
    types: ['DocumentReference'],
    change: (resource) => {
      const attachment = object(first(resource, 'content'), 'attachment');
      if (attachment) attachment.contentType ??= 'text/plain';
      return without(attachment, 'url', 'data') ? 'content[0].attachment' : undefined;
    },
  },
  ...['us-core-1', 'vs-1'].map(
    (key): BrokenInvariant => ({
      key,
      types: ['Observation'],
      // DateTime is FHIRPath's own type; what FHIR values have is dateTime.
      cannotFail: { text: '$this is DateTime implies' },
      change: (resource) => {
        if (typeof resource.effectiveDateTime !== 'string') return undefined;
        resource.effectiveDateTime = '2023-04';
        return 'effectiveDateTime';
      },
    }),
  ),
  ...['us-core-2', 'vs-2'].map(
    (key): BrokenInvariant => ({
      key,
      types: ['Observation'],
      change: (resource) => {
        const value = Object.keys(resource).find((name) => /^value[A-Z]/.test(name));
        return value &&
          !resource.component &&
          !resource.hasMember &&
          without(resource, value, 'dataAbsentReason')
          ? value
          : undefined;
      },
    }),
  ),
  {
    key: 'vs-3',
    types: ['Observation'],
    change: (resource) =>
      without(first(resource, 'component'), 'valueQuantity', 'dataAbsentReason') ? 'component[0]' : undefined,
  },
  {
    key: 'us-core-3',
    types: ['Observation'],
    // On value[x] itself there is no value below.
    cannotFail: { text: 'value', element: 'Observation.value[x]' },
    change: (resource) => {
      const quantity = object(resource, 'valueQuantity');
      if (!quantity) return undefined;
      quantity.system = 'http://example.org/units';
      return 'valueQuantity';
    },
  },
  {
    key: 'us-core-4',
    types: ['Observation'],
    severity: 'warning',
    cannotFail: { text: 'value', element: 'Observation.value[x]' },
    change: (resource) => {
      const concept = object(resource, 'valueCodeableConcept');
      if (!concept) return undefined;
      concept.coding = [{ system: 'http://example.org/codes', code: 'a' }];
      return 'valueCodeableConcept';
    },
  },
  {
    key: 'us-core-7',
    types: ['Procedure'],
    change: (resource) => {
      resource.status = 'completed';
      return without(resource, 'performedDateTime', 'performedPeriod') ? 'status' : undefined;
    },
  },
  ...['us-core-8', 'us-core-10'].map(
    (key): BrokenInvariant => ({
      key,
      types: ['DiagnosticReport'],
      change: (resource) =>
        without(resource, 'effectiveDateTime', 'effectivePeriod') ? 'effectiveDateTime' : undefined,
    }),
  ),
  {
    key: 'us-core-9',
    types: ['DiagnosticReport'],
    change: (resource) => (without(resource, 'issued') ? 'issued' : undefined),
  },
  {
    key: 'us-core-9',
    types: ['Device'],
    change: (resource) => {
      const some = ['manufactureDate', 'expirationDate', 'lotNumber', 'serialNumber', 'distinctIdentifier'];
      return resource.udiCarrier && without(resource, ...some) ? 'udiCarrier' : undefined;
    },
  },
  {
    key: 'us-core-12',
    types: ['Device'],
    change: (resource) => {
      const carrier = first(resource, 'udiCarrier');
      return without(carrier, 'carrierHRF', 'carrierAIDC') ? 'udiCarrier' : undefined;
    },
  },
  {
    key: 'us-core-14',
    types: ['RelatedPerson'],
    change: (resource) => (without(resource, 'name', 'relationship') ? 'name' : undefined),
  },
  {
    key: 'us-core-15',
    types: ['Coverage'],
    change: (resource) => (without(resource, 'subscriberId', 'identifier') ? 'identifier' : undefined),
  },
  {
    key: 'us-core-16',
    types: ['Organization', 'Practitioner'],
    change: (resource) => {
      const npi = npiOf(resource);
      if (!npi) return undefined;
      npi.value = '12345';
      return 'identifier';
    },
  },
  {
    key: 'us-core-17',
    types: ['Organization', 'Practitioner'],
    change: (resource) => {
      const npi = npiOf(resource);
      if (typeof npi?.value !== 'string') return undefined;
      npi.value = `${npi.value.slice(0, -1)}${(Number(npi.value.slice(-1)) + 1) % 10}`;
      return 'identifier';
    },
  },
  {
    key: 'us-core-18',
    types: ['Organization'],
    change: (resource) => {
      const others = Array.isArray(resource.identifier) ? resource.identifier : [];
      resource.identifier = [...others, { system: 'urn:oid:2.16.840.1.113883.4.7', value: '12X' }];
      return 'identifier';
    },
  },
  {
    key: 'us-core-19',
    types: ['Organization'],
    change: (resource) => {
      const others = Array.isArray(resource.identifier) ? resource.identifier : [];
      resource.identifier = [...others, { system: 'urn:oid:2.16.840.1.113883.6.300', value: '12X' }];
      return 'identifier';
    },
  },
  {
    key: 'us-core-20',
    types: ['MedicationDispense'],
    change: (resource) => {
      resource.status = 'completed';
      return without(resource, 'whenHandedOver') ? 'status' : undefined;
    },
  },
  {
    key: 'us-core-21',
    types: ['MedicationRequest'],
    change: (resource) => {
      resource.intent = 'order';
      return without(resource, 'requester') ? 'intent' : undefined;
    },
  },
  {
    key: 'provenance-1',
    types: ['Provenance'],
    change: (resource) => {
      const agent = first(resource, 'agent');
      if (!agent) return undefined;
      // The rule looks at what kind of thing the agent is, so the reference must resolve.
      resource.contained = [{ resourceType: 'Practitioner', id: 'inside' }];
      agent.who = { reference: '#inside' };
      delete agent.onBehalfOf;
      return 'agent[0]';
    },
  },
  {
    key: 'sdcqr-1',
    types: ['QuestionnaireResponse'],
    severity: 'warning',
    change: (resource) => (without(resource, 'subject') ? 'subject' : undefined),
  },
];
