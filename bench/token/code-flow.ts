import { parse } from 'node-html-parser';
import type { Candidate, Flow } from './candidates.ts';
import type { Throughput } from './credentials.ts';
import { median } from './median.ts';

const MEMBERS = 10;

/** RFC 7636 Appendix B. */
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

/** Members in browsers of their own, one flow after the other: authorize, login, consent, token. */
export async function measureCodeFlow(
  { tokenPath }: Candidate,
  flow: Flow,
  url: string,
  seconds: number,
): Promise<Throughput> {
  const startedAt = performance.now();
  const end = startedAt + seconds * 1000;
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: MEMBERS }, async () => {
      while (performance.now() < end) {
        const begun = performance.now();
        await playOnce(flow, url, tokenPath);
        times.push(performance.now() - begun);
      }
    }),
  );
  const sorted = times.toSorted((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? median(sorted);
  return { perSecond: times.length / ((performance.now() - startedAt) / 1000), p99 };
}

async function playOnce(flow: Flow, url: string, tokenPath: string): Promise<void> {
  const code = await codeOf(flow, url);
  const response = await fetch(`${url}${tokenPath}`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${flow.clientId}:${flow.secret}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: flow.redirectUri,
    }),
  });
  const body = (await response.json()) as { access_token?: string };
  if (!body.access_token) throw new Error(`no token: ${response.status} ${JSON.stringify(body)}`);
}

/** A browser without scripts: keeps cookies, follows redirects, sends the first form of each page. */
async function codeOf(flow: Flow, url: string): Promise<string> {
  const cookies = new Map<string, string>();
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: flow.clientId,
    redirect_uri: flow.redirectUri,
    scope: 'openid',
    state: 'state',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  let address = `${url}${flow.authorizePath}?${query}`;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 12; step++) {
    const response: Response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: form }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    const page = await response.text();
    form = undefined;
    if (location !== null) {
      address = new URL(location, address).href;
      if (address.startsWith(flow.redirectUri)) return new URL(address).searchParams.get('code') ?? '';
      continue;
    }
    const found = parse(page)
      .querySelectorAll('form')
      .find((one) => one.querySelector('input[type=password], input[name=prompt], input[name=interaction]'));
    if (!found) throw new Error(`no form at ${address}: ${page.slice(0, 300)}`);
    address = new URL(found.getAttribute('action') ?? '', address).href;
    form = new URLSearchParams({ decision: 'allow' });
    for (const input of found.querySelectorAll('input')) {
      const name = input.getAttribute('name') ?? '';
      form.append(name, flow.login[name] ?? input.getAttribute('value') ?? '');
    }
  }
  throw new Error('the flow does not end');
}
