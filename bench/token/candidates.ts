import { fileURLToPath } from 'node:url';

/** Where and as whom the code flow is played. */
export interface Flow {
  readonly authorizePath: string;
  readonly clientId: string;
  readonly secret: string;
  readonly redirectUri: string;
  /** By name of the form field. */
  readonly login: Readonly<Record<string, string>>;
}

export interface Candidate {
  readonly name: string;
  /** Of Node; the port comes last. */
  readonly arguments: readonly string[];
  readonly tokenPath: string;
  readonly clientId: string;
  readonly secret: string;
  /** Absent where there is none. */
  readonly flow?: Flow;
}

const script = (name: string) => [fileURLToPath(new URL(name, import.meta.url))];
const main = new URL('../../dist/cli/main.js', import.meta.url).href;
/** As `bin/assay.js` does it for the package. */
const packed = `import module from 'node:module'; module.enableCompileCache?.();
const { main } = await import('${main}');
await main(['node', 'assay', 'sandbox', '--dialect', 'standard', '--port', process.argv.at(-1)]);`;

const redirectUri = 'http://127.0.0.1:8765/callback';

export const candidates: readonly Candidate[] = [
  {
    name: 'assay',
    arguments: ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', packed, '--'],
    tokenPath: '/oauth/v1/token',
    clientId: 'directory-app',
    secret: 'directory-app-secret',
    flow: {
      authorizePath: '/oauth/v1/authorize',
      clientId: 'member-app',
      secret: 'member-app-secret',
      redirectUri,
      login: { username: 'maria.santos.0000', password: 'Forest-Poplar-72!' },
    },
  },
  {
    name: 'oidc-provider',
    arguments: script('./serve-oidc-provider.ts'),
    tokenPath: '/token',
    clientId: 'directory-app',
    secret: 'directory-app-secret',
    flow: {
      authorizePath: '/auth',
      clientId: 'member-app',
      secret: 'member-app-secret',
      redirectUri,
      login: { login: 'maria', password: 'any' },
    },
  },
  {
    // It has neither login nor consent, and takes any client.
    name: 'oauth2-mock-server',
    arguments: script('./serve-oauth2-mock-server.ts'),
    tokenPath: '/token',
    clientId: 'directory-app',
    secret: 'directory-app-secret',
    flow: { authorizePath: '/authorize', clientId: 'member-app', secret: 'x', redirectUri, login: {} },
  },
  {
    name: 'bare Express',
    arguments: script('./serve-express.ts'),
    tokenPath: '/token',
    clientId: 'directory-app',
    secret: 'directory-app-secret',
  },
];
