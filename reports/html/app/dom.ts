/** Builds an element. Text goes in as text nodes only: nothing a server sent is ever read as markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** The parts of a select, input or button, found by name in a form. */
export function control<Type extends Element>(
  form: HTMLFormElement,
  name: string,
  type: new () => Type,
): Type {
  const found = form.elements.namedItem(name);
  if (!(found instanceof type)) throw new TypeError(`The report has no control "${name}".`);
  return found;
}
