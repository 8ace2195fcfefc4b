import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type SecureVersion, type Server } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAuthority } from '../../mock-server/tls/authority.ts';
import { issueServerCertificate } from '../../mock-server/tls/server-certificate.ts';
import { judgeHandshakes, shakeHands } from '../../suites/operations/tls.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-tls-'));
const servers: Server[] = [];
let options: { readonly key: string; readonly cert: string };

beforeAll(async () => {
  const authority = await openAuthority(folder, Date.now());
  options = await issueServerCertificate(authority, ['127.0.0.1'], Date.now());
});

afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

async function serve(minVersion: SecureVersion): Promise<URL> {
  const server = createServer({ ...options, minVersion, ciphers: 'DEFAULT:@SECLEVEL=0' }, (socket) =>
    socket.end(),
  );
  server.on('tlsClientError', () => {});
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`);
}

describe('a handshake', () => {
  test('shows version, trust and life of the certificate', async () => {
    const seen = await shakeHands(await serve('TLSv1.2'), 5000);
    expect(seen.protocol).toBe('TLSv1.3');
    expect(seen.problem).toMatch(/ISSUER|SIGNED|VERIFY/i);
    expect(seen.validTo).toBeGreaterThan(Date.now());
  });

  test('with TLS 1.1 fails where 1.2 is the least', async () => {
    expect((await shakeHands(await serve('TLSv1.2'), 5000, 'TLSv1.1')).protocol).toBeUndefined();
  });

  test('with a port on which nobody listens fails', async () => {
    const seen = await shakeHands(new URL('https://127.0.0.1:9/'), 5000);
    expect(seen).toMatchObject({ problem: expect.stringMatching(/ECONNREFUSED|connect/) });
  });
});

const now = Date.UTC(2026, 0, 1);
const good = { protocol: 'TLSv1.3', validTo: now + 90 * 86_400_000 };
test.each([
  ['is as it should be', good, {}, []],
  ['is not trusted', { ...good, problem: 'SELF_SIGNED_CERT_IN_CHAIN' }, {}, ['certificate']],
  ['ends in a week', { ...good, validTo: now + 7 * 86_400_000 }, {}, ['life of the certificate']],
  ['takes TLS 1.1 as well', good, { protocol: 'TLSv1.1' }, ['handshake with TLS 1.1']],
  ['takes TLS 1.1 alone', { ...good, protocol: 'TLSv1.1' }, {}, ['version of TLS']],
])('a transport that %s', (_, usual, old, findings) => {
  expect(judgeHandshakes(usual, old, now).flatMap(({ ok, what }) => (ok ? [] : [what]))).toEqual(findings);
});
