import type { FhirResource } from 'fhir/r4.js';
import type { SandboxCore } from '../../context.ts';
import type { FhirExchange } from '../exchange.ts';
import { FhirError } from '../outcomes.ts';
import { RecentMap, rememberBy } from '../remember.ts';
import { subjectOf } from '../subject.ts';
import { type PageClaim, sealPage } from './page-token.ts';

/** What a page token of the exchange's caller has to be good for. */
export function pageClaim({ base, type, access, ports }: FhirExchange): PageClaim {
  return { base: base.path, type, subject: subjectOf(access), seed: ports.population.seed };
}

/**
 * The token of the page after a match. The same matches have the same token, sealed once: as long as the array is the
 * same, the data of now is that of the moment in the token.
 * @param ordered all matches in their order
 * @param query processed parameters
 * @param after id of the last match of this page
 */
export function nextToken(
  exchange: FhirExchange,
  ordered: readonly FhirResource[],
  query: string,
  after: string,
): string {
  const { asOf, endpoint } = exchange;
  const claim = pageClaim(exchange);
  const key = [claim.base, claim.type, claim.subject, claim.seed, query, after].join('\n');
  return recentTokens(endpoint.core)(ordered).get(key, () =>
    sealPage({ ...claim, query, after, asOf }, endpoint.core.key),
  );
}

/** A URL that is longer is not taken by this server, nor by many a proxy. */
const longestLink = 16_000;

/** Not to be found out when the link is followed. */
export function refuseEndlessLink(url: string): void {
  if (url.length <= longestLink) return;
  const told = 'The search is too long for links to further pages; ask for less at a time, or raise _count.';
  throw new FhirError(400, 'too-long', told);
}

const recentTokens = rememberBy((_core: SandboxCore) =>
  rememberBy((_ordered: readonly FhirResource[]) => new RecentMap<string>(16)),
);
