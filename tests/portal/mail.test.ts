import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPlan, register } from './portal.fixture.ts';

/** As much of SMTP (RFC 5321) as it takes to be handed a mail. */
function answer(socket: Socket, received: string[]): void {
  let isData = false;
  socket.write('220 mail.test\r\n');
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    for (const line of chunk.toString().split('\r\n').filter(Boolean)) {
      received.push(line);
      if (isData && line !== '.') continue;
      if (/^DATA/i.test(line)) socket.write('354 go on\r\n');
      else socket.write(/^QUIT/i.test(line) ? '221 bye\r\n' : '250 ok\r\n');
      isData = /^DATA/i.test(line);
    }
  });
}

let server: Server;
let received: string[];
let smtpUrl: string;
beforeEach(async () => {
  received = [];
  server = createServer((socket) => answer(socket, received));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  smtpUrl = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}?ignoreTLS=true`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

test('with a mail server, the access code leaves by SMTP and is not in the outbox [REG-1]', async () => {
  const plan = createPlan({ smtpUrl });
  const page = await register(plan.browser(), 'dee@lakeside.example');
  expect(page.text).toContain('Look into your mailbox');
  expect(page.text).not.toContain('outbox');
  expect(received).toContain('RCPT TO:<dee@lakeside.example>');
  expect(received.join('\n')).toMatch(/Access code: [0-9A-Z]{4}-[0-9A-Z]{4}/);
  expect(plan.sandbox.core.control?.outbox.list()).toEqual([]);
  await plan.close();
});

test('a mail server that is not there is told, and nothing else of it', async () => {
  const plan = createPlan({ smtpUrl: 'smtp://user:secret@127.0.0.1:1' });
  const page = await register(plan.browser(), 'dee@lakeside.example');
  expect([page.exchange.response.status, page.text]).toEqual([
    503,
    expect.stringContaining('could not be sent'),
  ]);
  expect(page.exchange.response.body).not.toMatch(/user:secret|ECONNREFUSED/);
  await plan.close();
});
