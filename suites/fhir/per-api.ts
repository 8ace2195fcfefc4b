import type { Check } from '../runner/check.ts';
import type { CheckContext } from '../runner/context.ts';
import { type Api, apis } from './api.ts';

/** A check that is held against both APIs. */
export interface ApiRow
  extends Omit<Check, 'id' | 'title' | 'requirements' | 'needs' | 'run'>,
    Partial<Pick<Check, 'requirements'>> {
  /** Last part of the id; the API's name goes before it. */
  readonly id: string;
  /** Reads on after the API's name and a colon. */
  readonly title: string;
  /** The only API it applies to; both without it. */
  readonly only?: Api['name'];
  readonly run: (t: CheckContext, api: Api) => Promise<void>;
}

export function label(api: Api): string {
  return api.name === 'patient-access' ? 'Patient Access' : 'Provider Directory';
}

/** The statements of the portal documentation that a check of a type's content or search answers. */
export function requirementsOf(api: Api, type: string): string[] {
  if (api.name === 'provider-directory') return type === 'Practitioner' ? ['DIR-1', 'DIR-2'] : ['DIR-1'];
  if (type === 'Observation') return ['PAT-1', 'OBS-2'];
  return type === 'ExplanationOfBenefit' ? ['PAT-1', 'PAT-2'] : ['PAT-1'];
}

/** Makes one check per API of a row, each with its id, title and requirements. */
export function perApi(
  group: string,
  requirements: Readonly<Record<Api['name'], readonly string[]>>,
): (row: ApiRow) => Check[] {
  return ({ id, title, run, only, ...facts }) =>
    apis
      .filter(({ name }) => only === undefined || only === name)
      .map((api) => ({
        requirements: requirements[api.name],
        ...facts,
        id: `fhir.${group}.${api.name}-${id}`,
        title: `${label(api)}: ${title}`,
        needs: api.needs,
        run: (t) => run(t, api),
      }));
}
