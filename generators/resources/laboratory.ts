import type { Observation, Specimen } from 'fhir/r4.js';
import type { LaboratoryTest } from '../care-event.ts';
import { concept, quantity } from '../codes/concept.ts';
import {
  ANALYTES,
  ANTIBIOTICS,
  type Analyte,
  type AnalyteName,
  E_COLI,
  LAB_ORDERS,
  SUSCEPTIBILITY_PANEL,
  URINE_CULTURE,
} from '../codes/observations.ts';
import { system } from '../codes/systems.ts';
import type { MemberFacts } from '../member.ts';
import { showsEverything } from '../personas.ts';
import { type ObservationContext, observation } from './observation.ts';
import { byMember, bySite } from './references.ts';

const LABORATORY = [concept(system.observationCategory, 'laboratory', 'Laboratory')];
const SUSCEPTIBLE = {
  snomed: concept(system.snomed, '131196009', 'Susceptible'),
  flag: concept(system.interpretation, 'S', 'Susceptible'),
};
const RESISTANT = {
  snomed: concept(system.snomed, '30714006', 'Resistant'),
  flag: concept(system.interpretation, 'R', 'Resistant'),
};
const HIGH = concept(system.interpretation, 'H', 'High');
const LOW = concept(system.interpretation, 'L', 'Low');
const NORMAL = concept(system.interpretation, 'N', 'Normal');

const FAILED = concept(system.dataAbsentReason, 'error', 'Error');
/** Share of measurements that come to nothing. */
const SPOILT = 0.006;

/** Results of a laboratory order: single tests, panels with their members, or a culture with susceptibilities. */
export function laboratoryObservations(context: ObservationContext, event: LaboratoryTest): Observation[] {
  return event.culture
    ? cultureResults(context, event)
    : event.orders.flatMap((key) => orderResults(context, event, key));
}

function result(
  context: ObservationContext,
  event: LaboratoryTest,
  loinc: string,
  display: string,
  body: Partial<Observation>,
): Observation {
  return observation(
    context,
    event,
    'us-core-observation-lab',
    { category: LABORATORY, code: concept(system.loinc, loinc, display), ...body },
    bySite(event.site),
  );
}

function orderResults(context: ObservationContext, event: LaboratoryTest, key: string): Observation[] {
  const order = LAB_ORDERS[key];
  if (!order) return [];
  const single = order.analytes.map((name) => measured(context, event, name));
  return order.panel ? [set(context, event, order.panel, single), ...single] : single;
}

function set(
  context: ObservationContext,
  event: LaboratoryTest,
  panel: { loinc: string; display: string },
  members: Observation[],
  body: Partial<Observation> = {},
): Observation {
  return result(context, event, panel.loinc, panel.display, {
    ...body,
    hasMember: members.map(({ id }) => ({ reference: `Observation/${id}` })),
  });
}

function measured(context: ObservationContext, event: LaboratoryTest, name: AnalyteName): Observation {
  const analyte: Analyte = ANALYTES[name];
  const factor = 10 ** analyte.decimals;
  const value =
    Math.round(context.random.around(analyte.mean + shift(name, context.facts), analyte.spread) * factor) /
    factor;
  if (context.details.chance(showsEverything(context.facts) ? 0.1 : SPOILT)) {
    return result(context, event, analyte.loinc, analyte.display, {
      status: 'cancelled',
      dataAbsentReason: FAILED,
      note: [{ text: 'The specimen could not be used.' }],
    });
  }
  const flag = value > analyte.high ? HIGH : value < (analyte.low ?? -1) ? LOW : NORMAL;
  return result(context, event, analyte.loinc, analyte.display, {
    valueQuantity: quantity(value, analyte.unit),
    interpretation: [flag],
    referenceRange: [
      {
        ...(analyte.low === undefined ? {} : { low: quantity(analyte.low, analyte.unit) }),
        high: quantity(analyte.high, analyte.unit),
      },
    ],
  });
}

/** How a member's conditions move what is measured. */
function shift(name: AnalyteName, { chronic }: MemberFacts): number {
  if (chronic.includes('diabetes') && name === 'a1c') return 2;
  if (chronic.includes('diabetes') && name === 'glucose') return 48;
  if (chronic.includes('hyperlipidemia') && (name === 'ldl' || name === 'cholesterol')) return 30;
  return chronic.includes('hypothyroidism') && name === 'tsh' ? 2.5 : 0;
}

function cultureResults(context: ObservationContext, event: LaboratoryTest): Observation[] {
  const drugs = ANTIBIOTICS.map(({ loinc, display, resistant }) => {
    const { snomed, flag } = context.random.chance(resistant) ? RESISTANT : SUSCEPTIBLE;
    return result(context, event, loinc, display, { valueCodeableConcept: snomed, interpretation: [flag] });
  });
  const specimen = urineOf(context);
  const panel = set(context, event, SUSCEPTIBILITY_PANEL, drugs, specimen);
  const culture = set(context, event, URINE_CULTURE, [panel], {
    ...specimen,
    valueCodeableConcept: concept(system.snomed, E_COLI.code, E_COLI.display),
  });
  return [culture, panel, ...drugs];
}

/** What the plan is told of a specimen is no record of its own: it stands within the result. */
function urineOf({ patientId }: ObservationContext): Pick<Observation, 'contained' | 'specimen'> {
  const specimen: Specimen = {
    resourceType: 'Specimen',
    id: 'specimen',
    type: concept(system.snomed, '122575003', 'Urine specimen'),
    subject: byMember(patientId),
  };
  return { contained: [specimen], specimen: { reference: '#specimen', display: 'Urine' } };
}
