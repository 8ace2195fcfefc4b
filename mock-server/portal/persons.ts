import type { RelatedPerson } from 'fhir/r4.js';
import type { Ports } from '../control/defect.ts';
import type { Member } from '../population.ts';

/** Someone whose data a signed-in member decides about. */
export interface Person {
  readonly patientId: string;
  readonly displayName: string;
  /** What the signed-in member is to this person, such as `mother`; absent for the member's own data. */
  readonly relationship?: string;
  /** The resource of the signed-in member in relation to this person, such as `RelatedPerson/2`. */
  readonly fhirUser: string;
}

/** The member, and those whose personal representative the member is at present (45 CFR 164.502(g)). */
export function personsOf(member: Member, { population, clock }: Ports): readonly [Person, ...Person[]] {
  const { patientId, displayName, actsFor = [] } = member;
  const now = clock.now();
  const represented = actsFor.flatMap((id) => {
    const other = population.memberOfPatient(id);
    const link = population.compartment(id, now).find((resource) => isLinkAt(resource, now));
    if (!other || link?.resourceType !== 'RelatedPerson') return [];
    const relationship = link.relationship?.[0]?.coding?.[0]?.display ?? 'representative';
    return {
      patientId: id,
      displayName: other.displayName,
      relationship,
      fhirUser: `RelatedPerson/${link.id}`,
    };
  });
  return [{ patientId, displayName, fhirUser: `Patient/${patientId}` }, ...represented];
}

/** Representation ends, for a child with the day of full age. */
function isLinkAt(resource: { resourceType: string }, now: number): boolean {
  if (!isRelatedPerson(resource) || resource.active === false) return false;
  const today = new Date(now).toISOString().slice(0, 10);
  const { start = '', end = '9999' } = resource.period ?? {};
  return start <= today && today < end;
}

function isRelatedPerson(resource: { resourceType: string }): resource is RelatedPerson {
  return resource.resourceType === 'RelatedPerson';
}
