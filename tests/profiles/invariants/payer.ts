import { isJson } from '../json.ts';
import { type BrokenInvariant, first, hasCode, list, object, without } from './row.ts';

const EOB = ['ExplanationOfBenefit'];
const NEW_PATIENTS = 'http://hl7.org/fhir/us/davinci-pdex-plan-net/StructureDefinition/newpatients';

/** A claim to version 2.0 that lacks the version (one invariant per profile of CARIN BB 2.0.0). */
const unversioned = (key: string, type: string): BrokenInvariant => ({
  key,
  types: [type],
  change: (resource) => {
    const meta = object(resource, 'meta');
    if (!meta) return undefined;
    meta.profile = ['http://example.org/StructureDefinition/other|2.0.0'];
    return 'meta.profile';
  },
});

/** Invariants of CARIN BB 1.1.0 and 2.0.0 and of Plan-Net 1.1.0. */
export const payerInvariants: readonly BrokenInvariant[] = [
  unversioned('coverage-meta-profile-version', 'Coverage'),
  unversioned('organization-meta-profile-version', 'Organization'),
  unversioned('patient-meta-profile-version', 'Patient'),
  unversioned('practitioner-meta-profile-version', 'Practitioner'),
  unversioned('relatedperson-meta-profile-version', 'RelatedPerson'),
  unversioned('EOB-institutional-inpatient-meta-profile-version', 'ExplanationOfBenefit'),
  unversioned('EOB-institutional-outpatient-meta-profile-version', 'ExplanationOfBenefit'),
  unversioned('EOB-oral-meta-profile-version', 'ExplanationOfBenefit'),
  unversioned('EOB-pharmacy-meta-profile-version', 'ExplanationOfBenefit'),
  unversioned('EOB-professional-nonclinician-meta-profile-version', 'ExplanationOfBenefit'),
  {
    key: 'relatedperson-name-or-relationship',
    types: ['RelatedPerson'],
    change: (resource) => (without(resource, 'name', 'relationship') ? 'name' : undefined),
  },
  {
    key: 'Practitioner-identifier',
    types: ['Practitioner'],
    change: (resource) => {
      if (list(resource, 'identifier').length === 0) return undefined;
      resource.identifier = [{ system: 'http://example.org/ids', value: 'a' }];
      return 'identifier';
    },
  },
  {
    key: 'uncontained-requires-lastUpdated',
    types: ['Organization'],
    change: (resource) => (without(object(resource, 'meta'), 'lastUpdated') ? 'meta.lastUpdated' : undefined),
  },
  {
    key: 'EOB-payee-other-type-requires-party',
    types: EOB,
    change: (resource) => {
      const system = 'http://terminology.hl7.org/CodeSystem/payeetype';
      resource.payee = { type: { coding: [{ system, code: 'other' }] } };
      return 'payee';
    },
  },
  {
    key: 'EOB-insurance-focal',
    types: EOB,
    // It stands on insurance and looks for insurance below.
    cannotFail: { text: 'insurance.select' },
    change: (resource) => {
      const insurance = first(resource, 'insurance');
      if (!insurance) return undefined;
      resource.insurance = [1, 2].map(() => ({ ...structuredClone(insurance), focal: true }));
      return 'insurance';
    },
  },
  {
    key: 'EOB-vision-item-productorservice',
    types: EOB,
    // It stands on item.productOrService, from where the resource has no name.
    cannotFail: { text: 'ExplanationOfBenefit.type' },
    change: (resource) => {
      const item = first(resource, 'item');
      if (!item) return undefined;
      const system = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';
      item.productOrService = { coding: [{ system, code: 'not-applicable' }] };
      return 'item[0].productOrService';
    },
  },
  {
    key: 'new-patients-characteristics',
    types: ['HealthcareService', 'PractitionerRole'],
    // valueCodeableConcept is no step of FHIRPath.
    cannotFail: { text: '.valueCodeableConcept' },
    change: (resource) => {
      const owner = first(resource, 'extension', ({ url }) => url === NEW_PATIENTS);
      if (!owner) return undefined;
      const system = 'http://hl7.org/fhir/us/davinci-pdex-plan-net/CodeSystem/AcceptingPatientsCS';
      owner.extension = [
        { url: 'acceptingPatients', valueCodeableConcept: { coding: [{ system, code: 'nopt' }] } },
        { url: 'characteristics', valueString: 'text' },
      ];
      return 'extension';
    },
  },
  {
    key: 'EOB-careteam-qualification',
    types: EOB,
    change: (resource) => {
      const member = first(resource, 'careTeam', (item) => hasCode(item.role, 'rendering'));
      return without(member, 'qualification') ? 'careTeam' : undefined;
    },
  },
  {
    key: 'adjudication-has-amount-type-slice',
    types: EOB,
    change: (resource) => {
      const index = list(resource, 'item').findIndex((item) => list(item, 'adjudication').length > 0);
      const item = list(resource, 'item')[index];
      if (!item) return undefined;
      const system = 'http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBAdjudicationDiscriminator';
      item.adjudication = [
        {
          category: { coding: [{ system, code: 'benefitpaymentstatus' }] },
          reason: {
            coding: [
              {
                system: 'http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBPayerAdjudicationStatus',
                code: 'innetwork',
              },
            ],
          },
        },
      ];
      return `item[${index}].adjudication`;
    },
  },
  {
    key: 'EOB-institutional-item-or-header-adjudication',
    types: EOB,
    change: (resource) => {
      // The rule wants amounts on the header or on the lines, not both and not neither.
      for (const item of list(resource, 'item')) delete item.adjudication;
      if (list(resource, 'adjudication').length === 0) return 'item';
      delete resource.adjudication;
      return 'adjudication';
    },
  },
  {
    key: 'EOB-out-inst-item-productorservice',
    types: EOB,
    change: (resource) => {
      const item = first(resource, 'item');
      if (!item) return undefined;
      const system = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';
      item.productOrService = { coding: [{ system, code: 'not-applicable' }] };
      return 'item[0].productOrService';
    },
  },
  {
    key: 'EOB-prof-all-transportation-supportinginfo-linked-to-line',
    types: EOB,
    change: (resource) => {
      const info = list(resource, 'supportingInfo');
      if (info.length === 0) return undefined;
      const system = 'http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBSupportingInfoType';
      resource.supportingInfo = [
        ...info,
        { sequence: 99, category: { coding: [{ system, code: 'ambulancetransportreason' }] } },
      ];
      return 'supportingInfo';
    },
  },
  {
    key: 'Oral-EOB-supportinginfo-additionalbodysite-requires-line-item',
    types: EOB,
    change: (resource) => {
      const info = list(resource, 'supportingInfo');
      const system = 'http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBSupportingInfoType';
      resource.supportingInfo = [
        ...info,
        { sequence: 99, category: { coding: [{ system, code: 'additionalbodysite' }] } },
      ];
      return 'supportingInfo';
    },
  },
  {
    key: 'network-or-plan-Network',
    types: ['InsurancePlan'],
    // Without parentheses, exists names a property that no plan has.
    cannotFail: { text: 'network.exists.allTrue()' },
    change: (resource) => {
      // Each plan must have a network then; where there is no plan, the rule asks nothing.
      if (list(resource, 'network').length === 0 || list(resource, 'plan').length === 0) return undefined;
      for (const plan of list(resource, 'plan')) delete plan.network;
      return without(resource, 'network') ? 'network' : undefined;
    },
  },
  {
    key: 'plan-type-is-distinct',
    types: ['InsurancePlan'],
    change: (resource) => {
      const plan = first(resource, 'plan', (item) => isJson(item.type));
      if (!plan) return undefined;
      resource.plan = [plan, structuredClone(plan)];
      return 'plan';
    },
  },
  {
    key: 'organization-or-participatingOrganization',
    types: ['OrganizationAffiliation'],
    change: (resource) =>
      without(resource, 'organization', 'participatingOrganization') ? 'organization' : undefined,
  },
  {
    key: 'practitioner-or-organization-or-healthcareservice-or-location',
    types: ['PractitionerRole'],
    change: (resource) =>
      without(resource, 'practitioner', 'organization', 'healthcareService', 'location')
        ? 'practitioner'
        : undefined,
  },
];
