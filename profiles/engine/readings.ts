/** A published expression that cannot mean what its text says, and what we judge instead. */
export interface Reading {
  readonly key: string;
  /** The published expression, white space squeezed. */
  readonly expression: string;
  /** The element it stands on, where the same text is sound on another. */
  readonly element?: string;
  readonly why: string;
  /** What the text means. Where it and the published expression disagree, that is information, no error. */
  readonly reading: string;
}

/** Known broken expressions of the guides, by key and text, so that a corrected edition is judged by its own. */
export const READINGS: readonly Reading[] = [
  {
    key: 'pd-1',
    expression: 'telecom or endpoint',
    why: 'a list with more than one item is no boolean',
    reading: 'telecom.exists() or endpoint.exists()',
  },
  {
    key: 'us-core-13',
    expression: 'practitioner or organization or healthcareService or location',
    why: 'a list with more than one item is no boolean',
    reading:
      'practitioner.exists() or organization.exists() or healthcareService.exists() or location.exists()',
  },
  {
    key: 'network-or-plan-Network',
    expression: 'network.exists() or plan.network.exists.allTrue()',
    why: '"exists" without parentheses names an element that does not exist, so the second half is always true',
    reading: 'network.exists() or plan.all(network.exists())',
  },
  {
    key: 'practitioner-or-organization-or-healthcareservice-or-location',
    expression:
      'practitioner.exists() or (organization.exists() or healthcareservice.exists() or location.exists())',
    why: 'the element is healthcareService',
    reading:
      'practitioner.exists() or organization.exists() or healthcareService.exists() or location.exists()',
  },
  {
    key: 'con-3',
    expression:
      "clinicalStatus.exists() or verificationStatus.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-ver-status' and code = 'entered-in-error').exists() or category.select($this='problem-list-item').empty()",
    why: 'a CodeableConcept never equals a string, so the list of answers is empty only without a category',
    reading:
      "clinicalStatus.exists() or verificationStatus.coding.where(code = 'entered-in-error').exists() or category.coding.where(code = 'problem-list-item').empty()",
  },
  {
    key: 'us-core-4',
    expression:
      "valueCodeableConcept.coding.system.empty() or valueCodeableConcept.coding.system = 'http://snomed.info/sct'",
    why: 'stands on value[x] itself and names a JSON property, not a FHIRPath step',
    reading: "coding.system.empty() or coding.exists(system = 'http://snomed.info/sct')",
  },
  {
    key: 'us-core-3',
    expression: "valueQuantity.system.empty() or valueQuantity.system = 'http://unitsofmeasure.org'",
    why: 'stands on value[x] itself and names a JSON property, not a FHIRPath step',
    reading: "system.empty() or system = 'http://unitsofmeasure.org'",
  },
  {
    key: 'us-core-3',
    expression:
      "value.ofType(Quantity).system.empty() or value.ofType(Quantity).system = 'http://unitsofmeasure.org'",
    element: 'Observation.value[x]',
    why: 'stands on value[x] itself, below which there is no other value[x]',
    reading: "ofType(Quantity).system.empty() or ofType(Quantity).system = 'http://unitsofmeasure.org'",
  },
  {
    key: 'us-core-4',
    expression:
      "value.ofType(CodeableConcept).coding.system.empty() or value.ofType(CodeableConcept).coding.system = 'http://snomed.info/sct'",
    element: 'Observation.value[x]',
    why: 'stands on value[x] itself, below which there is no other value[x]',
    reading:
      "ofType(CodeableConcept).coding.system.empty() or ofType(CodeableConcept).coding.exists(system = 'http://snomed.info/sct')",
  },
  {
    key: 'us-core-1',
    expression: '$this is DateTime implies $this.toString().length() >= 10',
    element: 'Observation.effective[x]',
    why: 'DateTime is the FHIRPath system type, which no FHIR value is; the element is a dateTime',
    reading: '$this is dateTime implies $this.toString().length() >= 10',
  },
  {
    key: 'EOB-insurance-focal',
    expression: 'insurance.select (focal = true).count() < 2',
    why: 'it stands on insurance, which holds no insurance',
    reading: '%resource.insurance.where(focal = true).count() < 2',
  },
  {
    key: 'EOB-vision-item-productorservice',
    expression:
      "ExplanationOfBenefit.type.coding.where(code = 'vision' and system='http://terminology.hl7.org/CodeSystem/claim-type').exists() or ExplanationOfBenefit.item.productOrService.coding.where(code = 'not-applicable' and system = 'http://terminology.hl7.org/CodeSystem/data-absent-reason').exists().not()",
    why: 'it stands on item.productOrService, from where ExplanationOfBenefit cannot be named',
    reading:
      "%resource.type.coding.where(code = 'vision' and system = 'http://terminology.hl7.org/CodeSystem/claim-type').exists() or coding.where(code = 'not-applicable' and system = 'http://terminology.hl7.org/CodeSystem/data-absent-reason').exists().not()",
  },
  {
    key: 'new-patients-characteristics',
    expression:
      "extension('acceptingPatients').valueCodeableConcept.coding.exists(code = 'no') implies extension('characteristics').empty()",
    why: 'valueCodeableConcept is a JSON property, not a FHIRPath step, and the code is nopt',
    reading:
      "extension('acceptingPatients').value.ofType(CodeableConcept).coding.where(code = 'nopt').exists() implies extension('characteristics').empty()",
  },
];

const squeeze = (expression: string): string => expression.replaceAll(/\s+/g, ' ').trim();

/** The reading of a broken expression; undefined for the sound ones. */
export const readingOf = (key: string, expression: string, element: string): Reading | undefined =>
  READINGS.find(
    (one) =>
      one.key === key &&
      one.expression === squeeze(expression) &&
      (one.element === undefined || one.element === element),
  );
