import type { DocumentReference, Reference } from 'fhir/r4.js';
import { coding, concept } from '../../codes/concept.ts';
import { system } from '../../codes/systems.ts';
import { isoDate, isoInstant, pacificTime } from '../../days.ts';
import { byClinician, bySite } from '../references.ts';
import { plainText } from './attachment.ts';
import { type ClinicalContext, claims, subjectOf, timeOf } from './clinical.ts';
import type { VisitEvent } from './encounter.ts';

const CLINICAL_NOTE = [concept(system.usCoreDocumentCategory, 'clinical-note', 'Clinical Note')];
const DISCHARGE_SUMMARY = concept(system.loinc, '18842-5', 'Discharge summary');
const PROGRESS_NOTE = concept(system.loinc, '11506-3', 'Progress note');
const AS_IS = coding(system.documentFormat, 'urn:ihe:iti:xds:2017:mimeTypeSufficient', 'mimeType Sufficient');

/** US Core 6.1.0 DocumentReference: the summary of a stay, or the note of the year's check-up; few visits have one. */
export function visitDocument(
  context: ClinicalContext,
  event: VisitEvent,
  encounter: Reference,
): DocumentReference | undefined {
  const isStay = event.kind === 'hospital';
  if (!isStay && !(event.kind === 'office' && event.annual)) return undefined;
  const id = context.nextId('DocumentReference');
  const start = isStay ? pacificTime(event.admitted, 14 * 60) : timeOf(event);
  return {
    resourceType: 'DocumentReference',
    id,
    meta: claims('us-core-documentreference'),
    identifier: [{ system: system.document, value: `D-${id.slice(0, 18)}` }],
    status: 'current',
    type: isStay ? DISCHARGE_SUMMARY : PROGRESS_NOTE,
    category: CLINICAL_NOTE,
    subject: subjectOf(context),
    date: isoInstant(context.availableAt),
    author: [byClinician(event.clinician)],
    custodian: bySite(event.site),
    content: [{ attachment: plainText(textOf(event), isStay ? 'Stay' : 'Check-up'), format: AS_IS }],
    context: { encounter: [encounter], period: { start, end: timeOf(event) } },
  };
}

function textOf(event: VisitEvent): string {
  const diagnoses = event.diagnoses.map(([code, display]) => `- ${display} (${code})`).join('\n');
  const heading =
    event.kind === 'hospital'
      ? `Admitted ${isoDate(event.admitted)}, discharged ${isoDate(event.day)} (${event.discharged})`
      : `Seen ${isoDate(event.day)}`;
  return `${heading}, ${event.site.name}\n${diagnoses}\n`;
}
