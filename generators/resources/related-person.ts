import type { RelatedPerson } from 'fhir/r4.js';
import { concept } from '../codes/concept.ts';
import { profile, system } from '../codes/systems.ts';
import { isoDate } from '../days.ts';
import type { Representative } from '../life.ts';
import type { MemberFacts } from '../member.ts';
import { byMember } from './references.ts';

const RELATIONSHIP = {
  mother: concept(system.roleCode, 'MTH', 'mother'),
  father: concept(system.roleCode, 'FTH', 'father'),
  grandmother: concept(system.roleCode, 'GRMTH', 'grandmother'),
  daughter: concept(system.roleCode, 'DAUC', 'daughter'),
  son: concept(system.roleCode, 'SONC', 'son'),
} as const;
const GENDER = {
  mother: 'female',
  father: 'male',
  grandmother: 'female',
  daughter: 'female',
  son: 'male',
} as const;

/** C4BB 2.0.0 RelatedPerson: who may act for a member (45 CFR 164.502(g)), until the member is of age. */
export function relatedPerson(
  facts: MemberFacts,
  { relation, given, family }: Representative,
  ids: { id: string; patientId: string },
): RelatedPerson {
  const isParent = relation !== 'daughter' && relation !== 'son';
  const [year = '', monthAndDay = ''] = isoDate(facts.birthDay).split(/-(.*)/);
  return {
    resourceType: 'RelatedPerson',
    id: ids.id,
    meta: { profile: [profile.carin('C4BB-RelatedPerson')] },
    active: true,
    patient: byMember(ids.patientId),
    relationship: [RELATIONSHIP[relation]],
    name: [{ use: 'official', ...(family === '' ? {} : { family }), given: [given] }],
    telecom: [{ system: 'phone', value: facts.phone, use: 'home' }],
    gender: GENDER[relation],
    address: [{ use: 'home', type: 'both', ...facts.address }],
    period: isParent
      ? {
          start: isoDate(facts.birthDay),
          end: `${Number(year) + 18}-${monthAndDay === '02-29' ? '02-28' : monthAndDay}`,
        }
      : { start: isoDate(facts.registeredOn) },
  };
}
