import type { Sandbox } from '../lib/sandbox.ts';
import type { Dialect } from '../mock-server/context.ts';
import { demoSecretOf } from '../mock-server/demo-apps.ts';
import type { StatePlace } from '../mock-server/store/state.ts';
import { type Https, howToTrust } from './https.ts';

const DIALECTS: Readonly<Record<Dialect, string>> = {
  documented: 'exactly what the portal documentation shows',
  standard: 'the RFCs and FHIR to the letter',
};

const directoryAuth = { required: 'client credentials', public: 'no token needed' } as const;

export interface BannerOptions {
  readonly publicUrls: Readonly<Partial<Record<Dialect, string>>>;
  /** Names of those that were asked for. */
  readonly defects: readonly string[];
  /** Absent when nothing is kept. */
  readonly place: StatePlace | undefined;
  readonly https: Https | undefined;
}

/** What a developer needs to begin, printed when the sandbox is up. */
export function banner(
  { core, demoApps, population }: Sandbox,
  { publicUrls, defects, place, https }: BannerOptions,
): string {
  const served = Object.entries(publicUrls) as [Dialect, string][];
  const lines = ['', 'Assay sandbox is up. Start page, with everything below:', ''];
  for (const [dialect, url] of served) lines.push(`  ${url}/   ${dialect}: ${DIALECTS[dialect]}`);
  lines.push(
    '',
    'Below either URL',
    '  /oauth/v1/token                      token endpoint',
    '  /oauth/v1/authorize                  authorization endpoint (PKCE, S256)',
    `  /ghp/fhir4/providerdirectory/v1      Provider Directory API (${directoryAuth[core.directoryAuth]})`,
    '  /ghp/fhir4/v1                        Patient Access API (authorization code)',
    '  /developer/register                  developer portal: register, add apps, ask for production access',
    `  /outbox                              mails of the portal`,
    `  /staff                               reviewer desk: ${core.portal?.staff.email}, ${core.portal?.staff.password}`,
    `  /_sandbox                            control plane: clock, tokens, faults, journal (${core.control?.token === undefined ? 'this machine only' : 'this machine, or with the token'})`,
    '',
    'Applications                           client secret                redirect URI',
  );
  for (const app of demoApps) {
    const [grant = ''] = app.grants;
    const secret = demoSecretOf(app) ?? '';
    lines.push(
      `  ${app.clientId.padEnd(18)} ${grant.padEnd(18)}  ${secret.padEnd(27)}  ${app.redirectUris[0] ?? '–'}`,
    );
  }
  lines.push('', `Members (${population.memberCount} in all)`);
  const personas = population.personas();
  const [user, secret] = [
    widest(personas.map((one) => one.userName)),
    widest(personas.map((one) => one.password)),
  ];
  for (const { userName, password, patientId, note } of personas)
    lines.push(`  ${userName.padEnd(user)}  ${password.padEnd(secret)}  Patient/${patientId}  ${note}`);
  lines.push(
    '',
    'Client libraries',
    '  documented: curl, fetch, axios, Postman and other clients that take the answer as it comes',
    '  standard:   needed by oauth4webapi and openid-client (they reject token_type "BearerToken") and by fhirclient',
    '              for refreshing by itself (it needs a numeric expires_in); README.md has ways around both',
  );
  if (defects.length > 0) lines.push('', `Switched on on purpose: ${defects.join(', ')}`);
  if (https) lines.push('', ...howToTrust(https));
  lines.push('', whatIsKept(place));
  lines.push('', 'Ctrl+C stops it.', '');
  return lines.join('\n');
}

function whatIsKept(place: StatePlace | undefined): string {
  if (!place) return 'State: kept in memory, gone at the end; --state DIR keeps apps, consents and tokens.';
  const where = 'directory' in place ? place.directory : 'the PostgreSQL database of DATABASE_URL';
  return `State: apps, consents and tokens are kept in ${where}.`;
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}
