import { isJson } from '../json.ts';
import { type BrokenInvariant, first, list, object, without } from './row.ts';

const contained = (more: object) => ({
  resourceType: 'Basic',
  id: 'inside',
  code: { text: 'text' },
  ...more,
});
const quantity = (value: number) => ({ value, system: 'http://unitsofmeasure.org', code: 'a' });
const PERIOD = { start: '2023-02-01', end: '2023-01-01' };

/** Invariants of the base specification. */
export const baseInvariants: readonly BrokenInvariant[] = [
  {
    key: 'dom-2',
    everywhere: true,
    or: 'contained',
    change: (resource) => {
      resource.contained = [contained({ contained: [contained({ id: 'deeper' })] })];
      return 'contained';
    },
  },
  {
    key: 'dom-3',
    everywhere: true,
    or: 'contained',
    change: (resource) => {
      resource.contained = [contained({})];
      return 'contained';
    },
  },
  {
    key: 'dom-4',
    everywhere: true,
    or: 'contained',
    change: (resource) => {
      resource.contained = [contained({ meta: { versionId: '1' } })];
      return 'contained';
    },
  },
  {
    key: 'dom-5',
    everywhere: true,
    or: 'contained',
    change: (resource) => {
      resource.contained = [contained({ meta: { security: [{ code: 'R' }] } })];
      return 'contained';
    },
  },
  {
    key: 'dom-6',
    everywhere: true,
    severity: 'warning',
    change: (resource) => (without(resource, 'text') ? 'text' : undefined),
  },
  {
    key: 'ext-1',
    everywhere: true,
    change: (resource) => {
      const valued = { url: 'http://example.org/a', valueString: 'text' };
      resource.extension = [...list(resource, 'extension'), { ...valued, extension: [valued] }];
      return 'extension';
    },
  },
  {
    key: 'ref-1',
    everywhere: true,
    or: 'contained',
    change: (resource) => {
      const name = [
        'subject',
        'patient',
        'beneficiary',
        'organization',
        'managingOrganization',
        'partOf',
        'ownedBy',
      ].find((item) => object(resource, item));
      if (!name) return undefined;
      resource[name] = { reference: '#not-there' };
      return name;
    },
  },
  {
    key: 'per-1',
    everywhere: true,
    change: (resource) => {
      for (const name of ['identifier', 'name', 'telecom', 'address']) {
        const item = first(resource, name);
        if (!item || item.extension !== undefined) continue;
        item.period = PERIOD;
        return `${name}[0].period`;
      }
      return undefined;
    },
  },
  {
    key: 'cpt-2',
    everywhere: true,
    change: (resource) => {
      const telecom = first(resource, 'telecom', (item) => item.value !== undefined);
      return without(telecom, 'system') ? 'telecom' : undefined;
    },
  },
  {
    key: 'qty-3',
    everywhere: true,
    change: (resource) => {
      const quantity = object(resource, 'valueQuantity');
      return quantity?.code !== undefined && without(quantity, 'system') ? 'valueQuantity' : undefined;
    },
  },
  {
    key: 'rng-2',
    everywhere: true,
    types: ['Observation'],
    change: (resource) => {
      if (!list(resource, 'referenceRange').length) return undefined;
      const range = { low: quantity(2), high: quantity(1) };
      resource.referenceRange = [{ text: 'text', age: range }];
      return 'referenceRange[0].age';
    },
  },
  {
    key: 'att-1',
    everywhere: true,
    types: ['DocumentReference', 'DiagnosticReport', 'Patient', 'Practitioner'],
    change: (resource) => {
      const attachment = { data: 'QQ==' };
      if (resource.resourceType === 'DocumentReference') {
        const content = first(resource, 'content');
        if (!content) return undefined;
        content.attachment = attachment;
        return 'content[0].attachment';
      }
      const name = resource.resourceType === 'DiagnosticReport' ? 'presentedForm' : 'photo';
      resource[name] = [attachment];
      return `${name}[0]`;
    },
  },
  {
    key: 'txt-1',
    everywhere: true,
    change: (resource) => {
      const text = object(resource, 'text');
      if (!text) return undefined;
      text.div = '<div xmlns="http://www.w3.org/1999/xhtml"><script>1</script></div>';
      return 'text.div';
    },
  },
  {
    key: 'txt-2',
    everywhere: true,
    change: (resource) => {
      const text = object(resource, 'text');
      if (!text) return undefined;
      text.div = '<div xmlns="http://www.w3.org/1999/xhtml"> <p> </p> </div>';
      return 'text.div';
    },
  },
  {
    key: 'pat-1',
    types: ['Patient'],
    change: (resource) => {
      resource.contact = [{ gender: 'female' }];
      return 'contact[0]';
    },
  },
  {
    key: 'org-1',
    types: ['Organization'],
    change: (resource) => (without(resource, 'name', 'identifier') ? 'name' : undefined),
  },
  {
    key: 'org-2',
    types: ['Organization'],
    change: (resource) => {
      const address = first(resource, 'address');
      if (!address) return undefined;
      address.use = 'home';
      return 'address[0].use';
    },
  },
  {
    key: 'org-3',
    types: ['Organization'],
    change: (resource) => {
      const telecom = first(resource, 'telecom');
      if (!telecom) return undefined;
      telecom.use = 'home';
      return 'telecom[0].use';
    },
  },
  {
    key: 'obs-3',
    types: ['Observation'],
    change: (resource) => {
      resource.referenceRange = [{ type: { text: 'text' } }];
      return 'referenceRange[0]';
    },
  },
  {
    key: 'obs-6',
    types: ['Observation'],
    change: (resource) => {
      if (!Object.keys(resource).some((name) => name.startsWith('value'))) return undefined;
      resource.dataAbsentReason = { text: 'text' };
      return 'dataAbsentReason';
    },
  },
  {
    key: 'obs-7',
    types: ['Observation'],
    change: (resource) => {
      if (!isJson(resource.valueQuantity) || !object(resource, 'code')) return undefined;
      resource.component = [{ code: structuredClone(resource.code), valueString: 'text' }];
      return 'component[0].code';
    },
  },
  {
    key: 'ait-1',
    types: ['AllergyIntolerance'],
    change: (resource) => (without(resource, 'clinicalStatus') ? 'clinicalStatus' : undefined),
  },
  {
    key: 'ait-2',
    types: ['AllergyIntolerance'],
    change: (resource) => {
      const system = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification';
      resource.verificationStatus = { coding: [{ system, code: 'entered-in-error' }] };
      return 'verificationStatus';
    },
  },
  {
    key: 'con-1',
    types: ['Condition'],
    change: (resource) => {
      resource.stage = [{ type: { text: 'text' } }];
      return 'stage[0]';
    },
  },
  {
    key: 'con-2',
    types: ['Condition'],
    change: (resource) => {
      resource.evidence = [{ extension: [{ url: 'http://example.org/a', valueString: 'text' }] }];
      return 'evidence[0]';
    },
  },
  {
    key: 'con-4',
    types: ['Condition'],
    change: (resource) => {
      const system = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
      resource.clinicalStatus = { coding: [{ system, code: 'active' }] };
      resource.abatementString = 'text';
      delete resource.abatementDateTime;
      return 'abatementString';
    },
  },
  {
    key: 'con-5',
    types: ['Condition'],
    change: (resource) => {
      const system = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
      if (!object(resource, 'clinicalStatus')) return undefined;
      resource.verificationStatus = { coding: [{ system, code: 'entered-in-error' }] };
      return 'verificationStatus';
    },
  },
  {
    key: 'cpl-3',
    types: ['CarePlan'],
    change: (resource) => {
      resource.activity = [{ detail: { status: 'scheduled' }, reference: { display: 'text' } }];
      return 'activity[0]';
    },
  },
  {
    key: 'gol-1',
    types: ['Goal'],
    change: (resource) => {
      resource.target = [{ detailString: 'text', dueDate: '2023-04-05' }];
      return 'target[0]';
    },
  },
  {
    key: 'imm-1',
    types: ['Immunization'],
    change: (resource) => {
      resource.education = [{ publicationDate: '2023-04-05' }];
      return 'education[0]';
    },
  },
  {
    key: 'mdd-1',
    types: ['MedicationDispense'],
    change: (resource) => {
      resource.whenPrepared = '2023-04-05';
      resource.whenHandedOver = '2023-04-04';
      return 'whenHandedOver';
    },
  },
  {
    key: 'prr-1',
    types: ['ServiceRequest'],
    change: (resource) => {
      resource.orderDetail = [{ text: 'text' }];
      return without(resource, 'code') ? 'code' : undefined;
    },
  },
  {
    key: 'qrs-1',
    types: ['QuestionnaireResponse'],
    change: (resource) => {
      resource.item = [
        { linkId: 'a', answer: [{ valueString: 'text' }], item: [{ linkId: 'b', text: 'text' }] },
      ];
      return 'item[0]';
    },
  },
  {
    key: 'ipn-1',
    types: ['InsurancePlan'],
    change: (resource) => (without(resource, 'name', 'identifier') ? 'name' : undefined),
  },
];
