import type { Reference } from 'fhir/r4.js';
import type { Clinician, Site } from '../sites.ts';

/*
 * References repeat in nearly every resource: each is made once, shared and frozen. Joining the same texts again was
 * an eighth of the time that a generation takes.
 */
const clinicians = new WeakMap<Clinician, Reference>();
const sites = new WeakMap<Site, Reference>();
const places = new WeakMap<Site, Reference>();
let member: { readonly id: string; readonly reference: Reference } | undefined;

/** A clinician, by the name that people address them with. */
export function byClinician(clinician: Clinician): Reference {
  return remembered(clinicians, clinician, () => ({
    reference: `Practitioner/${clinician.practitionerId}`,
    display: clinicianDisplay(clinician),
  }));
}

/** The name as people address a clinician, such as `Maria Santos, MD`. */
export function clinicianDisplay({ name, profession }: Clinician): string {
  return `${name.given} ${name.family}, ${profession.credential}`;
}

/** An organization. */
export function bySite(site: Site): Reference {
  return remembered(sites, site, () => ({
    reference: `Organization/${site.organizationId}`,
    display: site.name,
  }));
}

/** An organization's place. */
export function atSite(site: Site): Reference {
  return remembered(places, site, () => ({ reference: `Location/${site.locationId}`, display: site.name }));
}

/** A member. The resources of one are made together, so the last is enough to remember. */
export function byMember(patientId: string): Reference {
  if (member?.id !== patientId) {
    member = { id: patientId, reference: Object.freeze({ reference: `Patient/${patientId}` }) };
  }
  return member.reference;
}

function remembered<Of extends object>(
  known: WeakMap<Of, Reference>,
  of: Of,
  make: () => Reference,
): Reference {
  const found = known.get(of);
  if (found) return found;
  const made = Object.freeze(make());
  known.set(of, made);
  return made;
}
