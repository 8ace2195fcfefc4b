import type { Exchange } from '../../../suites/runner/result.ts';
import type { Evidence } from '../evidence.ts';
import { element } from './dom.ts';
import { exchangeView } from './exchange-view.ts';

/** Exchanges of one check shown at first. */
const FIRST_SHOWN = 30;

interface IndexedEvidence {
  readonly exchanges: ReadonlyMap<string, Exchange>;
  readonly usedBy: ReadonlyMap<string, readonly string[]>;
}

let indexed: IndexedEvidence | undefined;

/** The run's exchanges, parsed when the first check opens. */
function evidence(): IndexedEvidence {
  if (indexed === undefined) {
    const { exchanges, usedBy }: Evidence = JSON.parse(
      document.getElementById('assay-evidence')?.textContent ?? '',
    );
    indexed = {
      exchanges: new Map(exchanges.map((exchange) => [exchange.id, exchange])),
      usedBy: new Map(Object.entries(usedBy)),
    };
  }
  return indexed;
}

/**
 * Replaces the plain list of a check by exchanges that open.
 *
 * @param wanted id of an exchange that must be among those shown
 */
export function listEvidence(check: HTMLElement, wanted?: string): void {
  const section = check.querySelector('.evidence');
  if (section === null) return;
  const { exchanges, usedBy } = evidence();
  const all = usedBy.get(check.id) ?? [];
  const complete = check.dataset.evidence === 'all';
  const mustShowAll = wanted !== undefined && all.indexOf(wanted) >= FIRST_SHOWN;
  if (complete || (check.dataset.evidence === 'first' && !mustShowAll)) return;
  const shown = mustShowAll ? all : all.slice(0, FIRST_SHOWN);
  check.dataset.evidence = shown.length === all.length ? 'all' : 'first';
  const list = element('ol', {}, ...viewAll(check.id, shown, exchanges));
  const rest = all.length - shown.length;
  section.querySelector('ol')?.replaceWith(list);
  section.querySelectorAll(':scope > p').forEach((note) => void note.remove());
  if (rest === 0) return;
  const more = element('button', { type: 'button' }, `Show ${rest} more`);
  more.addEventListener('click', () => {
    check.dataset.evidence = 'all';
    list.append(...viewAll(check.id, all.slice(FIRST_SHOWN), exchanges));
    more.parentElement?.remove();
  });
  section.append(element('p', {}, more));
}

function viewAll(
  checkId: string,
  ids: readonly string[],
  exchanges: IndexedEvidence['exchanges'],
): HTMLElement[] {
  return ids.map((id) => {
    const exchange = exchanges.get(id);
    return exchange === undefined
      ? element('li', {}, `${id} was not recorded`)
      : exchangeView(exchange, `${checkId}/${id}`);
  });
}
