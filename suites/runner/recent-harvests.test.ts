import { describe, expect, it } from 'vitest';
import type { PagesRead } from './harvest.ts';
import type { RawExchange } from './http.ts';
import { RecentHarvests } from './recent-harvests.ts';

function read(id: string, pages = 2): PagesRead {
  const exchanges = Array.from({ length: pages }, (_, page): RawExchange => {
    const entry = [{ resource: { resourceType: 'Practitioner', id: `${id}-${page}` } }];
    return {
      id: `x${page}`,
      origin: 'harvest',
      startedAt: 0,
      durationMs: 0,
      request: { method: 'GET', url: `http://plan.test/Practitioner?${id}` },
      response: {
        status: 200,
        headers: [],
        body: JSON.stringify({ resourceType: 'Bundle', type: 'searchset', entry }),
      },
    };
  });
  return { exchanges, truncated: false };
}

const idsOf = (harvests: RecentHarvests, pages: PagesRead) => harvests.of(pages).matches.map(({ id }) => id);

describe('RecentHarvests', () => {
  it('gives the resources of all pages, and the pages with their exchanges', () => {
    const pages = read('a');
    const harvest = new RecentHarvests().of(pages);
    expect(harvest.matches.map(({ id }) => id)).toEqual(['a-0', 'a-1']);
    expect(harvest.pages.map(({ exchange }) => exchange)).toEqual(pages.exchanges);
    expect(harvest.pages[1]?.bundle.entry?.[0]?.resource).toBe(harvest.matches[1]);
  });

  it('gives the same objects as long as somebody has them, even beyond the limit', () => {
    const harvests = new RecentHarvests(1);
    const [a, b] = [read('a'), read('b')];
    const held = harvests.of(a);
    harvests.of(b);
    expect(harvests.of(a)).toBe(held);
  });

  it('reads a harvest again that is not held ready any more', () => {
    const harvests = new RecentHarvests(1);
    const all = Array.from({ length: 50 }, (_, n) => read(String(n)));
    for (const pages of [...all, ...all])
      expect(idsOf(harvests, pages)).toEqual(
        pages.exchanges.map((_, page) => `${all.indexOf(pages)}-${page}`),
      );
  });

  it('leaves out what is no Bundle', () => {
    const [good, other] = [read('a', 1), read('b', 1)];
    const [exchange] = other.exchanges;
    if (!exchange) throw new Error('there is no page');
    const broken = { ...exchange, response: { ...exchange.response, body: '<html>' } };
    const harvest = new RecentHarvests().of({ ...good, exchanges: [...good.exchanges, broken] });
    expect(harvest.pages).toHaveLength(1);
  });
});
