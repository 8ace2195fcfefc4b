import type { CheckContext, Expectation } from '../../runner/context.ts';
import type { Harvest, Identified } from '../../runner/harvest.ts';
import { type Api, find, type Holding, whole } from '../api.ts';

/** Asks one search of a relation. Its result is whole, unless `partial` allows a cut one. */
export type Ask = (query: string, options?: { readonly partial?: boolean }) => Promise<Harvest>;

export interface Sides {
  readonly ask: Ask;
  /** What the API holds of the type; of a cut harvest only what was read. */
  readonly held: readonly Identified[];
  /** False when the harvest was cut: what is missing from it proves nothing. */
  readonly complete: boolean;
  /** All that is known to be there: beside a cut harvest what other searches found. */
  knownWith(...others: readonly Harvest[]): readonly Identified[];
}

/**
 * Holds a relation between searches. On live data both sides may differ because a resource changed in between: what
 * does not hold is asked once more, every side anew, before it is a finding.
 */
export async function holdRelation(
  t: CheckContext,
  api: Api,
  holding: Holding,
  compare: (sides: Sides) => Promise<readonly Expectation[]>,
): Promise<void> {
  const { member } = holding;
  const sidesOf = (fresh: boolean, harvest: Harvest): Sides => ({
    ask: async (query, { partial = false } = {}) => {
      const found = await find(t, api, query, { member, fresh });
      return partial ? found : whole(found, query);
    },
    held: harvest.matches,
    complete: !harvest.truncated,
    knownWith: (...others) =>
      harvest.truncated ? [...harvest.matches, ...others.flatMap(({ matches }) => matches)] : harvest.matches,
  });
  const first = await compare(sidesOf(false, holding.harvest));
  if (first.every(({ ok }) => ok)) {
    t.judge(...first);
    return;
  }
  const again = await find(t, api, holding.query, { member, fresh: true });
  t.judge(...(await compare(sidesOf(true, again))));
}
