import type { Ports } from '../control/defect.ts';
import { representativesOf } from '../oauth/representation.ts';
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
export function personsOf(member: Member, ports: Ports): readonly [Person, ...Person[]] {
  const { patientId, displayName, actsFor = [] } = member;
  const represented = actsFor.flatMap((id) => {
    const other = ports.population.memberOfPatient(id);
    const [link] = representativesOf(id, ports);
    if (!other || !link) return [];
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
