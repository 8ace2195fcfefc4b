import { demoSecretOf } from '../mock-server/demo-apps.ts';
import type { Persona } from '../mock-server/population.ts';
import type { PortalSettings } from '../mock-server/portal/settings.ts';
import { createTarget, type Target } from '../suites/runner/target.ts';
import type { Sandbox } from './sandbox.ts';

/** Personas: one with nearly everything, another for isolation, and one with what those two have none of. */
const usualMembers: readonly number[] = [0, 1, 14];

/**
 * The descriptor of a sandbox at a URL, with its own apps and some of its members.
 * @param members indexes of the personas to test with, in this order
 */
export function describeSandbox(
  { core, demoApps, population, production }: Sandbox,
  url: string,
  name: string,
  members: readonly number[] = usualMembers,
): Target {
  const { control } = core;
  const client = (id: string) => {
    const app = demoApps.find(({ clientId }) => clientId === id);
    const secret = app && demoSecretOf(app);
    if (!app || secret === undefined) throw new Error(`the sandbox has no app ${id}`);
    const [redirectUri = '', ...others] = app.redirectUris;
    const otherRedirectUri = others.at(-1);
    const queryRedirectUri = others.find((uri) => uri.includes('?'));
    return {
      id: app.clientId,
      secret,
      ...(redirectUri && { redirectUri }),
      ...(otherRedirectUri && { otherRedirectUri }),
      ...(queryRedirectUri && { queryRedirectUri }),
      name: app.name,
    };
  };
  const server = (id: string) => {
    const { redirectUri: _, otherRedirectUri: __, ...credentials } = client(id);
    return credentials;
  };
  const member = client('member-app');
  const native = demoApps.find(({ nativeApp }) => nativeApp);
  return createTarget({
    name,
    synthetic: true,
    patientAccess: `${url}/ghp/fhir4/v1`,
    providerDirectory: `${url}/ghp/fhir4/providerdirectory/v1`,
    oauth: {
      token: `${url}/oauth/v1/token`,
      authorize: `${url}/oauth/v1/authorize`,
      corsOrigin: new URL(member.redirectUri ?? url).origin,
    },
    clients: {
      directory: server('directory-app'),
      member,
      second: client('second-app'),
      encoded: server('finder: 50% + é'),
      ...(native && { native: { id: native.clientId, redirectUri: native.redirectUris[0] ?? '' } }),
    },
    members: members.flatMap((index) => {
      const persona = population.personas()[index];
      return persona ? [signInOf(persona)] : [];
    }),
    documentation: `${url}/docs`,
    consents: `${url}/member/consents`,
    intrusive: true,
    ...(core.portal && { portal: describePortal(core.portal, production, url, control !== undefined) }),
    ...(control && {
      control: { url: `${url}/_sandbox`, ...(control.token !== undefined && { token: control.token }) },
    }),
    limits: { requestsPerSecond: 0, concurrency: 8, logins: 100 },
  });
}

function describePortal(
  { staff: { email, password } }: PortalSettings,
  production: Sandbox['production'],
  url: string,
  hasOutbox: boolean,
) {
  const [member] = production.personas();
  return {
    url,
    ...(hasOutbox && { outbox: `${url}/_sandbox/outbox` }),
    reviewer: { email, password },
    ...(member && { productionMember: { userName: member.userName, password: member.password } }),
  };
}

function signInOf({ userName, password, patientId }: Persona) {
  return { userName, password, patientId };
}
