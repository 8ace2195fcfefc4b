import { expect, test } from 'vitest';
import type { Exchange } from '../../../suites/runner/result.ts';
import { splitPseudonyms, toCurl, variableFor } from './curl.ts';

const exchange = (changes: Partial<Exchange>): Exchange => ({
  id: 'x1',
  origin: 'login',
  startedAt: '2026-11-24T02:33:10.000Z',
  durationMs: 1,
  method: 'GET',
  url: 'https://api.plan.example/Patient',
  request: { headers: [] },
  ...changes,
});

test('a masked token request becomes a command with shell variables for its secrets', () => {
  const { command, variables } = toCurl(
    exchange({
      method: 'POST',
      url: 'https://api.plan.example/token',
      request: {
        headers: [
          ['authorization', 'Basic basic-credentials#1'],
          ['content-type', 'application/x-www-form-urlencoded'],
          ['content-length', '40'],
        ],
        body: 'grant_type=refresh_token&refresh_token=refresh-token#3',
      },
    }),
  );
  expect(command.split(' \\\n  ')).toEqual([
    'curl --include',
    'https://api.plan.example/token',
    `--header 'authorization: Basic '"$BASIC_CREDENTIALS"`,
    `--header 'content-type: application/x-www-form-urlencoded'`,
    `--data-raw 'grant_type=refresh_token&refresh_token='"$REFRESH_TOKEN_3"`,
  ]);
  expect(variables).toEqual(['BASIC_CREDENTIALS', 'REFRESH_TOKEN_3']);
});

test.each([
  [
    'an apostrophe',
    { url: "https://x.example/?q='; rm -rf ~; '" },
    `'https://x.example/?q='\\''; rm -rf ~; '\\'''`,
  ],
  ['a substitution', { url: 'https://x.example/$(id)`id`' }, "'https://x.example/$(id)`id`'"],
  ['another method', { method: 'DELETE' }, '--request DELETE'],
  ['HEAD', { method: 'HEAD' }, '--head'],
  ['POST without body', { method: 'POST' }, '--request POST'],
  ['brackets, which curl would expand', { url: 'https://x.example/?a[0]=1' }, '--globoff'],
  ['an empty header', { request: { headers: [['accept', ''] as const] } }, `--header 'accept;'`],
  ['an empty body', { method: 'POST', request: { headers: [], body: '' } }, "--data-raw ''"],
])('%s is written so that a shell sends it unchanged', (_, changes, part) => {
  expect(toCurl(exchange(changes)).command.split(' \\\n  ')).toContain(part);
});

test('only the pseudonyms of the harness are variables', () => {
  const masked = (text: string) => splitPseudonyms(text).flatMap((part) => (part.masked ? [part.text] : []));
  expect(masked('Bearer access-token#2; cookie#1')).toEqual(['access-token#2', 'cookie#1']);
  expect(masked('https://hl7.org/fhir/status-code#1 issue#2 access-token')).toEqual([]);
  expect(variableFor('client-secret#1')).toBe('CLIENT_SECRET');
});
