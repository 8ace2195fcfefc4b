import type { ExplanationOfBenefit } from 'fhir/r4.js';
import { allOf, patientAccess } from '../fhir/api.ts';
import { pagesByName } from '../fhir/ids.ts';
import { type CheckContext, NotExercised } from '../runner/context.ts';
import type { RawExchange } from '../runner/http.ts';

type Eob = ExplanationOfBenefit & { readonly id: string };

/**
 * The member's claims, whatever they lack.
 * @throws NotExercised when there are none
 */
export async function allClaims(t: CheckContext): Promise<Partial<Eob>[]> {
  const { matches } = await allOf(t, patientAccess, 'ExplanationOfBenefit');
  const eobs = matches.filter((one): one is Eob => one.resourceType === 'ExplanationOfBenefit');
  if (eobs.length === 0) throw new NotExercised('the member has no claims');
  return eobs;
}

/**
 * The member's claims, those that can be read as claims; how many others there are is noted.
 * @throws NotExercised when there are none
 */
export async function claims(t: CheckContext): Promise<Eob[]> {
  const all = await allClaims(t);
  const readable = all.filter((one): one is Eob => hasWhatClaimsHave(one));
  const lacking = 'an element that FHIR makes mandatory: fhir.conformance says which';
  if (readable.length === 0) throw new NotExercised(`every claim lacks ${lacking}`);
  if (readable.length < all.length)
    t.note(`${all.length - readable.length} of ${all.length} claims are left out: each lacks ${lacking}.`);
  return readable;
}

/** The page that shows a claim, by its id. */
export async function claimPages(t: CheckContext): Promise<(id: string) => readonly RawExchange[]> {
  const pages = pagesByName(await allOf(t, patientAccess, 'ExplanationOfBenefit'));
  return (id) => pages(`ExplanationOfBenefit/${id}`);
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
