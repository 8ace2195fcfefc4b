import type { ExplanationOfBenefit } from 'fhir/r4.js';
import { allOf, patientAccess } from '../fhir/api.ts';
import { type CheckContext, NotExercised } from '../runner/context.ts';

type Eob = ExplanationOfBenefit & { readonly id: string };

/**
 * The member's claims, those that can be read as claims.
 * @throws NotExercised when there are none
 */
export async function claims(t: CheckContext): Promise<Eob[]> {
  const { matches } = await allOf(t, patientAccess, 'ExplanationOfBenefit');
  const eobs = matches.filter((one): one is Eob => one.resourceType === 'ExplanationOfBenefit');
  if (eobs.length === 0) throw new NotExercised('the member has no claims');
  const readable = eobs.filter(hasWhatClaimsHave);
  if (readable.length === 0)
    throw new NotExercised(
      'every claim lacks an element that FHIR makes mandatory: fhir.conformance says which',
    );
  return readable;
}

/** What is read here without asking; a claim without it is for the checks of conformance. */
function hasWhatClaimsHave(eob: Partial<Eob>): boolean {
  const { type, insurer, provider, insurance, careTeam = [], total = [], item = [], adjudication = [] } = eob;
  const amounts = [...total, ...adjudication, ...item.flatMap((line) => line?.adjudication ?? [])];
  return (
    [type, insurer, provider, insurance?.[0]].every(isObject) &&
    (insurance ?? []).every((one) => isObject(one?.coverage)) &&
    careTeam.every((one) => isObject(one?.provider)) &&
    total.every((one) => isObject(one?.amount)) &&
    amounts.every((one) => isObject(one?.category))
  );
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
