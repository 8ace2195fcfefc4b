import type { FhirResource, Goal } from 'fhir/r4.js';
import { concept } from './codes/concept.ts';
import { system } from './codes/systems.ts';
import { available, type Dated, dated, versions } from './dated.ts';
import { isoDate } from './days.ts';
import type { MemberFacts } from './member.ts';
import type { Random } from './random.ts';

const ACHIEVED = concept(system.goalAchievement, 'achieved', 'Achieved');
const NOT_ACHIEVED = concept(system.goalAchievement, 'not-achieved', 'Not Achieved');
const REACHED = 0.55;
const YEAR = 365;

/**
 * The first assessment's record with its later versions: goals are looked at again after a year; when a member has
 * left or died, goals and care plan are called off and the care team dissolves.
 *
 * @param day of the assessment, days since 1970-01-01
 */
export function standingLife(
  facts: MemberFacts,
  resources: readonly FhirResource[],
  day: number,
  availableAt: number,
  random: Random,
): Dated[] {
  const left = leftOn(facts);
  const leftAt = left && Math.max(available(left.knownOn, 5400), availableAt + 86_400_000);
  const reviewedAt = available(day + YEAR, 5400);
  return resources.flatMap((resource) => {
    const states: [FhirResource, number][] = [[resource, availableAt]];
    if (resource.resourceType === 'Goal') {
      if (random.chance(REACHED) && (leftAt === undefined || reviewedAt < leftAt)) {
        states.push([reviewed(resource, 'completed', day + YEAR), reviewedAt]);
      } else if (leftAt !== undefined && left) {
        states.push([reviewed(resource, 'cancelled', left.day), leftAt]);
      }
    } else if (leftAt !== undefined && left) {
      const end = { period: { start: isoDate(day), end: isoDate(Math.max(left.day, day)) } };
      if (resource.resourceType === 'CarePlan')
        states.push([{ ...resource, ...end, status: 'revoked' }, leftAt]);
      if (resource.resourceType === 'CareTeam')
        states.push([{ ...resource, ...end, status: 'inactive' }, leftAt]);
    }
    return states.length > 1 ? versions(states) : dated(resource, availableAt);
  });
}

function reviewed(goal: Goal, lifecycleStatus: 'completed' | 'cancelled', day: number): Goal {
  const achievementStatus = lifecycleStatus === 'completed' ? ACHIEVED : NOT_ACHIEVED;
  return { ...goal, lifecycleStatus, achievementStatus, statusDate: isoDate(day) };
}

/** The last day of the last coverage, and when the plan knows it; `undefined` while one has no end. */
function leftOn({ enrollments }: MemberFacts): { day: number; knownOn: number } | undefined {
  let day = Number.NEGATIVE_INFINITY;
  let known = day;
  for (const { to, endKnownOn } of enrollments) {
    if (to === undefined) return undefined;
    day = Math.max(day, to);
    known = Math.max(known, endKnownOn ?? to);
  }
  return enrollments.length === 0 ? undefined : { day, knownOn: Math.max(day, known) };
}
