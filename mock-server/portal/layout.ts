import { hash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { htmlReply, type Reply } from '../reply.ts';
import { currentNotice } from './notice.ts';
import { style } from './style.ts';

export type Html = ReturnType<typeof html>;

/** What stands around the content of a page. */
export interface Frame {
  /** `narrow` for a form, `wide` for text and tables on one card, `open` for pages that bring cards of their own. */
  readonly width?: 'narrow' | 'wide' | 'open';
  /** Notice of planned downtime (GEN-5). */
  readonly banner?: string | undefined;
  /** Links in the header. */
  readonly nav?: Html | undefined;
  /** Where the name of the plan leads. */
  readonly home?: string | undefined;
  readonly footer?: Html | undefined;
}

const mark = html`<svg width="26" height="26" viewBox="0 0 26 26" fill="none" stroke="currentColor" stroke-width="2.4"
 stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M13 2.5 22.5 6v7c0 5.4-3.9 9-9.5 10.8C7.4 22 3.5 18.4 3.5 13V6z"/><path d="M8 13h3l1.6-3.4 2.2 6L16.2 13H18"/></svg>`;

/** The frame of every page. */
export function layout(title: string, content: Html, frame: Frame | 'narrow' | 'wide' = {}): Html {
  const {
    width = 'narrow',
    banner = currentNotice(),
    nav,
    home,
    footer,
  } = typeof frame === 'string' ? { width: frame } : frame;
  const brand = html`${mark}<span>Assay Health Plan <small>sandbox · synthetic members only</small></span>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Assay sandbox</title>
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="site"><div>
${home === undefined ? html`<p class="brand">${brand}</p>` : html`<a class="brand" href="${home}">${brand}</a>`}
${nav !== undefined && html`<nav aria-label="Portal">${nav}</nav>`}
</div></header>
${banner !== undefined && html`<p class="banner" role="status">${banner}</p>`}
<main id="content" class="${width}" tabindex="-1">${content}</main>
${footer !== undefined && html`<footer class="site"><div>${footer}</div></footer>`}
</body>
</html>
`;
}

/** The style sheet stands in every page; the policy lets this one in by its hash, and no other (CSP 3 §6.7.3.3). */
export const styleSource = `'sha256-${hash('sha256', style, 'base64')}'`;

/**
 * A page with the headers that every page carries: nothing from elsewhere, in no frame, no referrer, not stored
 * (RFC 9700 §4.2.4, §4.16).
 *
 * @param formTargets origins or schemes, beside the sandbox itself, to which a form's answer may redirect: Chromium
 *   holds `form-action` against redirects too
 */
export function htmlPage(
  status: number,
  page: Html,
  headers: Reply['headers'] = {},
  formTargets: readonly string[] = [],
): Reply {
  if (page instanceof Promise) throw new TypeError('pages are rendered from values, not from promises');
  const formAction = ["'self'", ...formTargets].join(' ');
  return htmlReply(status, page.toString(), {
    'content-security-policy': `default-src 'none'; style-src ${styleSource}; form-action ${formAction}; frame-ancestors 'none'; base-uri 'none'`,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    ...headers,
  });
}
