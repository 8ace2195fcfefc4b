import type { Bundle, Practitioner } from 'fhir/r4.js';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createMswHandlers } from './msw.ts';
import { createSandbox } from './sandbox.ts';

const publicUrl = 'http://plan.test:8081';
const directory = `${publicUrl}/ghp/fhir4/providerdirectory/v1`;

const sandbox = createSandbox({ publicUrls: { standard: publicUrl } });
const server = setupServer(...createMswHandlers(sandbox, 'standard'));
const unanswered: string[] = [];

beforeAll(() => {
  server.events.on('request:unhandled', ({ request }) => void unanswered.push(request.url));
  server.listen({ onUnhandledFrame: 'error' });
});
afterEach(() => void unanswered.splice(0));
afterAll(async () => {
  server.close();
  await sandbox.close();
});

function askForToken(secret: string): Promise<Response> {
  return fetch(`${publicUrl}/oauth/v1/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`directory-app:${secret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
}

async function token(): Promise<string> {
  const { access_token } = (await (await askForToken('directory-app-secret')).json()) as {
    access_token: string;
  };
  return access_token;
}

describe('msw handlers', () => {
  it('answer a token request and a FHIR read by plain fetch', async () => {
    const headers = { authorization: `Bearer ${await token()}` };
    const bundle = (await (await fetch(`${directory}/Practitioner?_count=2`, { headers })).json()) as Bundle;
    const [url = ''] = bundle.entry?.map((entry) => entry.fullUrl ?? '') ?? [];
    const read = await fetch(url, { headers });
    expect(url.startsWith(`${directory}/Practitioner/`)).toBe(true);
    expect(read.headers.get('content-type')).toMatch(/^application\/fhir\+json/);
    expect(`${directory}/Practitioner/${((await read.json()) as Practitioner).id}`).toBe(url);
  });

  it('answer the links of a page', async () => {
    const headers = { authorization: `Bearer ${await token()}` };
    const first = (await (await fetch(`${directory}/Practitioner?_count=2`, { headers })).json()) as Bundle;
    const next = first.link?.find(({ relation }) => relation === 'next')?.url ?? '';
    const second = (await (await fetch(next, { headers })).json()) as Bundle;
    expect(second.entry).toHaveLength(2);
    expect(second.entry?.map((entry) => entry.fullUrl)).not.toEqual(
      first.entry?.map((entry) => entry.fullUrl),
    );
  });

  it('keep status and headers of a refusal', async () => {
    const refused = await askForToken('wrong');
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toMatch(/^Basic /);
    expect(await refused.json()).toMatchObject({ error: 'invalid_client' });
  });

  it('redirect to the login page, which sets its cookie', async () => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: 'member-app',
      redirect_uri: 'http://127.0.0.1:8765/callback',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    const url = `${publicUrl}/oauth/v1/authorize?${query}`;
    const stopped = await fetch(url, { redirect: 'manual' });
    expect(stopped.status).toBe(303);
    expect(new URL(stopped.headers.get('location') ?? '', url).origin).toBe(publicUrl);
    const followed = await fetch(url);
    expect(await followed.text()).toContain('type="password"');
    expect(followed.headers.getSetCookie()).toEqual([expect.stringContaining('HttpOnly')]);
  });

  it('answer HEAD without a body', async () => {
    const response = await fetch(`${directory}/metadata`, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });

  it.each(['http://plan.test/oauth/v1/token', 'https://plan.test:8081/', 'http://other.test:8081/'])(
    'leave %s alone',
    async (url) => {
      const told = vi.spyOn(console, 'error').mockReturnValue(undefined);
      await expect(fetch(url)).rejects.toThrow();
      told.mockRestore();
      expect(unanswered).toEqual([url]);
    },
  );

  it('are refused for a dialect that the sandbox has no public URL for', () => {
    expect(() => createMswHandlers(sandbox, 'documented')).toThrow(RangeError);
  });
});
