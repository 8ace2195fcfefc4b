import { expect, test } from 'vitest';
import { injectedReply } from './injections.ts';

test('an answer that is ordered has the length it has, whatever its headers say', () => {
  const headers = { 'Content-Length': '5', 'transfer-encoding': 'chunked', 'Retry-After': '1' };
  const reply = injectedReply({ id: '1', path: '/', times: 1, status: 503, headers, body: 'hello world' });
  expect(reply).toEqual({
    status: 503,
    headers: { 'content-type': 'text/plain;charset=UTF-8', 'retry-after': '1' },
    body: 'hello world',
  });
});
