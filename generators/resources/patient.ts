import type { Extension, HumanName, Identifier, Patient } from 'fhir/r4.js';
import { coding, concept } from '../codes/concept.ts';
import { profile, system } from '../codes/systems.ts';
import { isoDate } from '../days.ts';
import type { MemberFacts } from '../member.ts';
import type { Site } from '../sites.ts';
import { bySite } from './references.ts';

const MEMBER_NUMBER = concept(system.identifierType, 'MB', 'Member Number');
const UNIQUE_NUMBER = concept(system.c4bbIdentifierType, 'um', 'Unique Member ID');
const MEDICARE_NUMBER = concept(system.identifierType, 'MC', "Patient's Medicare number");
const MEDICAID_NUMBER = concept(system.identifierType, 'MA', 'Patient Medicaid number');
/** As the portal documentation shows it (PAT-1). */
const RECORD_NUMBER = concept(system.identifierType, 'MR', 'MedicalRecordNumber', 'MedicalRecordNumber');
const SEX = { female: '248152002', male: '248153007' } as const;
const GENDER_IDENTITY = {
  female: coding(system.snomed, '446141000124107', 'Identifies as female gender (finding)'),
  male: coding(system.snomed, '446151000124109', 'Identifies as male gender (finding)'),
} as const;

/** What the plan has learnt of a member by then. */
export interface PatientNews {
  readonly isRenamed: boolean;
  readonly isDeceased: boolean;
}

/** US Core 6.1.0 and C4BB 2.0.0 Patient. */
export function patient(facts: MemberFacts, id: string, payer: Site, news: PatientNews): Patient {
  const since = facts.movedOn === undefined ? {} : { period: { start: isoDate(facts.movedOn) } };
  return {
    resourceType: 'Patient',
    id,
    meta: { profile: [profile.usCore('us-core-patient'), profile.carin('C4BB-Patient')] },
    extension: [
      omb('us-core-race', facts.race),
      omb('us-core-ethnicity', facts.ethnicity),
      { url: profile.usCore('us-core-birthsex'), valueCode: facts.sex === 'female' ? 'F' : 'M' },
      { url: profile.usCore('us-core-sex'), valueCode: SEX[facts.sex] },
      ...genderIdentity(facts),
    ],
    identifier: identifiers(facts, payer),
    active: true,
    name: names(facts, news.isRenamed),
    telecom: [
      { system: 'phone', value: facts.phone, use: 'home' },
      { system: 'email', value: `${facts.userName}@example.org` },
    ],
    gender: facts.sex,
    birthDate: isoDate(facts.birthDay),
    ...deceased(facts, news.isDeceased),
    address: [{ use: 'home', type: 'both', ...facts.address, ...since }],
    communication: [{ language: concept(system.language, ...facts.language), preferred: true }],
  };
}

function identifiers(facts: MemberFacts, payer: Site): Identifier[] {
  const assigner = bySite(payer);
  const isIn = (product: string): boolean => facts.enrollments.some((one) => one.product === product);
  return [
    { use: 'usual', type: RECORD_NUMBER, system: system.medicalRecord, value: facts.recordNumber },
    { use: 'official', type: MEMBER_NUMBER, system: system.member, value: facts.memberNumber, assigner },
    { type: UNIQUE_NUMBER, system: system.person, value: `P${facts.memberNumber.slice(3)}`, assigner },
    ...(isIn('dualConnect')
      ? [{ type: MEDICARE_NUMBER, system: system.medicareBeneficiary, value: facts.medicareNumber }]
      : []),
    ...(isIn('mediCal')
      ? [{ type: MEDICAID_NUMBER, system: system.clientIndex, value: facts.mediCalNumber }]
      : []),
  ];
}

function names({ name, formerName }: MemberFacts, isRenamed: boolean): HumanName[] {
  const { given, middle, family, script } = name;
  const all = [given, middle].filter((part) => part !== '');
  const text = [...all, family].join(' ').trim();
  if (family === '') return [{ use: 'official', text, _family: NOT_APPLICABLE, given: all }];
  if (formerName) {
    const former = { family: formerName.family, given: all };
    if (!isRenamed) return [{ use: 'official', ...former }];
    return [
      { use: 'official', family, given: all, period: { start: isoDate(formerName.until) } },
      { use: formerName.use, ...former, period: { end: isoDate(formerName.until - 1) } },
    ];
  }
  const official: HumanName = { use: 'official', family, given: all };
  return script ? [official, { use: 'usual', family: script.family, given: [script.given] }] : [official];
}

/** US Core asks for the reason when a mandatory or must-support part is known not to exist. */
const NOT_APPLICABLE = {
  extension: [
    {
      url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
      valueCode: 'not-applicable',
    },
  ],
};

/** Vital status is on file for the dead, and, as `false`, for members confirmed alive at the last mailing. */
function deceased(
  { deathDay, movedOn }: MemberFacts,
  isDeceased: boolean,
): Pick<Patient, 'deceasedBoolean' | 'deceasedDateTime'> {
  if (isDeceased && deathDay !== undefined) return { deceasedDateTime: isoDate(deathDay) };
  return movedOn === undefined ? {} : { deceasedBoolean: false };
}

function omb(name: string, [code, display]: readonly [string, string]): Extension {
  return {
    url: profile.usCore(name),
    extension: [
      { url: 'ombCategory', valueCoding: coding(system.omb, code, display) },
      { url: 'text', valueString: display },
    ],
  };
}

/** Asked of adults only. */
function genderIdentity({ sex, index, representative }: MemberFacts): Extension[] {
  if (representative && representative.relation !== 'daughter' && representative.relation !== 'son')
    return [];
  if (index % 3 !== 0) return [];
  return [
    {
      url: profile.usCore('us-core-genderIdentity'),
      valueCodeableConcept: { coding: [GENDER_IDENTITY[sex]] },
    },
  ];
}
