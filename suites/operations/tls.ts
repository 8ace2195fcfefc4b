import { connect, type SecureVersion } from 'node:tls';
import { apis, baseOf } from '../fhir/api.ts';
import { label } from '../fhir/per-api.ts';
import { type Check, rfc } from '../runner/check.ts';
import { DoesNotApply, type Expectation } from '../runner/context.ts';

/** Apps that pin or cache need time to follow a new certificate. */
const LEAST_DAYS = 14;

export interface Handshake {
  readonly protocol?: string;
  /** Why the certificate is not trusted, or the handshake failed. */
  readonly problem?: string;
  readonly validTo?: number;
}

/** One handshake with a host, at most at a version of TLS. */
export function shakeHands(url: URL, timeoutMs: number, maxVersion?: SecureVersion): Promise<Handshake> {
  return new Promise((resolve) => {
    const socket = connect({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || 443),
      servername: /^[\d.:[\]]+$/.test(url.hostname) ? '' : url.hostname,
      // A certificate that is not trusted is a finding: it has to be seen.
      rejectUnauthorized: false,
      ...(maxVersion && { maxVersion, minVersion: 'TLSv1' as const }),
    });
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('timed out')));
    socket.once('error', (error) => resolve({ problem: error.message }));
    socket.once('secureConnect', () => {
      const { authorizationError } = socket;
      const protocol = socket.getProtocol();
      const validTo = Date.parse(socket.getPeerCertificate().valid_to);
      socket.destroy();
      resolve({
        ...(protocol !== null && { protocol }),
        ...(authorizationError && { problem: String(authorizationError) }),
        validTo,
      });
    });
  });
}

export function judgeHandshakes(usual: Handshake, old: Handshake, now: number): Expectation[] {
  const days = Math.floor(((usual.validTo ?? 0) - now) / 86_400_000);
  return [
    {
      ok: usual.protocol === 'TLSv1.3' || usual.protocol === 'TLSv1.2',
      what: 'version of TLS',
      expected: 'TLSv1.2 or TLSv1.3',
      received: usual.protocol ?? usual.problem ?? 'none',
    },
    {
      ok: usual.problem === undefined,
      what: 'certificate',
      expected: 'trusted, and for this host',
      received: usual.problem ?? 'trusted',
    },
    {
      ok: days >= LEAST_DAYS,
      what: 'life of the certificate',
      expected: `${LEAST_DAYS} days or more`,
      received: `${days} days`,
    },
    {
      ok: old.protocol === undefined,
      what: 'handshake with TLS 1.1',
      expected: 'refused',
      received: old.protocol ?? 'refused',
    },
  ];
}

export const transport: readonly Check[] = apis.map((api) => ({
  id: `operations.transport.${api.name}-tls`,
  title: `${label(api)}: served over TLS 1.2 or above, with a certificate that is trusted`,
  level: 'SHALL',
  requirements: ['GEN-3'],
  clauses: [
    rfc(9325, '3.1.1'),
    rfc(6750, '5.3'),
    { text: 'FHIR R4 security.html#http', url: 'https://hl7.org/fhir/R4/security.html#http' },
  ],
  why: 'Tokens and health data cross networks that nobody controls.',
  fix: 'Serve https only, with TLS 1.2 and 1.3, and renew certificates in time.',
  detects: [],
  provedBy: 'tests/operations/tls.test.ts',
  needs: api.needs,
  async run(t) {
    const url = new URL(baseOf(t, api));
    if (/^(localhost|127\.|\[::1\]|.*\.(localhost|test)$)/.test(url.hostname) && url.protocol === 'http:')
      throw new DoesNotApply('the target is on this machine');
    if (url.protocol === 'http:') {
      t.expect({ ok: false, what: 'scheme of the base', expected: 'https', received: 'http' });
      return;
    }
    const { timeoutMs } = t.target.limits;
    const [usual, old] = await Promise.all([
      shakeHands(url, timeoutMs),
      shakeHands(url, timeoutMs, 'TLSv1.1'),
    ]);
    t.judge(...judgeHandshakes(usual, old, t.session.now()));
  },
}));
