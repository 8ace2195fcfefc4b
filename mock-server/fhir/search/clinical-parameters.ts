import type {
  AllergyIntolerance,
  CarePlan,
  CareTeam,
  Condition,
  Device,
  DiagnosticReport,
  DocumentReference,
  Encounter,
  Goal,
  Immunization,
  MedicationRequest,
  Procedure,
  Provenance,
} from 'fhir/r4.js';
import type { ParametersOf } from './parameters.ts';
import {
  code,
  codings,
  concepts,
  dates,
  identifiers,
  instants,
  patientReferences,
  periods,
  references,
} from './values.ts';

const ASSERTED = 'http://hl7.org/fhir/StructureDefinition/condition-assertedDate';

export const conditionParameters: ParametersOf<Condition> = {
  patient: { kind: 'reference', values: (condition) => patientReferences(condition.subject) },
  subject: { kind: 'reference', values: (condition) => references(condition.subject) },
  category: { kind: 'token', values: (condition) => concepts(condition.category) },
  'clinical-status': { kind: 'token', values: (condition) => concepts(condition.clinicalStatus) },
  code: { kind: 'token', values: (condition) => concepts(condition.code) },
  encounter: { kind: 'reference', values: (condition) => references(condition.encounter) },
  'onset-date': {
    kind: 'date',
    values: ({ onsetDateTime, onsetPeriod }) => [...dates(onsetDateTime), ...periods(onsetPeriod)],
  },
  'abatement-date': {
    kind: 'date',
    values: ({ abatementDateTime, abatementPeriod }) => [
      ...dates(abatementDateTime),
      ...periods(abatementPeriod),
    ],
  },
  'recorded-date': { kind: 'date', values: (condition) => dates(condition.recordedDate) },
  // US Core: Condition.extension(condition-assertedDate).valueDateTime
  'asserted-date': {
    kind: 'date',
    values: ({ extension = [] }) =>
      dates(...extension.filter(({ url }) => url === ASSERTED).map(({ valueDateTime }) => valueDateTime)),
  },
};

export const encounterParameters: ParametersOf<Encounter> = {
  patient: { kind: 'reference', values: (encounter) => patientReferences(encounter.subject) },
  subject: { kind: 'reference', values: (encounter) => references(encounter.subject) },
  class: { kind: 'token', values: (encounter) => codings(encounter.class) },
  date: { kind: 'date', values: (encounter) => periods(encounter.period) },
  identifier: { kind: 'token', values: (encounter) => identifiers(encounter.identifier) },
  location: {
    kind: 'reference',
    values: ({ location = [] }) => references(location.map((one) => one.location)),
  },
  status: { kind: 'token', values: ({ status }) => code(status, 'http://hl7.org/fhir/encounter-status') },
  type: { kind: 'token', values: (encounter) => concepts(encounter.type) },
  // US Core: Encounter.hospitalization.dischargeDisposition
  'discharge-disposition': {
    kind: 'token',
    values: ({ hospitalization }) => concepts(hospitalization?.dischargeDisposition),
  },
};

export const procedureParameters: ParametersOf<Procedure> = {
  patient: { kind: 'reference', values: (procedure) => patientReferences(procedure.subject) },
  subject: { kind: 'reference', values: (procedure) => references(procedure.subject) },
  code: { kind: 'token', values: (procedure) => concepts(procedure.code) },
  status: { kind: 'token', values: ({ status }) => code(status, 'http://hl7.org/fhir/event-status') },
  date: {
    kind: 'date',
    values: ({ performedDateTime, performedPeriod }) => [
      ...dates(performedDateTime),
      ...periods(performedPeriod),
    ],
  },
  encounter: { kind: 'reference', values: (procedure) => references(procedure.encounter) },
};

export const medicationRequestParameters: ParametersOf<MedicationRequest> = {
  patient: { kind: 'reference', values: (request) => patientReferences(request.subject) },
  subject: { kind: 'reference', values: (request) => references(request.subject) },
  intent: {
    kind: 'token',
    values: ({ intent }) => code(intent, 'http://hl7.org/fhir/CodeSystem/medicationrequest-intent'),
  },
  status: {
    kind: 'token',
    values: ({ status }) => code(status, 'http://hl7.org/fhir/CodeSystem/medicationrequest-status'),
  },
  authoredon: { kind: 'date', values: (request) => dates(request.authoredOn) },
  encounter: { kind: 'reference', values: (request) => references(request.encounter) },
  code: { kind: 'token', values: (request) => concepts(request.medicationCodeableConcept) },
};

