import express from 'express';
import { expect, test } from 'vitest';
import { listen } from '../mock-server/listen.ts';
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
