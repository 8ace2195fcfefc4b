import { html, raw } from 'hono/html';
import { htmlReply, type Reply } from '../reply.ts';
import { style } from './style.ts';

export type Html = ReturnType<typeof html>;

/** The frame of every page. */
export function layout(title: string, content: Html, width: 'narrow' | 'wide' = 'narrow'): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Assay sandbox</title>
<style>${raw(style)}</style>
</head>
<body>
<header><p><strong>Assay Health Plan</strong> <span>sandbox · synthetic members only</span></p></header>
<main class="${width}">${content}</main>
</body>
</html>
`;
}

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
    'content-security-policy': `default-src 'none'; style-src 'self' 'unsafe-inline'; form-action ${formAction}; frame-ancestors 'none'; base-uri 'none'`,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    ...headers,
  });
}
