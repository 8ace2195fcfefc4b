import type { Check } from '../runner/check.ts';
import type { CheckContext } from '../runner/context.ts';
import { type Api, apis } from './api.ts';

/** A check that is held against both APIs. */
export interface ApiRow
  extends Pick<Check, 'level' | 'clauses' | 'why' | 'fix' | 'detects' | 'companionOf' | 'security'> {
  /** Last part of the id; the API's name goes before it. */
  readonly id: string;
  /** Reads on after the API's name and a colon. */
  readonly title: string;
  readonly run: (t: CheckContext, api: Api) => Promise<void>;
}

export function label(api: Api): string {
  return api.name === 'patient-access' ? 'Patient Access' : 'Provider Directory';
}

/** Makes one check per API of a row, each with its id, title and requirements. */
export function perApi(
  group: string,
  requirements: Readonly<Record<Api['name'], readonly string[]>>,
): (row: ApiRow) => Check[] {
  return ({ id, title, run, ...facts }) =>
    apis.map((api) => ({
      ...facts,
      id: `fhir.${group}.${api.name}-${id}`,
      title: `${label(api)}: ${title}`,
      requirements: requirements[api.name],
      needs: api.needs,
      run: (t) => run(t, api),
    }));
}
