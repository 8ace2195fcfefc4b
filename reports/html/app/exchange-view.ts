import type { Exchange, RecordedMessage } from '../../../suites/runner/result.ts';
import { splitPseudonyms, toCurl } from './curl.ts';
import { element } from './dom.ts';
import { layOutJson, looksLikeJson } from './json-text.ts';

/** Longer bodies are shown without colours, which cost an element per token. */
const COLOURED_CHARACTERS = 60_000;

/** One exchange as a line that opens; headers and bodies are built when it first does. */
export function exchangeView(exchange: Exchange, anchor: string): HTMLElement {
  const status = exchange.response?.status;
  const details = element(
    'details',
    { class: 'exchange' },
    element(
      'summary',
      {},
      element('code', { class: 'number' }, exchange.id),
      element('b', { class: 'method' }, exchange.method),
      element('span', { class: 'url' }, ...maskedText(exchange.url)),
      element(
        'span',
        { class: `status status-${status === undefined ? 'none' : String(status)[0]}` },
        String(status ?? 'no response'),
      ),
      element('span', { class: 'muted' }, `${Math.round(exchange.durationMs)} ms`),
    ),
  );
  details.addEventListener('toggle', () => details.append(exchangeBody(exchange)), { once: true });
  return element('li', { id: anchor }, details);
}

function exchangeBody(exchange: Exchange): HTMLElement {
  const { request, response, error } = exchange;
  const origin = element('p', { class: 'muted' }, `Made for ${exchange.origin} at ${exchange.startedAt}`);
  const outcome =
    response === undefined
      ? element('p', { class: 'message message-error' }, error ?? 'No response came.')
      : messageView(`Response ${response.status}`, response);
  return element(
    'div',
    { class: 'messages' },
    origin,
    curlView(exchange),
    messageView('Request', request),
    outcome,
  );
}

function messageView(title: string, message: RecordedMessage): HTMLElement {
  const rows = message.headers.map(([name, value]) =>
    element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, ...maskedText(value))),
  );
  const section = element('section', { class: 'recorded' }, element('h5', {}, title));
  if (rows.length > 0) section.append(element('table', { class: 'headers' }, element('tbody', {}, ...rows)));
  if (message.body !== undefined && message.body !== '') {
    const label = `${title}: body`;
    section.append(
      element(
        'pre',
        { class: 'content', tabindex: '0', role: 'region', 'aria-label': label },
        ...bodyText(message),
      ),
    );
    if (message.truncated) section.append(element('p', { class: 'muted' }, cutText(message)));
  }
  return section;
}

function cutText({ body = '', length }: RecordedMessage): string {
  const whole = length === undefined ? '' : `, after ${body.length} of ${length} characters`;
  return `The body was cut here for the report${whole}.`;
}

function bodyText({ headers, body = '' }: RecordedMessage): (Node | string)[] {
  const type = headers.find(([name]) => name === 'content-type')?.[1];
  if (looksLikeJson(type, body)) {
    const tokens = layOutJson(body);
    if (body.length > COLOURED_CHARACTERS) return [tokens.map(({ text }) => text).join('')];
    return tokens.flatMap<Node | string>(({ kind, text }) =>
      kind === 'other' || kind === 'punctuation'
        ? [text]
        : [element('span', { class: `json-${kind}` }, ...maskedText(text))],
    );
  }
  if (/x-www-form-urlencoded/i.test(type ?? '')) return maskedText(body.replaceAll('&', '\n&'));
  return body.length > COLOURED_CHARACTERS ? [body] : maskedText(body);
}

function maskedText(text: string): (Node | string)[] {
  return splitPseudonyms(text).map((part) =>
    part.masked
      ? element(
          'span',
          { class: 'masked', title: 'A masked secret: the same pseudonym is the same value' },
          part.text,
        )
      : part.text,
  );
}

function curlView(exchange: Exchange): HTMLElement {
  const { command, variables } = toCurl(exchange);
  const button = element('button', { type: 'button' }, 'Copy as curl');
  const said = element('span', { class: 'muted', role: 'status' });
  const box = element('div', { class: 'curl' }, button, said);
  const show = () => {
    if (box.querySelector('pre') !== null) return;
    box.append(element('pre', { tabindex: '0', role: 'region', 'aria-label': 'curl command' }, command));
  };
  button.addEventListener('click', async () => {
    show();
    const set = variables.map((name) => `$${name}`).join(', ');
    const note = set === '' ? '' : ` Secrets are masked: set ${set} first.`;
    try {
      await navigator.clipboard.writeText(command);
      said.textContent = `Copied.${note}`;
    } catch {
      // Browsers may keep the clipboard from pages opened from disk.
      getSelection()?.selectAllChildren(box.querySelector('pre') ?? box);
      said.textContent = `Selected, press Ctrl+C to copy.${note}`;
    }
  });
  return box;
}
