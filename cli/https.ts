import type { PublicUrl } from './public-urls.ts';

/** What is to be told about the certificate of a sandbox. */
export interface Https {
  readonly key: string;
  readonly cert: string;
  /** The certificate that clients are to trust. */
  readonly trustFile: string;
  readonly isNew: boolean;
}

/**
 * A certificate for the names that a sandbox is reached by, of the development CA of this machine.
 * @throws AuthorityError when the CA can't be used
 */
export async function createHttps(
  directory: string,
  host: string,
  publicUrls: readonly PublicUrl[],
): Promise<Https> {
  // Loaded for --https only.
  const [{ systemClock }, { openAuthority }, { issueServerCertificate, namesOf }] = await Promise.all([
    import('../mock-server/clock.ts'),
    import('../mock-server/tls/authority.ts'),
    import('../mock-server/tls/server-certificate.ts'),
  ]);
  const now = systemClock.now();
  const authority = await openAuthority(directory, now);
  const names = namesOf(
    host,
    publicUrls.map(({ url }) => url),
  );
  const { trustFile, isNew } = authority;
  return { ...(await issueServerCertificate(authority, names, now)), trustFile, isNew };
}

/** How clients are told to trust the CA. */
export function howToTrust({ trustFile, isNew }: Https): readonly string[] {
  const file = /^[\w./:\\-]+$/.test(trustFile) ? trustFile : `"${trustFile}"`;
  return [
    `HTTPS: by a development CA of this machine${isNew ? ', made just now' : ''}. Clients have to be told to trust it:`,
    `  curl        curl --cacert ${file} …`,
    `  Node        NODE_EXTRA_CA_CERTS=${file}`,
    `  Python      SSL_CERT_FILE=${file} (httpx, urllib), REQUESTS_CA_BUNDLE=${file} (requests)`,
    `  Linux       sudo cp ${file} /usr/local/share/ca-certificates/assay.crt && sudo update-ca-certificates`,
    `  macOS       security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db ${file}`,
    `  Windows     certutil -user -addstore Root ${file}`,
    '  browsers    Chrome and Firefox on Linux: import the file in the settings, under authorities',
    '  devices     send the file to the phone and install it as a CA; add its name or address by --host or --public-url',
    'The key beside it signs for any name: it stays on this machine. Remove the CA where you no longer need it.',
  ];
}
