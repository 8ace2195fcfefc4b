import type { CodeableConcept } from 'fhir/r4.js';
import type { DentalVisit } from '../../care-event.ts';
import { concept } from '../../codes/concept.ts';
import type { Service } from '../../codes/services.ts';
import { system } from '../../codes/systems.ts';
import { isoDate } from '../../days.ts';
import { ageAt } from '../../life.ts';
import { byClinician, bySite } from '../references.ts';
import { NO_COST_SHARE } from './cost-share.ts';
import { type ClaimContext, type ClaimDraft, priced } from './draft.ts';
import {
  accountNumber,
  careTeamRole,
  clinicianOnTeam,
  firstPayer,
  productOrService,
  received,
  recordNumber,
  type SupportingEntry,
  supportingInfo,
} from './parts.ts';

/** What is done besides examination, cleaning and filling. */
interface Work {
  readonly information: readonly SupportingEntry[];
  readonly lines: readonly {
    readonly service: Service;
    readonly tooth?: number;
    /** Place of the entry about another tooth among `information`. */
    readonly information?: number;
  }[];
}

const ORAL = concept(system.claimType, 'oral', 'Oral');
const PRINCIPAL = concept(system.diagnosisType, 'principal', 'Principal Diagnosis');
const OFFICE = concept(system.placeOfService, '11', 'Office');
const OCCLUSAL = concept(system.c4bbSurface, 'O');
/** Dental care on which a covered medical treatment depends (HCPCS); Medicare pays for no other. */
const MEDICALLY_LINKED = concept(system.hcpcs, 'KX');
const PONTIC: Service = { system: 'cdt', code: 'D6240', cents: 98_000 };
const RETAINER_CROWNS: Service = { system: 'cdt', code: 'D6750', cents: 205_000 };
const BRACES_VISIT: Service = { system: 'cdt', code: 'D8670', cents: 24_500 };
/** Years of age. */
const BRACES_FROM = 11;
const NOTHING_MORE: Work = { information: [], lines: [] };

/** A dentist's claim. A filling names tooth and surface; a bridge the missing tooth and those that carry it. */
export function oralClaim(context: ClaimContext, event: DentalVisit): ClaimDraft {
  const { random, details } = context;
  const work = workOf(context, event);
  const drawn = details.chance(0.3);
  const linked =
    context.facts.cover !== 'medi-cal' && (context.facts.persona ? context.year % 2 === 0 : drawn);
  const payer = linked ? 'dualConnect' : firstPayer(context, true);
  const before: readonly SupportingEntry[] = [
    received(context),
    ['servicefacility', { valueReference: bySite(event.site) }],
    recordNumber(context),
    accountNumber(context),
  ];
  const common = {
    careTeamSequence: [1],
    diagnosisSequence: [1],
    servicedDate: isoDate(event.day),
    locationCodeableConcept: OFFICE,
    quantity: { value: 1 },
    ...(linked ? { modifier: [MEDICALLY_LINKED] } : {}),
  };
  return {
    kind: 'oral',
    profileName: 'Oral',
    type: ORAL,
    start: event.day,
    end: event.day,
    provider: byClinician(event.clinician),
    careTeam: [clinicianOnTeam(1, event.clinician, careTeamRole('rendering'))],
    supportingInfo: supportingInfo([...before, ...work.information]),
    diagnosis: event.diagnoses.map(([code, display], index) => ({
      sequence: index + 1,
      diagnosisCodeableConcept: concept(system.icd10, code, display),
      type: [PRINCIPAL],
    })),
    lines: [
      ...event.services.map((service, index) => ({
        ...priced(random, service.cents),
        share: NO_COST_SHARE,
        item: {
          ...common,
          productOrService: productOrService(service),
          ...(event.tooth && index === event.services.length - 1
            ? { bodySite: toothOf(event.tooth), subSite: [OCCLUSAL] }
            : {}),
        },
      })),
      ...work.lines.map(({ service, tooth, information }) => ({
        ...priced(details, service.cents),
        share: NO_COST_SHARE,
        item: {
          ...common,
          productOrService: productOrService(service),
          ...(tooth === undefined ? {} : { bodySite: toothOf(tooth) }),
          ...(information === undefined ? {} : { informationSequence: [before.length + information + 1] }),
        },
      })),
    ],
    payer,
  };
}

/** Bridges with some fillings, braces for a few; personas take turns by year, so that each shows all. */
function workOf({ details, facts, year }: ClaimContext, { day, tooth }: DentalVisit): Work {
  const chance = details.next();
  const months = details.int(3, 20);
  const missing = details.int(18, 31);
  const age = ageAt(facts.birthDay, day);
  if (age < BRACES_FROM) return NOTHING_MORE;
  const rotated = facts.persona === undefined ? undefined : year % 3;
  if (age < 18 && rotated === 0) return NOTHING_MORE;
  if (rotated === 0 || (rotated === undefined && age >= 18 && tooth !== undefined && chance < 0.3)) {
    return {
      information: [
        ['prosthesis', { valueBoolean: true }],
        ['missingtoothnumber', { code: toothOf(missing) }],
        ['additionalbodysite', { code: toothOf(missing + 1) }],
      ],
      lines: [
        { service: PONTIC, tooth: missing },
        { service: RETAINER_CROWNS, tooth: missing - 1, information: 2 },
      ],
    };
  }
  if (rotated === 1 || (rotated === undefined && chance > 0.95)) {
    return {
      information: [
        [
          'orthodontics',
          {
            timingDate: isoDate(day - 30 * months),
            valueQuantity: { value: 24 - months, unit: 'months', system: system.ucum, code: 'mo' },
          },
        ],
      ],
      lines: [{ service: BRACES_VISIT }],
    };
  }
  return NOTHING_MORE;
}

const toothOf = (number: number | string): CodeableConcept => concept(system.tooth, String(number));
