import type { FhirResource } from 'fhir/r4.js';
import { businessDayFrom } from '../../business-days.ts';
import type { RegularCare } from '../../care/year.ts';
import { SOCIAL_NEEDS } from '../../codes/clinical.ts';
import { ageAt } from '../../life.ts';
import type { MemberFacts } from '../../member.ts';
import { stream } from '../../random.ts';
import { allergyIntolerance } from './allergy-intolerance.ts';
import { carePlan, careTeam, goal } from './care-plan.ts';
import type { ClinicalContext } from './clinical.ts';
import { pastProblem, problem, socialNeed } from './condition.ts';
import { heartValve, pacemaker } from './device.ts';
import { reportedMedication } from './medication-request.ts';
import { provenance } from './provenance.ts';

const PACED = 0.25;
const VALVE = 0.08;
/** The persona of hospital stays. */
const VALVE_PERSONA = 5;
const SOCIAL_NEED = 0.12;
const SELF_MEDICATED = 0.15;
const GROWN_UP = 18;
const PAST_PROBLEM = 0.15;
const APPENDICITIS_DAYS = 9;
/** Nothing chronic is found in the first year of life. */
const INFANCY = 365;

/** The day of the plan's first health assessment, within the 90 days after enrollment (42 CFR 422.112(b)(4)(i)). */
export function assessmentDay(seed: string, { index, enrolledOn }: MemberFacts): number {
  return businessDayFrom(enrolledOn + stream(seed, 'first assessment', index).int(3, 40));
}

/**
 * What the first health assessment wrote down: problem list, allergies, implants, care team, and for who has two
 * payers or a chronic condition goals and a care plan.
 *
 * @param day of the assessment, days since 1970-01-01
 */
export function standingRecord(context: ClinicalContext, care: RegularCare, day: number): FhirResource[] {
  const { facts, random } = context;
  const problems = facts.chronic.map((name) => {
    const onset = Math.max(day - random.int(400, 4000), facts.birthDay + INFANCY);
    return { name, resource: problem(context, name, { onset, recorded: day }) };
  });
  const team = careTeam(context, care, day);
  const resources: FhirResource[] = [...problems.map(({ resource }) => resource), team];
  const onset = day - random.int(2500, 6000);
  const isPast = random.chance(PAST_PROBLEM) || facts.index === 0;
  if (isPast && onset > facts.birthDay + INFANCY) {
    resources.push(pastProblem(context, { onset, abatement: onset + APPENDICITIS_DAYS, recorded: day }));
  }
  resources.push(allergyIntolerance(context, day));
  const paced = random.chance(PACED) || facts.persona !== undefined;
  if (paced && facts.chronic.includes('atrialFibrillation')) {
    resources.push(pacemaker(context, day - random.int(500, 1500)));
  }
  const tissue = random.chance(VALVE) || facts.index === VALVE_PERSONA;
  if (tissue && facts.chronic.includes('atrialFibrillation')) {
    resources.push(heartValve(context, day - random.int(500, 1500)));
  }
  if (random.chance(SOCIAL_NEED) || facts.index === 0) {
    resources.push(socialNeed(context, random.pick(SOCIAL_NEEDS), day));
  }
  if (random.chance(SELF_MEDICATED) && ageAt(facts.birthDay, day) >= GROWN_UP) {
    resources.push(reportedMedication(context, day));
  }
  if (problems.length > 0 || facts.cover === 'dual') {
    const addressed = problems.map(({ name, resource: { id } }) => ({
      name,
      problem: { reference: `Condition/${id}` },
    }));
    const goals =
      addressed.length > 0
        ? addressed.map((one) => goal(context, one, day))
        : [goal(context, undefined, day)];
    const references = addressed.map(({ problem }) => problem);
    resources.push(...goals, carePlan(context, { team, goals, problems: references }, day));
  }
  resources.push(provenance(context, resources, context.providers.payer, undefined));
  return resources;
}
