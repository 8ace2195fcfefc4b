import type { CodeableConcept, ExplanationOfBenefitBenefitBalance } from 'fhir/r4.js';
import { concept } from '../../codes/concept.ts';
import { system } from '../../codes/systems.ts';
import type { Accumulated } from './cost-share.ts';
import { usd } from './money.ts';

const HEALTH_PLAN = concept(system.benefitCategory, '30', 'Health Benefit Plan Coverage');
const DEDUCTIBLE = concept(system.benefitType, 'deductible', 'Deductible');
/** FHIR has no code for it, and the value set is an example. */
const OUT_OF_POCKET: CodeableConcept = Object.freeze({ text: 'Out-of-pocket maximum' });

/** Where the member's deductible and out-of-pocket maximum of the year stand after a claim. */
export function balances(accumulated: Accumulated): ExplanationOfBenefitBenefitBalance[] {
  return [
    {
      category: HEALTH_PLAN,
      financial: [
        {
          type: DEDUCTIBLE,
          allowedMoney: usd(accumulated.deductible),
          usedMoney: usd(accumulated.deductibleUsed),
        },
        {
          type: OUT_OF_POCKET,
          allowedMoney: usd(accumulated.outOfPocketMaximum),
          usedMoney: usd(accumulated.outOfPocketUsed),
        },
      ],
    },
  ];
}