export const immunizationParameters: ParametersOf<Immunization> = {
  patient: { kind: 'reference', values: (immunization) => patientReferences(immunization.patient) },
  date: { kind: 'date', values: (immunization) => dates(immunization.occurrenceDateTime) },
  status: { kind: 'token', values: ({ status }) => code(status, 'http://hl7.org/fhir/event-status') },
  'vaccine-code': { kind: 'token', values: (immunization) => concepts(immunization.vaccineCode) },
};

export const allergyIntoleranceParameters: ParametersOf<AllergyIntolerance> = {
  patient: { kind: 'reference', values: (allergy) => patientReferences(allergy.patient) },
  'clinical-status': { kind: 'token', values: (allergy) => concepts(allergy.clinicalStatus) },
  code: {
    kind: 'token',
    values: ({ code, reaction = [] }) => [
      ...concepts(code),
      ...reaction.flatMap(({ substance }) => concepts(substance)),
    ],
  },
};

export const diagnosticReportParameters: ParametersOf<DiagnosticReport> = {
  patient: { kind: 'reference', values: (report) => patientReferences(report.subject) },
  subject: { kind: 'reference', values: (report) => references(report.subject) },
  category: { kind: 'token', values: (report) => concepts(report.category) },
  code: { kind: 'token', values: (report) => concepts(report.code) },
  date: {
    kind: 'date',
    values: ({ effectiveDateTime, effectivePeriod }) => [
      ...dates(effectiveDateTime),
      ...periods(effectivePeriod),
    ],
  },
  status: {
    kind: 'token',
    values: ({ status }) => code(status, 'http://hl7.org/fhir/diagnostic-report-status'),
  },
  encounter: { kind: 'reference', values: (report) => references(report.encounter) },
};

export const careTeamParameters: ParametersOf<CareTeam> = {
  patient: { kind: 'reference', values: (team) => patientReferences(team.subject) },
  subject: { kind: 'reference', values: (team) => references(team.subject) },
  status: { kind: 'token', values: ({ status }) => code(status, 'http://hl7.org/fhir/care-team-status') },
  // US Core: CareTeam.participant.role
  role: {
    kind: 'token',
    values: ({ participant = [] }) => participant.flatMap(({ role }) => concepts(role)),
  },
};

export const carePlanParameters: ParametersOf<CarePlan> = {
  patient: { kind: 'reference', values: (plan) => patientReferences(plan.subject) },
  subject: { kind: 'reference', values: (plan) => references(plan.subject) },
  category: { kind: 'token', values: (plan) => concepts(plan.category) },
  date: { kind: 'date', values: (plan) => periods(plan.period) },
  status: { kind: 'token', values: ({ status }) => code(status, 'http://hl7.org/fhir/request-status') },
};

export const goalParameters: ParametersOf<Goal> = {
  patient: { kind: 'reference', values: (goal) => patientReferences(goal.subject) },
  subject: { kind: 'reference', values: (goal) => references(goal.subject) },
  'lifecycle-status': {
    kind: 'token',
    values: ({ lifecycleStatus }) => code(lifecycleStatus, 'http://hl7.org/fhir/goal-status'),
  },
  'target-date': {
    kind: 'date',
    values: ({ target = [] }) => dates(...target.map(({ dueDate }) => dueDate)),
  },
  // US Core: Goal.description
  description: { kind: 'token', values: (goal) => concepts(goal.description) },
};

export const documentReferenceParameters: ParametersOf<DocumentReference> = {
  patient: { kind: 'reference', values: (document) => patientReferences(document.subject) },
  subject: { kind: 'reference', values: (document) => references(document.subject) },
  identifier: {
    kind: 'token',
    values: ({ masterIdentifier, identifier }) => [
      ...identifiers(masterIdentifier),
      ...identifiers(identifier),
    ],
  },
  category: { kind: 'token', values: (document) => concepts(document.category) },
  type: { kind: 'token', values: (document) => concepts(document.type) },
  date: { kind: 'date', values: (document) => instants(document.date) },
  period: { kind: 'date', values: ({ context }) => periods(context?.period) },
  status: {
    kind: 'token',
    values: ({ status }) => code(status, 'http://hl7.org/fhir/document-reference-status'),
  },
};

export const deviceParameters: ParametersOf<Device> = {
  patient: { kind: 'reference', values: (device) => patientReferences(device.patient) },
  type: { kind: 'token', values: (device) => concepts(device.type) },
  status: { kind: 'token', values: ({ status }) => code(status, 'http://hl7.org/fhir/device-status') },
};

export const provenanceParameters: ParametersOf<Provenance> = {
  target: { kind: 'reference', values: (provenance) => references(provenance.target) },
  patient: { kind: 'reference', values: (provenance) => patientReferences(provenance.target) },
  agent: { kind: 'reference', values: ({ agent }) => references(agent.map(({ who }) => who)) },
  recorded: { kind: 'date', values: (provenance) => instants(provenance.recorded) },
};
