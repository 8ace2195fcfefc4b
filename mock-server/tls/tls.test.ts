import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { listen } from '../listen.ts';
import { AuthorityError, openAuthority } from './authority.ts';
import { issueServerCertificate, namesOf } from './server-certificate.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-tls-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const place = (name: string) => join(folder, name);
const now = Date.now();
const YEAR = 365 * 24 * 3600 * 1000;

async function messageOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AuthorityError);
  return error instanceof Error ? error.message : '';
}

describe('the development CA', () => {
  test.skipIf(!existsSync('/proc/self'))(
    'is refused in one line where no directory can be made',
    async () => {
      expect(await messageOf(openAuthority('/proc/assay/config', now))).toContain(
        "/proc/assay/config/ca-key.pem can't be written",
      );
    },
  );

  test('is made once, and its key is for its owner only', async () => {
    const first = await openAuthority(place('deep/er'), now);
    const again = await openAuthority(place('deep/er'), now);
    expect([first.isNew, again.isNew]).toEqual([true, false]);
    expect(again.certificate.serialNumber).toBe(first.certificate.serialNumber);
    expect(statSync(join(place('deep/er'), 'ca-key.pem')).mode & 0o077).toBe(0);
    expect(readFileSync(first.trustFile, 'utf8')).not.toContain('PRIVATE');
  });

  test('is one, when two begin together', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => openAuthority(place('together'), now)));
    expect(new Set(made.map(({ certificate }) => certificate.serialNumber)).size).toBe(1);
    expect(readdirSync(place('together')).sort()).toEqual(['ca-key.pem', 'ca.pem']);
  });

  test('that is damaged, expired or has no place is refused in one line', async () => {
    mkdirSync(place('damaged'));
    writeFileSync(join(place('damaged'), 'ca-key.pem'), 'nothing');
    expect(await messageOf(openAuthority(place('damaged'), now))).toContain(
      'delete it, and a new CA is made',
    );
    await openAuthority(place('old'), now);
    expect(await messageOf(openAuthority(place('old'), now + 11 * YEAR))).toContain('has expired: delete it');
    writeFileSync(place('file'), '');
    expect(await messageOf(openAuthority(place('file'), now))).toContain(
      `${place('file')}/ca-key.pem can't be`,
    );
  });
});

describe('a sandbox’s certificate', () => {
  const ask = (url: string, servername: string, ca?: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(url);
      const options = { host: '127.0.0.1', port, servername, ...(ca !== undefined && { ca }) };
      // Certificates of addresses are compared with the address, those of names with the name asked for.
      const one = request({ ...options, ...(servername === '' && { servername: undefined }) }, (response) =>
        resolve(response.resume().statusCode),
      );
      one.on('error', reject).end();
    });

  test('is taken by a client that trusts the CA, for its names only', async () => {
    const authority = await openAuthority(place('serving'), now);
    const names = namesOf('127.0.0.1', ['https://plan.example:8443']);
    const certificate = await issueServerCertificate(authority, names, now);
    const listener = await listen('127.0.0.1', 0, certificate);
    listener.serve((_request, response) => void response.end('served'));
    expect(listener.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const ca = readFileSync(authority.trustFile, 'utf8');
    for (const name of ['', 'localhost', 'plan.example']) expect(await ask(listener.url, name, ca)).toBe(200);
    await expect(ask(listener.url, 'other.example', ca)).rejects.toThrow('altname');
    await expect(ask(listener.url, 'localhost')).rejects.toThrow('self-signed certificate');
    await listener.close();
  });

  test('ends before browsers stop taking it, and never after the CA', async () => {
    const authority = await openAuthority(place('serving'), now);
    const { cert } = await issueServerCertificate(authority, ['localhost'], now);
    const { X509Certificate } = await import('node:crypto');
    expect(Date.parse(new X509Certificate(cert).validTo) - now).toBeLessThan(398 * 24 * 3600 * 1000);
    const late = await issueServerCertificate(authority, ['localhost'], now + 9.9 * YEAR);
    expect(Date.parse(new X509Certificate(late.cert).validTo)).toBeLessThanOrEqual(now + 10 * YEAR);
  });

  test('names what the sandbox is reached by', () => {
    expect(namesOf('192.0.2.7', ['http://[2001:db8::1]:80', 'https://localhost'])).toEqual([
      'localhost',
      '127.0.0.1',
      '::1',
      '192.0.2.7',
      '2001:db8::1',
    ]);
    expect(namesOf('0.0.0.0', [])).toContain('127.0.0.1');
    expect(namesOf('0.0.0.0', [])).not.toContain('0.0.0.0');
  });
});
