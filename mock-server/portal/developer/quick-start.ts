import { html } from 'hono/html';
import type { App, Endpoint } from '../../context.ts';
import type { Html } from '../layout.ts';

/** Commands and code that work as they stand, with the app's own credentials. */
export function quickStart(endpoint: Endpoint, app: App, secret: string | undefined): Html {
  return html`${app.grants.has('client_credentials') && directoryStart(endpoint, app, secret)}
${app.grants.has('authorization_code') && memberStart(endpoint, app)}`;
}

function directoryStart({ publicUrl }: Endpoint, { clientId }: App, secret = 'CLIENT_SECRET'): Html {
  return html`<h3>Provider directory, with curl</h3>
<pre tabindex="0"><code>curl -u '${clientId}:${secret}' -d grant_type=client_credentials ${publicUrl}/oauth/v1/token

TOKEN=…   # access_token of the answer
curl -H "Authorization: Bearer $TOKEN" '${publicUrl}/ghp/fhir4/providerdirectory/v1/Practitioner?name=a'</code></pre>
<h3>The same in TypeScript</h3>
<pre tabindex="0"><code>const basic = btoa(\`${clientId}:\${process.env.CLIENT_SECRET}\`);
const answer = await fetch('${publicUrl}/oauth/v1/token', {
  method: 'POST',
  headers: { authorization: \`Basic \${basic}\` },
  body: new URLSearchParams({ grant_type: 'client_credentials' }),
});
const { access_token } = await answer.json();
const found = await fetch('${publicUrl}/ghp/fhir4/providerdirectory/v1/Practitioner?name=a', {
  headers: { authorization: \`Bearer \${access_token}\` },
});
console.log(await found.json());</code></pre>`;
}

function memberStart({ publicUrl }: Endpoint, { clientId, redirectUris }: App): Html {
  const [callback = ''] = redirectUris;
  return html`<h3>A member's data, in TypeScript</h3>
<pre tabindex="0"><code>import { createHash, randomBytes } from 'node:crypto';

const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');
const query = new URLSearchParams({
  response_type: 'code',
  client_id: '${clientId}',
  redirect_uri: '${callback}',
  scope: 'openid profile/*',
  state: randomBytes(12).toString('base64url'),   // compare it when the member comes back
  code_challenge: challenge,
  code_challenge_method: 'S256',
});
console.log(\`Send the member to ${publicUrl}/oauth/v1/authorize?\${query}\`);
// The callback gets ?code=…&amp;state=…; exchange the code, with the verifier, at ${publicUrl}/oauth/v1/token</code></pre>`;
}
