import { html } from 'hono/html';
import type { App, Endpoint } from '../context.ts';
import { portsInForce } from '../control/defect.ts';
import { demoSecretOf } from '../demo-apps.ts';
import { challengeOf } from '../oauth/check-pkce.ts';
import type { IncomingRequest, Reply } from '../reply.ts';
import { type Html, htmlPage, layout } from './layout.ts';

/** Fixed, so that the commands on the pages work as they stand; a real app makes a new one for every request. */
const demoVerifier = 'a-verifier-for-trying-things-out-in-a-sandbox-only';

/** The link that starts the member flow of an app towards the demo callback. */
export function demoAuthorizeUrl(app: App, publicUrl: string): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: demoCallback(publicUrl),
    scope: 'openid profile/*',
    state: 'demo',
    code_challenge: challengeOf(demoVerifier),
    code_challenge_method: 'S256',
  });
  return `${publicUrl}/oauth/v1/authorize?${query}`;
}

/** A redirect target for people without an app: shows the code and how to exchange it. */
export async function showDemoCallback({ query }: IncomingRequest, endpoint: Endpoint): Promise<Reply> {
  const code = query.get('code') ?? undefined;
  if (code === undefined) return htmlPage(200, withoutCodePage(query));
  const { store } = portsInForce(endpoint.core.ports);
  const found = await store.findCode(code);
  const app = found && (await endpoint.core.apps.find(found.clientId));
  // A command is shown for our own codes only: text from elsewhere must not end up in a shell.
  return htmlPage(200, withCodePage(code, query.get('state'), app && exchangeCommand(app, code, endpoint)));
}

function exchangeCommand(app: App, code: string, { publicUrl }: Endpoint): string {
  return [
    `curl ${credentialsOf(app)} ${publicUrl}/oauth/v1/token`,
    '-d grant_type=authorization_code',
    `-d code=${code}`,
    `-d code_verifier=${demoVerifier}`,
    `-d redirect_uri=${demoCallback(publicUrl)}`,
  ].join(' \\\n  ');
}

/** Only the secrets of demo apps are known here; a public client has none. */
function credentialsOf(app: App): string {
  if (app.secretHash === undefined) return `-d client_id=${app.clientId}`;
  return `-u ${app.clientId}:${demoSecretOf(app) ?? 'SECRET'}`;
}

function demoCallback(publicUrl: string): string {
  return `${publicUrl}/demo/callback`;
}

function withCodePage(code: string, state: string | null, command: string | undefined): Html {
  return layout(
    'Authorization code',
    html`<h1>The app has received a code</h1>
<p>Code: <code>${code}</code></p>
${state !== null && html`<p>State: <code>${state}</code></p>`}
${
  command === undefined
    ? html`<p role="alert">This code is not one of this sandbox.</p>`
    : html`<p>Exchange it for tokens within 60 seconds; it works once. If you started the flow with a code challenge of
your own, put its verifier in.</p>
<pre tabindex="0"><code>${command}</code></pre>`
}`,
    'wide',
  );
}

function withoutCodePage(query: URLSearchParams): Html {
  return layout(
    'No code',
    html`<h1>The app has received no code</h1>
<p>Error: <code>${query.get('error') ?? 'none given'}</code></p>
<p>${query.get('error_description') ?? ''}</p>`,
    'wide',
  );
}
