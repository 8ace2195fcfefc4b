import { html } from 'hono/html';
import type { Html } from './layout.ts';

/** Code that may go on in the next line behind each separator, so that a table keeps to its card. */
export function inParts(text: string, separator: string): Html {
  return html`<code class="parts">${text.split(separator).map((part, at) => html`${at > 0 && html`${separator}<wbr>`}${part}`)}</code>`;
}
