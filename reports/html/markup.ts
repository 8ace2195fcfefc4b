import { html, raw } from 'hono/html';

/** HTML whose dynamic parts have been escaped. */
export type Markup = ReturnType<typeof raw>;

type Value = Markup | string | number | null | undefined | readonly Markup[];

/**
 * Template tag for HTML: every interpolated text is escaped, for content and for attributes in double quotes.
 * Null and undefined write nothing.
 */
export function markup(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const made = html(strings, ...values);
  if (made instanceof Promise) throw new TypeError('A report template must not hold promises.');
  return made;
}

/** Text that is HTML already (style-sheet, script, encoded JSON); never for anything a server sent. */
export const trusted: (text: string) => Markup = raw;

/** `url` when it leads to a web page; undefined for `javascript:` and everything else that should not be a link. */
export function webAddress(url: string): string | undefined {
  const parsed = URL.parse(url);
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.href : undefined;
}

/** A link where `url` is a web address, else the text alone. */
export function link(url: string, text: string): Markup {
  const href = webAddress(url);
  return href === undefined
    ? markup`${text}`
    : markup`<a href="${href}" rel="noreferrer noopener">${text}</a>`;
}
