import { html } from 'hono/html';
import type { Reply } from '../../reply.ts';
import { type Frame, type Html, htmlPage, layout } from '../layout.ts';
import type { PageContext } from './page-context.ts';
import { csrfOf } from './sessions.ts';

export interface ShowOptions {
  readonly status?: number;
  readonly width?: Frame['width'];
  readonly headers?: Reply['headers'];
}

/** Answers with a page in the portal's frame: navigation for who is there, and the notice of planned downtime. */
export function show(
  context: PageContext,
  title: string,
  content: Html,
  { status = 200, width = 'open', headers = {} }: ShowOptions = {},
): void {
  const { endpoint, browser, session } = context;
  const page = layout(title, content, {
    width,
    banner: endpoint.core.control?.banner,
    nav: context.role === 'staff' ? staffNav(context) : developerNav(context),
    home: `${endpoint.publicUrl}/`,
    footer: footer(endpoint.publicUrl),
  });
  context.reply = htmlPage(status, page, { ...(session ? {} : browser.headers), ...headers });
}

/** Where a form of this page goes, with its hidden token. */
export function form(context: PageContext, path: string, content: Html): Html {
  return html`<form method="post" action="${context.endpoint.publicUrl}${path}" novalidate>
<input type="hidden" name="csrf" value="${csrfOf(context)}">
${content}</form>`;
}

function developerNav(context: PageContext): Html {
  const { developer } = context;
  const links: readonly (readonly [string, string])[] = [
    ['/catalog', 'API Catalog'],
    ['/docs', 'Documentation'],
    ...(developer
      ? ([
          ['/developer/apps', 'My Applications'],
          ['/developer/account', 'Account'],
        ] as const)
      : ([
          ['/developer/login', 'Log in'],
          ['/developer/register', 'Register'],
        ] as const)),
  ];
  return html`<ul>${links.map(([path, name]) => navLink(context, path, name))}
${developer !== undefined && html`<li>${form(context, '/developer/logout', html`<button type="submit">Log out</button>`)}</li>`}</ul>`;
}

function staffNav(context: PageContext): Html {
  if (!context.session) return html`<ul>${navLink(context, '/', 'Developer portal')}</ul>`;
  return html`<ul>${navLink(context, '/staff', 'Production requests')}
<li>${form(context, '/staff/logout', html`<button type="submit">Log out</button>`)}</li></ul>`;
}

function navLink({ endpoint, request }: PageContext, path: string, name: string): Html {
  const isHere = request.path === path || request.path.startsWith(`${path}/`);
  return html`<li><a href="${endpoint.publicUrl}${path}"${isHere && html` aria-current="page"`}>${name}</a></li>`;
}

function footer(publicUrl: string): Html {
  const links: readonly (readonly [string, string])[] = [
    ['/terms', 'Terms of Use'],
    ['/docs/errors', 'Error reference'],
    ['/member/consents', 'For members: connected apps'],
    ['/staff', 'Plan staff'],
  ];
  return html`${links.map(([path, name]) => html`<a href="${publicUrl}${path}">${name}</a>`)}
<span>All data is synthetic.</span>`;
}
