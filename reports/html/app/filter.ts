import { control } from './dom.ts';

interface FilteredCheck {
  readonly element: HTMLDetailsElement;
  /** Everything the row says in lower case, gathered when a search first needs it. */
  text?: string;
}

/** Wires the filter bar to the rows. */
export function startFilters(form: HTMLFormElement): void {
  const checks: FilteredCheck[] = [...document.querySelectorAll<HTMLDetailsElement>('details.check')].map(
    (element) => ({ element }),
  );
  const toggles = [...form.querySelectorAll<HTMLButtonElement>('[data-filter-standing]')];
  const search = control(form, 'text', HTMLInputElement);
  const expand = control(form, 'expand', HTMLButtonElement);
  const apply = () => applyFilters(form, checks, toggles);

  for (const toggle of toggles) {
    toggle.addEventListener('click', () => {
      toggle.setAttribute('aria-pressed', String(toggle.getAttribute('aria-pressed') !== 'true'));
      apply();
    });
  }
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => {
    for (const toggle of toggles) toggle.setAttribute('aria-pressed', 'false');
    // The controls take their first values only after this event.
    setTimeout(apply);
  });
  expand.addEventListener('click', () => {
    const open = expand.textContent === 'Expand all';
    for (const { element } of checks) if (!element.hidden) element.open = open;
    expand.textContent = open ? 'Collapse all' : 'Expand all';
  });
  document.addEventListener('keydown', (event) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
    }
    if (event.key === 'Escape' && event.target === search) {
      search.value = '';
      apply();
    }
  });
  form.hidden = false;
  // What a link leads to must not end up under the sticky bar.
  new ResizeObserver(() => {
    const covered = getComputedStyle(form).position === 'sticky' ? form.offsetHeight : 0;
    document.documentElement.style.setProperty('--bar-height', `${covered + 8}px`);
  }).observe(form);
  apply();
}

function applyFilters(
  form: HTMLFormElement,
  checks: readonly FilteredCheck[],
  toggles: readonly HTMLButtonElement[],
): void {
  const pressed = toggles.filter((toggle) => toggle.getAttribute('aria-pressed') === 'true');
  const standings = new Set(pressed.map((toggle) => toggle.dataset.filterStanding));
  const suite = control(form, 'suite', HTMLSelectElement).value;
  const level = control(form, 'level', HTMLSelectElement).value;
  const security = control(form, 'security', HTMLInputElement).checked;
  const words = control(form, 'text', HTMLInputElement).value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const check of checks) {
    const { dataset } = check.element;
    const matches =
      (standings.size === 0 || standings.has(dataset.standing)) &&
      (suite === '' || dataset.suite === suite) &&
      (level === '' || dataset.level === level) &&
      (!security || dataset.security === 'true') &&
      words.every((word) => textOf(check).includes(word));
    check.element.hidden = !matches;
    if (matches) shown += 1;
  }
  hideEmpty('.group');
  hideEmpty('.suite');
  form
    .querySelector('.shown')
    ?.replaceChildren(shown === checks.length ? '' : `${shown} of ${checks.length} checks shown`);
  const nothing = document.getElementById('assay-nothing');
  if (nothing !== null) nothing.hidden = shown > 0;
}

function textOf(check: FilteredCheck): string {
  if (check.text === undefined) {
    // Exchanges are left out: whether they have been built yet must not change what a search finds.
    const parts = check.element.querySelectorAll(':scope > summary, :scope > .body > :not(.evidence)');
    check.text = [...parts]
      .map((part) => part.textContent)
      .join('\n')
      .toLowerCase();
  }
  return check.text;
}

function hideEmpty(selector: string): void {
  for (const part of document.querySelectorAll<HTMLElement>(selector)) {
    part.hidden = part.querySelector('details.check:not([hidden])') === null;
  }
}
