import { describe, expect, test } from 'vitest';
import { IN_PROCESS, type IncomingRequest } from '../reply.ts';
import { refuseStranger } from './guard.ts';

const TOKEN = 'the-token-of-the-owner';
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const basic = (token: string) => ({
  authorization: `Basic ${Buffer.from(`owner:${token}`).toString('base64')}`,
});
const own = { host: '127.0.0.1:8080' };
const page = { ...own, origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'same-origin' };

interface Case {
  readonly method?: string;
  readonly from?: string;
  readonly headers?: Record<string, string>;
  readonly token?: string;
  readonly publicUrl?: string;
}

function statusOf({ method = 'POST', from = '127.0.0.1', headers = own, token, publicUrl }: Case) {
  const request: IncomingRequest = {
    method,
    path: '/_sandbox/reset',
    query: new URLSearchParams(),
    form: undefined,
    body: '',
    headers,
    cookies: {},
    params: {},
    remoteAddress: from,
  };
  return refuseStranger(request, { token, publicUrl: publicUrl ?? 'http://127.0.0.1:8080' })?.status;
}

describe('the control plane lets through', () => {
  test.each<[string, Case]>([
    ['a program on this machine', {}],
    ['one that says localhost', { headers: { host: 'localhost:8080' } }],
    ['one by IPv6', { from: '::1', headers: { host: '[::1]:8080' } }],
    ['one by an IPv4 address within IPv6', { from: '::ffff:127.0.0.1' }],
    ['its own page', { headers: page }],
    ['an address typed in', { method: 'GET', headers: { ...own, 'sec-fetch-site': 'none' } }],
    [
      'a link followed from another page',
      {
        method: 'GET',
        headers: {
          ...own,
          'sec-fetch-site': 'cross-site',
          'sec-fetch-mode': 'navigate',
          'sec-fetch-dest': 'document',
        },
      },
    ],
    ['code of the same process, by any name', { from: IN_PROCESS, headers: { host: 'plan.example' } }],
    ['whoever has the token, from anywhere', { from: '203.0.113.9', headers: bearer(TOKEN), token: TOKEN }],
    [
      'a browser with the token as password',
      {
        from: '203.0.113.9',
        headers: { ...basic(TOKEN), host: 'plan.example', origin: 'https://plan.example' },
        token: TOKEN,
        publicUrl: 'https://plan.example',
      },
    ],
    ['this machine without the token, though there is one', { token: TOKEN }],
  ])('%s', (_, request) => expect(statusOf(request)).toBeUndefined());
});

describe('the control plane refuses', () => {
  test.each<[string, number, Case]>([
    ['another machine', 403, { from: '203.0.113.9' }],
    ['a container’s gateway', 403, { from: '172.17.0.1' }],
    ['a request that came through no known address', 403, { from: '' }],
    ['a token that nobody set', 403, { from: '203.0.113.9', headers: bearer(TOKEN) }],
    ['a wrong token', 401, { from: '203.0.113.9', headers: bearer('the-token-of-a-guesser'), token: TOKEN }],
    ['an empty token', 401, { from: '203.0.113.9', headers: { authorization: 'Bearer ' }, token: TOKEN }],
    [
      'a token of another scheme',
      401,
      { from: '203.0.113.9', headers: { authorization: `Digest ${TOKEN}` }, token: TOKEN },
    ],
    ['a name that was rebound to this machine', 403, { headers: { host: 'attacker.example:8080' } }],
    ['a name that only begins like a loopback one', 403, { headers: { host: '127.0.0.1.attacker.example' } }],
    ['a name below localhost', 403, { headers: { host: 'attacker.localhost:8080' } }],
    ['no name at all', 403, { headers: {} }],
    ['a page of another host', 403, { headers: { ...own, origin: 'https://attacker.example' } }],
    ['a page of another port of this machine', 403, { headers: { ...own, origin: 'http://127.0.0.1:3000' } }],
    ['a page without an origin (sandboxed frame)', 403, { headers: { ...own, origin: 'null' } }],
    [
      'a request that the browser says comes from elsewhere',
      403,
      { headers: { ...own, 'sec-fetch-site': 'cross-site' } },
    ],
    [
      'one from another port, which is the same site',
      403,
      { headers: { ...own, 'sec-fetch-site': 'same-site' } },
    ],
    [
      'a form of another page',
      403,
      {
        headers: {
          ...own,
          'sec-fetch-site': 'cross-site',
          'sec-fetch-mode': 'navigate',
          'sec-fetch-dest': 'document',
        },
      },
    ],
    [
      'a frame on another page',
      403,
      {
        method: 'GET',
        headers: {
          ...own,
          'sec-fetch-site': 'cross-site',
          'sec-fetch-mode': 'navigate',
          'sec-fetch-dest': 'iframe',
        },
      },
    ],
    [
      'what a proxy on this machine passes on',
      403,
      { headers: { ...own, 'x-forwarded-for': '203.0.113.9' } },
    ],
    ['anything without the token behind a public name', 403, { publicUrl: 'https://plan.example' }],
    [
      'a page of another origin that makes a browser send its password',
      403,
      {
        from: '203.0.113.9',
        headers: { ...basic(TOKEN), host: 'plan.example', origin: 'https://attacker.example' },
        token: TOKEN,
      },
    ],
  ])('%s with %i', (_, status, request) => expect(statusOf(request)).toBe(status));
});
