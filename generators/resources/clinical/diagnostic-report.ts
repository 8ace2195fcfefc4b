import type { CodeableConcept, DiagnosticReport, Observation, Reference } from 'fhir/r4.js';
import type { LaboratoryTest } from '../../care-event.ts';
import { concept } from '../../codes/concept.ts';
import { system } from '../../codes/systems.ts';
import { isoInstant } from '../../days.ts';
import { byClinician, bySite } from '../references.ts';
import { plainText } from './attachment.ts';
import { type ClinicalContext, claims, subjectOf, timeOf } from './clinical.ts';
import type { VisitEvent } from './encounter.ts';

const LABORATORY = [concept(system.diagnosticService, 'LAB', 'Laboratory')];

/** What a billed diagnostic service was reported as: a LOINC section, and a LOINC code of the report. */
interface Study {
  readonly category: CodeableConcept;
  readonly code: CodeableConcept;
  readonly finding: string;
}

const RADIOLOGY = concept(system.loinc, 'LP29684-5', 'Radiology');
const CARDIOLOGY = concept(system.loinc, 'LP29708-2', 'Cardiology');
const imaging = (code: readonly [string, string], finding: string): Study => ({
  category: RADIOLOGY,
  code: concept(system.loinc, ...code),
  finding,
});
const STUDIES: Readonly<Record<string, Study>> = {
  '71046': imaging(
    ['36643-5', 'XR Chest 2 Views'],
    'Chest, two views. Heart size and lungs without acute findings.',
  ),
  '70450': imaging(['24725-4', 'CT Head'], 'Head without contrast. No bleeding, no mass, no shift.'),
  '73610': imaging(
    ['18748-4', 'Diagnostic imaging study'],
    'Right ankle, three views. Soft tissue swelling, no fracture.',
  ),
  '93000': {
    category: CARDIOLOGY,
    code: concept(system.loinc, '11524-6', 'EKG study'),
    finding: 'Twelve leads at rest. Regular rhythm, no acute changes of the ST segment.',
  },
};

/** US Core 6.1.0 laboratory reports: one for each result that is not part of another, with all its parts. */
export function laboratoryReports(
  context: ClinicalContext,
  event: LaboratoryTest,
  observations: readonly Observation[],
): DiagnosticReport[] {
  const byReference = new Map(observations.map((one) => [`Observation/${one.id}`, one]));
  const inner = new Set(
    observations.flatMap(({ hasMember = [] }) => hasMember.map(({ reference }) => reference)),
  );
  const withParts = (reference: string): Reference[] => [
    { reference },
    ...(byReference.get(reference)?.hasMember ?? []).flatMap((part) => withParts(part.reference ?? '')),
  ];
  return [...byReference]
    .filter(([reference]) => !inner.has(reference))
    .map(([reference, { code }]) => ({
      resourceType: 'DiagnosticReport',
      id: context.nextId('DiagnosticReport'),
      meta: claims('us-core-diagnosticreport-lab'),
      status: 'final',
      category: LABORATORY,
      code,
      subject: subjectOf(context),
      effectiveDateTime: timeOf(event),
      issued: isoInstant(context.availableAt),
      performer: [bySite(event.site)],
      resultsInterpreter: [byClinician(event.clinician)],
      result: withParts(reference),
    }));
}

/** US Core 6.1.0 reports and notes of imaging and electrocardiograms at a visit. */
export function studyReports(
  context: ClinicalContext,
  event: VisitEvent,
  encounter: Reference,
  observations: readonly Observation[],
): DiagnosticReport[] {
  if (event.kind === 'hospital') return [];
  const heartRate = observations.filter(({ code }) => code.coding?.[0]?.code === '8867-4');
  return event.services.flatMap((service) => {
    const study = STUDIES[service.code];
    if (!study) return [];
    return [
      {
        resourceType: 'DiagnosticReport' as const,
        id: context.nextId('DiagnosticReport'),
        meta: claims('us-core-diagnosticreport-note'),
        status: 'final' as const,
        category: [study.category],
        code: study.code,
        subject: subjectOf(context),
        encounter,
        effectiveDateTime: timeOf(event),
        issued: isoInstant(context.availableAt),
        performer: [byClinician(event.clinician)],
        ...(study.category === CARDIOLOGY && heartRate.length > 0
          ? { result: heartRate.map(({ id }) => ({ reference: `Observation/${id}` })) }
          : {}),
        presentedForm: [plainText(study.finding)],
      },
    ];
  });
}
