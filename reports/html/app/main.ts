import { listEvidence } from './evidence-list.ts';
import { startFilters } from './filter.ts';

/** Opens what the address names: `#<check id>` or `#<check id>/<exchange id>`. */
async function openAddressed(): Promise<void> {
  const anchor = addressedAnchor();
  if (anchor === '') return;
  const whole = document.getElementById(anchor);
  const cut = anchor.lastIndexOf('/');
  const exchange = whole instanceof HTMLDetailsElement || cut < 0 ? undefined : anchor.slice(cut + 1);
  const check = document.getElementById(exchange === undefined ? anchor : anchor.slice(0, cut));
  if (!(check instanceof HTMLDetailsElement)) return;
  reveal(check);
  check.open = true;
  await listEvidence(check, exchange);
  if (exchange === undefined) {
    check.scrollIntoView();
    check.querySelector('summary')?.focus({ preventScroll: true });
    return;
  }
  const item = document.getElementById(anchor);
  const details = item?.querySelector('details');
  if (details) details.open = true;
  item?.scrollIntoView();
  item?.querySelector('summary')?.focus({ preventScroll: true });
}

function addressedAnchor(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}

/** A link leads to its check even when a filter hides it. */
function reveal(check: HTMLElement): void {
  for (let part: HTMLElement | null = check; part !== null; part = part.parentElement) {
    if (part.matches('.check, .group, .suite')) part.hidden = false;
  }
}

document.addEventListener(
  'toggle',
  ({ target }) => {
    if (target instanceof HTMLDetailsElement && target.matches('.check') && target.open) listEvidence(target);
  },
  { capture: true },
);
document.addEventListener('click', ({ target }) => {
  // Following the link of the present address again changes no hash and fires no event.
  const anchor = target instanceof Element ? target.closest('a[href^="#"]') : null;
  if (anchor !== null && anchor.getAttribute('href') === location.hash) openAddressed();
});
window.addEventListener('hashchange', openAddressed);

const filters = document.getElementById('assay-filters');
if (filters instanceof HTMLFormElement) startFilters(filters);
openAddressed();
