import type { GuideId, SearchParameterFacts } from '../../../profiles/guides.ts';
import { searchParameters } from '../../../profiles/sources.ts';
import type { Api } from '../api.ts';

/** The guides of each API, the most particular first, and what they build on. */
export const guidesOf: Readonly<Record<Api['name'], readonly Exclude<GuideId, 'r4'>[]>> = {
  'patient-access': ['carin-bb/2.0.0', 'us-core/6.1.0'],
  'provider-directory': ['plan-net/1.1.0'],
};

const read = new Map<GuideId, readonly SearchParameterFacts[]>();

function parametersOf(guide: GuideId): readonly SearchParameterFacts[] {
  const known = read.get(guide) ?? searchParameters(guide);
  read.set(guide, known);
  return known;
}

/** The definition of a search parameter: the guides' own, else that of R4. */
export function definitionOf(api: Api, type: string, name: string): SearchParameterFacts | undefined {
  for (const guide of [...guidesOf[api.name], 'r4'] as const) {
    const found = parametersOf(guide).find(
      ({ code, base }) =>
        code === name &&
        (base.includes(type) || (guide === 'r4' && base.includes('Resource') && name.startsWith('_'))),
    );
    if (found) return found;
  }
  return undefined;
}
