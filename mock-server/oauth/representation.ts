import type { FhirResource, RelatedPerson } from 'fhir/r4.js';
import type { Ports } from '../control/defect.ts';
import type { Grant } from '../store/store.ts';

/** The personal representatives of a member at present (45 CFR 164.502(g)). */
export function representativesOf(
  patientId: string,
  { population, clock }: Pick<Ports, 'population' | 'clock'>,
): readonly RelatedPerson[] {
  const now = clock.now();
  const today = new Date(now).toISOString().slice(0, 10);
  return population
    .compartment(patientId, now)
    .filter(isRelatedPerson)
    .filter(({ active, period: { start = '', end = '9999' } = {} }) => {
      // Representation ends, for a child with the day of full age.
      return active !== false && start <= today && today < end;
    });
}

/** Whether who granted it may still decide: a consent of a representative ends with the representation. */
export function isGrantedByRight({ fhirUser, patientId }: Grant, ports: Ports): boolean {
  if (!fhirUser.startsWith('RelatedPerson/')) return true;
  return representativesOf(patientId, ports).some(({ id }) => fhirUser === `RelatedPerson/${id}`);
}

function isRelatedPerson(resource: FhirResource): resource is RelatedPerson {
  return resource.resourceType === 'RelatedPerson';
}
