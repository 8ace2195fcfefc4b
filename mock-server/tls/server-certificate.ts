import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Authority } from './authority.ts';
import { ALGORITHM, createKeys, createSerial, keyPem } from './keys.ts';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from './x509.ts';

/** What `node:https` takes. */
export interface ServerCertificate {
  readonly key: string;
  readonly cert: string;
}

const DAY_MS = 24 * 3600 * 1000;
/** Browsers take no longer ones; a new one is made at each start. */
const LIFE_DAYS = 397;

/** The names a sandbox is reached by: loopback, the address it listens on, and those of its public URLs. */
export function namesOf(host: string, publicUrls: readonly string[]): readonly string[] {
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const own = isEverywhere
    ? Object.values(networkInterfaces()).flatMap((addresses) =>
        (addresses ?? []).map(({ address }) => address),
      )
    : [host];
  const served = publicUrls.map((url) => new URL(url).hostname.replace(/^\[(.*)\]$/, '$1'));
  // Link-local addresses are not reached by a name in a URL.
  return [...new Set(['localhost', '127.0.0.1', '::1', ...own, ...served])].filter(
    (name) => !name.startsWith('fe80:'),
  );
}

/**
 * A certificate for one start of a server, with its key and that of the authority behind it.
 * @param names DNS names and IP addresses
 * @param now milliseconds since the epoch
 */
export async function issueServerCertificate(
  { certificate, privateKey }: Authority,
  names: readonly string[],
  now: number,
): Promise<ServerCertificate> {
  const keys = await createKeys();
  const end = Math.min(now + LIFE_DAYS * DAY_MS, certificate.notAfter.getTime());
  const issued = await X509CertificateGenerator.create({
    subject: [{ CN: [names[0] ?? 'localhost'] }],
    issuer: certificate.subject,
    serialNumber: createSerial(),
    // Clocks of other devices may be behind.
    notBefore: new Date(now - DAY_MS),
    notAfter: new Date(end),
    publicKey: keys.publicKey,
    signingKey: privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
      ),
      await AuthorityKeyIdentifierExtension.create(certificate),
    ],
  });
  return {
    key: await keyPem(keys.privateKey),
    cert: `${issued.toString('pem')}\n${certificate.toString('pem')}\n`,
  };
}
