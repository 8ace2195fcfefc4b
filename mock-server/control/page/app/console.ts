import { act, isRecord, send } from './api.ts';
import { byId, element, input, onSubmit, select } from './dom.ts';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly example: unknown;
}

let operations: readonly Operation[] = [];

/** Every operation of the interface, as its own description names them. */
export async function showConsole(): Promise<void> {
  const { body } = await send('GET', '/openapi.json');
  const paths = isRecord(body) && isRecord(body.paths) ? Object.entries(body.paths) : [];
  operations = paths.flatMap(([path, methods]) =>
    Object.entries(isRecord(methods) ? methods : {}).map(([method, about]) => ({
      method: method.toUpperCase(),
      path,
      summary: isRecord(about) ? String(about.summary) : '',
      example: exampleOf(about),
    })),
  );
  select('operation').replaceChildren(
    ...operations.map(({ method, path }, index) =>
      element('option', { value: String(index) }, `${method} ${path}`),
    ),
  );
  choose();
}

function exampleOf(about: unknown): unknown {
  let value = about;
  for (const name of ['requestBody', 'content', 'application/json', 'example']) {
    value = isRecord(value) ? value[name] : undefined;
  }
  return value;
}

function chosen(): Operation | undefined {
  return operations[Number(select('operation').value)];
}

function choose(): void {
  const { path = '', summary = '', example } = chosen() ?? {};
  byId('summary', HTMLElement).textContent = summary;
  input('path').value = path;
  byId('body', HTMLTextAreaElement).value = example === undefined ? '' : JSON.stringify(example, null, 2);
  byId('body-field', HTMLElement).hidden = example === undefined;
}

export function startConsole(): void {
  select('operation').addEventListener('change', choose);
  onSubmit('console-form', async () => {
    const body = byId('body', HTMLTextAreaElement).value.trim();
    const answer = await act(chosen()?.method ?? 'GET', input('path').value, body === '' ? undefined : body);
    byId('answer', HTMLElement).textContent =
      typeof answer === 'string' ? answer : (JSON.stringify(answer, null, 2) ?? '');
    byId('answer-field', HTMLElement).hidden = answer === undefined;
  });
}
