import { describe, expect, test } from 'vitest';
import type { HttpRequest, HttpResponse } from './http.ts';
import { Session } from './session.ts';
import { createTarget } from './target.ts';

const target = createTarget({
  name: 'stub',
  oauth: { token: 'https://plan.test/token', authorize: 'https://plan.test/authorize' },
  clients: { member: { id: 'app', secret: 'secret', redirectUri: 'https://app.test/cb' } },
  members: [{ userName: 'ann', password: 'right' }],
  limits: { logins: 2 },
});

const page = (body: string): HttpResponse => ({
  status: 200,
  headers: [['content-type', 'text/html']],
  body,
});

/** Signs in whoever sends a password, asks for terms, then for consent. */
function plan({ method, url, body = '' }: HttpRequest): HttpResponse {
  const { pathname, searchParams } = new URL(url);
  if (method === 'POST' && pathname === '/login')
    return { status: 303, headers: [['location', '/terms']], body: '' };
  if (pathname === '/terms')
    return page(
      '<form action="/consent"><input type="hidden" name="read" value="1"><button>Next</button></form>',
    );
  if (method === 'POST')
    return {
      status: 303,
      headers: [
        ['location', `https://app.test/cb?${body.includes('no') ? 'error=access_denied' : 'code=c'}`],
      ],
      body: '',
    };
  if (searchParams.has('read'))
    return page(
      '<form method="post" action="/consent"><button name="d" value="yes">Agree</button><button name="d" value="no">Refuse</button></form>',
    );
  return page('<form method="post" action="/login"><input name="u"><input type="password" name="p"></form>');
}

function session(): Session {
  return new Session({
    target,
    transport: async (request) => plan(request),
    randomBytes: (count) => Buffer.alloc(count, 7),
    now: () => 0,
  });
}

function play(of: Session, choice: 'allow' | 'deny' | 'stop') {
  const send = (request: HttpRequest) => of.http.send(request, 'test');
  return of.authorize({ pkce: of.pkce() }, send, { choice, newBrowser: true });
}

describe('a member in a browser without scripts', () => {
  test.each([
    ['allow', 'code=c'],
    ['deny', 'error=access_denied'],
  ] as const)('reads the page in between and answers: %s', async (choice, query) => {
    const end = await play(session(), choice);
    expect(end.kind === 'redirect' && end.location.search).toBe(`?${query}`);
    expect(end.pages.consent?.request.url).toBe('https://plan.test/consent?read=1');
  });

  test('can leave the consent page open', async () => {
    const end = await play(session(), 'stop');
    expect(end.kind).toBe('page');
    expect(end.pages.consent?.request.url).toBe('https://plan.test/consent?read=1');
  });

  test('is named when the password in the target descriptor is wrong', async () => {
    const members = [
      { userName: 'ann', password: 'right' },
      { userName: 'bob', password: 'wrong' },
    ];
    const refusing = new Session({
      target: { ...target, members },
      transport: async (request) =>
        request.body?.includes('p=wrong')
          ? plan({ method: 'GET', url: 'https://plan.test/' })
          : plan(request),
      randomBytes: (count) => Buffer.alloc(count, 7),
      now: () => 0,
    });
    await expect(refusing.memberToken(1)).rejects.toThrow(
      'no authorization code was given: the sign-in of member bob failed: the server stayed on a page (HTTP 200) after the login form was sent',
    );
    await expect(refusing.memberToken(0)).rejects.toThrow('the exchange of the authorization code');
  });

  test('signs in no more often than the target allows', async () => {
    const one = session();
    await play(one, 'allow');
    await play(one, 'allow');
    await expect(play(one, 'allow')).rejects.toThrow('limits.logins: the 2 logins');
    expect(one.http.exchanges.filter(({ request }) => request.body?.includes('p=right'))).toHaveLength(2);
  });
});
