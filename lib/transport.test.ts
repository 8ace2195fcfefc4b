import express from 'express';
import { expect, test } from 'vitest';
import { listen } from '../mock-server/listen.ts';
import { fetchTransport, type HttpRequest, type HttpResponse } from '../suites/runner/http.ts';
import { createSandbox } from './sandbox.ts';

const url = 'http://plan.test';

test('other Express apps of the process go on serving sockets after requests in process', async () => {
  const sandbox = createSandbox({ publicUrls: { standard: url }, members: 1 });
  expect((await sandbox.transport('standard')({ method: 'GET', url: `${url}/` }, 1000)).status).toBe(200);
  const listener = await listen('127.0.0.1', 0);
  const app = express().use(express.json());
  listener.serve(app.post('/echo', (request, response) => void response.json(request.body)));
  const answer = await fetch(`${listener.url}/echo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"a":1}',
  });
  expect(await answer.json()).toEqual({ a: 1 });
  await listener.close();
  await sandbox.close();
});

test('a dropped connection is an error, as it is over a socket', async () => {
  const sandbox = createSandbox({ publicUrls: { standard: url }, members: 1, control: true });
  sandbox.core.control?.injections.add({ path: '/', times: 1, drop: true });
  const ask = () => sandbox.transport('standard')({ method: 'GET', url: `${url}/` }, 1000);
  await expect(ask()).rejects.toThrow();
  expect((await ask()).status).toBe(200);
  await sandbox.close();
});

test('a header that no message can carry leaves no trace in the answer that says so', async () => {
  const sandbox = createSandbox({ publicUrls: { standard: url }, members: 1, control: true });
  const headers = { 'x-first': 'a', 'x-broken': 'a\nb' };
  sandbox.core.control?.injections.add({ path: '/', times: 1, status: 503, headers });
  const answer = await sandbox.transport('standard')({ method: 'GET', url: `${url}/` }, 1000);
  expect(answer.status).toBe(500);
  expect(answer.headers.map(([name]) => name)).toEqual(['content-type', 'content-length', 'date']);
  await sandbox.close();
});

/** An answer without what a connection adds and what is another each time. */
function lasting({ status, headers, body }: HttpResponse) {
  const passing = ['connection', 'keep-alive', 'x-request-id'];
  const kept = headers.filter(([name]) => !passing.includes(name));
  const names = kept.map(([name, value]) => [name, ['date', 'set-cookie'].includes(name) ? 'some' : value]);
  return { status, headers: Object.fromEntries(names), body };
}

test.each<[string, HttpRequest]>([
  ['a page', { method: 'GET', url: `${url}/` }],
  ['a HEAD request', { method: 'HEAD', url: `${url}/` }],
  ['an answer without content', { method: 'GET', url: `${url}/favicon.ico` }],
  ['an unknown path', { method: 'GET', url: `${url}/nowhere?a=%C3%A4` }],
  [
    'a form',
    {
      method: 'POST',
      url: `${url}/oauth/v1/token`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials&client_id=\u00e4',
    },
  ],
  ['a POST without content', { method: 'POST', url: `${url}/oauth/v1/token`, body: '' }],
  [
    'a compressed document',
    { method: 'GET', url: `${url}/openapi/index.json`, headers: { 'accept-encoding': 'gzip' } },
  ],
])('%s is answered as over a socket', async (_, request) => {
  const sandbox = createSandbox({ publicUrls: { standard: url }, members: 1 });
  const listener = await listen('127.0.0.1', 0);
  listener.serve(createSandbox({ publicUrls: { standard: url }, members: 1 }).app('standard'));
  const inProcess = await sandbox.transport('standard')(request, 1000);
  const bySocket = await fetchTransport({ ...request, url: request.url.replace(url, listener.url) }, 1000);
  expect(lasting(inProcess)).toEqual(lasting(bySocket));
  await listener.close();
  await sandbox.close();
});
