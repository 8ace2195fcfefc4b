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

let indexed: Promise<IndexedEvidence> | undefined;

/** The run's exchanges, unpacked when the first check opens. */
function evidence(): Promise<IndexedEvidence> {
  indexed ??= unpack(document.getElementById('assay-evidence')?.textContent ?? '').then(
    ({ exchanges, usedBy }) => ({
      exchanges: new Map(exchanges.map((exchange) => [exchange.id, exchange])),
      usedBy: new Map(Object.entries(usedBy)),
    }),
  );
  return indexed;
}

async function unpack(packed: string): Promise<Evidence> {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return JSON.parse(await new Response(unpacked).text());
}

/**
 * Replaces the plain list of a check by exchanges that open.
 *
 * @param wanted id of an exchange that must be among those shown
 */
export async function listEvidence(check: HTMLElement, wanted?: string): Promise<void> {
  const section = check.querySelector('.evidence');
  if (section === null) return;
  const { exchanges, usedBy } = await evidence();
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
