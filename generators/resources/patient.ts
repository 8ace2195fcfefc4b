import type { Patient } from 'fhir/r4.js';
import { coding, concept } from '../codes/concept.ts';
import { profile, system } from '../codes/systems.ts';
import { isoDate } from '../days.ts';
import type { MemberFacts } from '../member.ts';
import type { Site } from '../sites.ts';

const MEMBER_NUMBER = concept(system.identifierType, 'MB', 'Member Number');
/** As the portal documentation shows it (PAT-1). */
const RECORD_NUMBER = concept(system.identifierType, 'MR', 'MedicalRecordNumber', 'MedicalRecordNumber');

/** US Core 6.1.0 and C4BB 2.0.0 Patient. */
export function patient(facts: MemberFacts, id: string, payer: Site): Patient {
  return {
    resourceType: 'Patient',
    id,
    meta: { profile: [profile.usCore('us-core-patient'), profile.carin('C4BB-Patient')] },
    extension: [
      omb('us-core-race', facts.race),
      omb('us-core-ethnicity', facts.ethnicity),
      { url: profile.usCore('us-core-birthsex'), valueCode: facts.sex === 'female' ? 'F' : 'M' },
    ],
    identifier: [
      { use: 'usual', type: RECORD_NUMBER, system: system.medicalRecord, value: facts.recordNumber },
      {
        use: 'official',
        type: MEMBER_NUMBER,
        system: system.member,
        value: facts.memberNumber,
        assigner: { reference: `Organization/${payer.organizationId}`, display: payer.name },
      },
    ],
    active: true,
    name: [{ use: 'official', family: facts.name.family, given: [facts.name.given, facts.name.middle] }],
    telecom: [
      { system: 'phone', value: facts.phone, use: 'home' },
      { system: 'email', value: `${facts.userName}@example.org` },
    ],
    gender: facts.sex,
    birthDate: isoDate(facts.birthDay),
    address: [{ use: 'home', type: 'both', ...facts.address }],
    communication: [{ language: concept(system.language, ...facts.language), preferred: true }],
  };
}

function omb(name: string, [code, display]: readonly [string, string]) {
  return {
    url: profile.usCore(name),
    extension: [
      { url: 'ombCategory', valueCoding: coding(system.omb, code, display) },
      { url: 'text', valueString: display },
    ],
  };
}
