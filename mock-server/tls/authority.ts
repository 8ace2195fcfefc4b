import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { makePrivateDirectory } from '../make-directory.ts';
import { ALGORITHM, createKeys, createSerial, keyPem, readKey } from './keys.ts';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from './x509.ts';

/** Ten years: a machine is told once to trust it. */
const DAY_MS = 24 * 3600 * 1000;
const LIFE_MS = 10 * 365 * DAY_MS;

/** The development CA can't be used. The message is one line for people. */
export class AuthorityError extends Error {
  override readonly name = 'AuthorityError';
}

/** A certificate authority of this machine, which signs certificates for its sandboxes. */
export interface Authority {
  readonly certificate: X509Certificate;
  readonly privateKey: Awaited<ReturnType<typeof readKey>>;
  /** The file that clients are told to trust: the certificate alone. */
  readonly trustFile: string;
  /** Whether it was made just now, so that nobody trusts it yet. */
  readonly isNew: boolean;
}

/**
 * The development CA kept in a directory, made when there is none. Its key is for its owner only and can sign
 * certificates of servers, no further CAs.
 *
 * @param now milliseconds since the epoch
 * @throws AuthorityError when it can't be read or written, or has expired
 */
export async function openAuthority(directory: string, now: number): Promise<Authority> {
  const keyFile = join(directory, 'ca-key.pem');
  const trustFile = join(directory, 'ca.pem');
  const known = read(keyFile);
  const both = known ?? keepFirst(directory, keyFile, await createAuthority(now));
  const isNew = known === undefined;
  try {
    const certificate = new X509Certificate(blockOf(both, 'CERTIFICATE'));
    const privateKey = await readKey(blockOf(both, 'PRIVATE KEY'));
    if (certificate.notAfter.getTime() > now) {
      writeFileSync(trustFile, `${certificate.toString('pem')}\n`, { mode: 0o644 });
      return { certificate, privateKey, trustFile, isNew };
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AuthorityError(`${keyFile} can't be used (${why}): delete it, and a new CA is made`);
  }
  throw new AuthorityError(`the development CA in ${keyFile} has expired: delete it, and a new one is made`);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new AuthorityError(
      `${file} can't be read: ${error instanceof Error ? error.message : error}; ASSAY_CONFIG_DIR names another directory`,
    );
  }
}

/** Writes key and certificate as one file, at once and only if there is none: of two that start together one wins. */
function keepFirst(directory: string, file: string, both: string): string {
  const draft = `${file}.${randomUUID()}`;
  try {
    makePrivateDirectory(directory);
    writeFileSync(draft, both, { mode: 0o600 });
    try {
      linkSync(draft, file);
    } finally {
      rmSync(draft, { force: true });
    }
    return both;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      const other = read(file);
      if (other !== undefined) return other;
    }
    throw new AuthorityError(
      `${file} can't be written: ${error instanceof Error ? error.message : error}; ASSAY_CONFIG_DIR names another directory`,
    );
  }
}

async function createAuthority(now: number): Promise<string> {
  const keys = await createKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [`Assay development CA of ${hostname()}`] }],
    serialNumber: createSerial(),
    // Clocks of other devices may be behind.
    notBefore: new Date(now - DAY_MS),
    notAfter: new Date(now + LIFE_MS),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return `${await keyPem(keys.privateKey)}\n${certificate.toString('pem')}\n`;
}

function blockOf(pem: string, label: string): string {
  const block = new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----`).exec(pem)?.[0];
  if (block === undefined) throw new TypeError(`no ${label} in it`);
  return block;
}
