/** Elements of R4 marked as summary, by type (ElementDefinition.isSummary); of an element with parts only those named. */
export const summaryElements: Readonly<Record<string, string>> = {
  Practitioner: 'identifier active name telecom address gender birthDate',
  PractitionerRole: 'identifier active period practitioner organization code specialty location telecom',
  Organization: 'identifier active type name partOf',
  OrganizationAffiliation:
    'identifier active period organization participatingOrganization network code specialty ' +
    'location telecom',
  HealthcareService: 'identifier active providedBy category type specialty location name comment photo',
  Location:
    'identifier status operationalStatus name description mode type physicalType ' + 'managingOrganization',
  InsurancePlan:
    'identifier status type name ownedBy administeredBy coverageArea plan.identifier ' + 'plan.coverageArea',
  Endpoint:
    'identifier status connectionType name managingOrganization period payloadType ' +
    'payloadMimeType address',
  Patient:
    'identifier active name telecom gender birthDate deceased[x] address managingOrganization ' +
    'link.other link.type',
  RelatedPerson: 'identifier active patient relationship name telecom gender birthDate address',
  Coverage:
    'identifier status type policyHolder subscriber subscriberId beneficiary dependent period ' +
    'payor class.type class.value class.name order network costToBeneficiary.type ' +
    'costToBeneficiary.value[x] costToBeneficiary.exception.type ' +
    'costToBeneficiary.exception.period',
  ExplanationOfBenefit:
    'status type use patient billablePeriod created insurer provider outcome insurance.focal ' +
    'insurance.coverage total.category total.amount',
  Observation:
    'identifier basedOn partOf status code subject focus encounter effective[x] issued performer ' +
    'value[x] hasMember derivedFrom component.code component.value[x]',
  Condition:
    'identifier clinicalStatus verificationStatus code bodySite subject encounter onset[x] ' +
    'recordedDate recorder asserter evidence.code evidence.detail',
  Encounter:
    'identifier status class type serviceType subject episodeOfCare participant.type ' +
    'participant.individual appointment reasonCode reasonReference diagnosis.condition',
  Procedure:
    'identifier instantiatesCanonical instantiatesUri basedOn partOf status statusReason category ' +
    'code subject encounter performed[x] recorder asserter performer.function performer.actor ' +
    'location reasonCode reasonReference bodySite outcome',
  MedicationRequest:
    'status intent priority doNotPerform reported[x] medication[x] subject authoredOn requester ' +
    'performerType instantiatesCanonical instantiatesUri basedOn groupIdentifier',
  Immunization:
    'status vaccineCode patient occurrence[x] primarySource performer.function performer.actor ' +
    'note isSubpotent',
  AllergyIntolerance:
    'identifier clinicalStatus verificationStatus type category criticality code patient asserter',
  DiagnosticReport:
    'identifier status category code subject encounter effective[x] issued performer ' +
    'resultsInterpreter media.link',
  CareTeam:
    'identifier status category name subject encounter period participant.role participant.member ' +
    'participant.onBehalfOf managingOrganization',
  CarePlan:
    'identifier instantiatesCanonical instantiatesUri basedOn replaces partOf status intent ' +
    'category title description subject encounter period created author addresses',
  Goal:
    'lifecycleStatus achievementStatus category priority description subject start[x] ' +
    'target.measure target.detail[x] target.due[x] statusDate expressedBy',
  DocumentReference:
    'masterIdentifier identifier status docStatus type category subject date author ' +
    'relatesTo.code relatesTo.target description securityLabel content.attachment content.format ' +
    'context.period',
  Device: 'udiCarrier.deviceIdentifier udiCarrier.carrierAIDC udiCarrier.carrierHRF status safety',
  Provenance: 'target recorded agent.type agent.who entity.role entity.what',
};

/** Elements of R4 that every resource of the type has (ElementDefinition.min). */
export const mandatoryElements: Readonly<Record<string, string>> = {
  Endpoint: 'status connectionType payloadType address',
  RelatedPerson: 'patient',
  Coverage: 'status beneficiary payor',
  ExplanationOfBenefit: 'status type use patient created insurer provider outcome insurance',
  Observation: 'status code',
  Condition: 'subject',
  Encounter: 'status class',
  Procedure: 'status subject',
  MedicationRequest: 'status intent medication[x] subject',
  Immunization: 'status vaccineCode patient occurrence[x]',
  AllergyIntolerance: 'patient',
  DiagnosticReport: 'status code',
  CarePlan: 'status intent subject',
  Goal: 'lifecycleStatus description subject',
  DocumentReference: 'status content',
  Provenance: 'target recorded agent',
};
