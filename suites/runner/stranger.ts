import { jsonObjectOf, type RawExchange } from './http.ts';
import type { Target } from './target.ts';

/**
 * Why a run says nothing of any deployment: the addresses in the target descriptor are those of another kind of server.
 * @returns one sentence; none where either API has spoken its language, or was not asked
 */
export function strangerReasons(target: Target, exchanges: readonly RawExchange[]): string[] {
  const { oauth, patientAccess, providerDirectory } = target;
  const bases = [patientAccess, providerDirectory].filter((base) => base !== undefined);
  const ofToken = exchanges.filter(({ request }) => request.url.split('?')[0] === oauth.token);
  const ofBases = exchanges.filter(({ request }) => bases.some((base) => request.url.startsWith(`${base}/`)));
  if (ofToken.length === 0 || ofBases.length === 0) return [];
  const spoken =
    ofToken.some((exchange) => jsonObjectOf(exchange) !== undefined) ||
    ofBases.some((exchange) => typeof jsonObjectOf(exchange)?.resourceType === 'string');
  if (spoken) return [];
  return [
    `this is no OAuth and FHIR server at the addresses given: ${oauth.token} never answered with a JSON object, nor ${bases.join(' or ')} with a FHIR resource`,
  ];
}
