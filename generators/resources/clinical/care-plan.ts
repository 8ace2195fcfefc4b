import type { CarePlan, CareTeam, Goal, Reference } from 'fhir/r4.js';
import type { RegularCare } from '../../care/year.ts';
import { GOALS, TEAM_ROLES } from '../../codes/clinical.ts';
import { concept, quantity } from '../../codes/concept.ts';
import type { ChronicName } from '../../codes/conditions.ts';
import { system } from '../../codes/systems.ts';
import { isoDate } from '../../days.ts';
import { byClinician, bySite } from '../references.ts';
import { type ClinicalContext, claims, subjectOf } from './clinical.ts';

const ASSESSMENT_AND_PLAN = [
  concept(system.usCoreCarePlanCategory, 'assess-plan', 'Assessment and Plan of Treatment'),
];
const IN_PROGRESS = concept(system.goalAchievement, 'in-progress', 'In Progress');
const PREVENTION = { text: 'Yearly check-up and vaccinations' };
const YEAR = 365;

/** US Core 6.1.0 CareTeam: the member, their own doctor and pharmacy, and the plan's coordinator. */
export function careTeam(
  context: ClinicalContext,
  { primary, pharmacy }: RegularCare,
  day: number,
): CareTeam {
  const role = (name: keyof typeof TEAM_ROLES) => {
    const [code, display] = TEAM_ROLES[name];
    return [concept(system.snomed, code, display)];
  };
  const organization = bySite(context.providers.payer);
  return {
    resourceType: 'CareTeam',
    id: context.nextId('CareTeam'),
    meta: claims('us-core-careteam'),
    status: 'active',
    name: `Care team of ${context.facts.name.given} ${context.facts.name.family}`,
    subject: subjectOf(context),
    period: { start: isoDate(day) },
    participant: [
      { role: role('patient'), member: subjectOf(context) },
      { role: role('doctor'), member: byClinician(primary), onBehalfOf: bySite(primary.site) },
      { role: role('pharmacy'), member: bySite(pharmacy) },
      { role: role('coordinator'), member: organization },
    ],
    managingOrganization: [organization],
  };
}

/** US Core 6.1.0 Goal for a chronic condition, or for staying healthy, within a year of `day`. */
export function goal(
  context: ClinicalContext,
  condition: { readonly name: ChronicName; readonly problem: Reference } | undefined,
  day: number,
): Goal {
  const { text, target } = condition ? GOALS[condition.name] : { text: PREVENTION.text, target: undefined };
  const dueDate = isoDate(day + YEAR);
  return {
    resourceType: 'Goal',
    id: context.nextId('Goal'),
    meta: claims('us-core-goal'),
    lifecycleStatus: 'active',
    achievementStatus: IN_PROGRESS,
    description: { coding: [{ system: system.planGoal, code: condition?.name ?? 'prevention' }], text },
    subject: subjectOf(context),
    startDate: isoDate(day),
    target: [
      target
        ? {
            measure: concept(system.loinc, ...target[0]),
            detailQuantity: { ...quantity(target[1], target[2]), comparator: '<' },
            dueDate,
          }
        : { dueDate },
    ],
    ...(condition ? { addresses: [condition.problem] } : {}),
  };
}

/** US Core 6.1.0 CarePlan with goals, problems and team; a D-SNP must have one for every member (42 CFR 422.101(f)). */
export function carePlan(
  context: ClinicalContext,
  parts: {
    readonly team: CareTeam;
    readonly goals: readonly Goal[];
    readonly problems: readonly Reference[];
  },
  day: number,
): CarePlan {
  const { team, goals, problems } = parts;
  const aims = goals.map(({ description }) => `<li>${escapeXml(description.text ?? '')}</li>`).join('');
  return {
    resourceType: 'CarePlan',
    id: context.nextId('CarePlan'),
    meta: claims('us-core-careplan'),
    text: {
      status: 'generated',
      div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>Care plan of ${isoDate(day)}</p><ul>${aims}</ul></div>`,
    },
    status: 'active',
    intent: 'plan',
    category: ASSESSMENT_AND_PLAN,
    subject: subjectOf(context),
    period: { start: isoDate(day) },
    author: bySite(context.providers.payer),
    careTeam: [{ reference: `CareTeam/${team.id}` }],
    ...(problems.length > 0 ? { addresses: [...problems] } : {}),
    goal: goals.map(({ id }) => ({ reference: `Goal/${id}` })),
  };
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
