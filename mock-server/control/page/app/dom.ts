/** Builds an element. Text goes in as text nodes only: nothing that was sent is ever read as markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** The element of an id, of the kind it must be. */
export function byId<Type extends Element>(id: string, type: new () => Type): Type {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new TypeError(`the page has no ${type.name} "${id}"`);
  return found;
}

export const input = (id: string) => byId(id, HTMLInputElement);
export const select = (id: string) => byId(id, HTMLSelectElement);

export function onClick(id: string, run: () => Promise<unknown>): void {
  byId(id, HTMLButtonElement).addEventListener('click', () => void run());
}

/** Runs instead of what a form does by itself. */
export function onSubmit(id: string, run: (form: HTMLFormElement) => Promise<unknown>): void {
  const form = byId(id, HTMLFormElement);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void run(form);
  });
}

export function button(label: string, run: () => Promise<unknown>, kind = 'small'): HTMLButtonElement {
  const made = element('button', { type: 'button', class: kind }, label);
  made.addEventListener('click', () => void run());
  return made;
}

/** A row of a table; the first cell heads it. */
export function row(...cells: readonly (Node | string)[]): HTMLTableRowElement {
  return element(
    'tr',
    {},
    ...cells.map((cell, index) =>
      index === 0 ? element('th', { scope: 'row' }, cell) : element('td', {}, cell),
    ),
  );
}

export function options(
  list: HTMLSelectElement,
  entries: readonly (readonly [value: string, label: string])[],
): void {
  const chosen = list.value;
  list.replaceChildren(...entries.map(([value, label]) => element('option', { value }, label)));
  if (entries.some(([value]) => value === chosen)) list.value = chosen;
}
