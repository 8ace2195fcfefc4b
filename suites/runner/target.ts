import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import schema from './target.schema.json' with { type: 'json' };
import { describeFault, withoutUser } from './target-fault.ts';

export interface Client {
  readonly id: string;
  readonly secret: string;
  readonly scope?: string;
  /** Life of its access tokens in seconds, when it is short enough to wait for. */
  readonly lifetime?: number;
  /** Grant types it is registered for, beside that of its role. */
  readonly grants?: readonly string[];
  /** As members see it. */
  readonly name?: string;
}

export interface MemberClient extends Client {
  readonly redirectUri: string;
  readonly otherRedirectUri?: string;
  /** A registered redirect URI with a query. */
  readonly queryRedirectUri?: string;
}

/** A public client: it has no secret (RFC 6749 §2.1). */
export interface NativeClient {
  readonly id: string;
  /** On the loopback address, without a fixed port (RFC 8252 §7.3). */
  readonly redirectUri: string;
}

export interface TestMember {
  readonly userName: string;
  readonly password: string;
  readonly patientId?: string;
}

export interface LoginSettings {
  readonly driver: 'form';
  readonly userNameField?: string;
  readonly passwordField?: string;
  readonly allow?: string;
  readonly deny?: string;
  readonly tick?: string;
}

export interface Waiver {
  readonly check: string;
  readonly owner: string;
  readonly reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly expires: string;
}

export interface Limits {
  readonly requestsPerSecond: number;
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly maxPages: number;
  /** Longer bodies are not read to their end. */
  readonly maxBodyBytes: number;
  /** How often a password may be sent in a run. */
  readonly logins: number;
}

/** The developer portal of a deployment. */
export interface PortalTarget {
  /** Without a trailing slash. */
  readonly url: string;
  /** Paths below `url` that differ from those of the sandbox's portal. `{app}` stands for the client id. */
  readonly pages?: Readonly<Record<string, string>>;
  /** Names of form fields that differ. */
  readonly fields?: Readonly<Record<string, string>>;
  /** CSS selectors of what is shown, where they differ. */
  readonly selectors?: Readonly<Record<string, string>>;
  /** JSON of the mails that were sent, `{"mails":[{"to","subject","text"}]}`, newest first; asked with `?to=`. */
  readonly outbox?: string;
  /** Mails to any address of this domain get into the outbox. */
  readonly mailDomain?: string;
  readonly reviewer?: { readonly email: string; readonly password: string };
  /** A test member of production. */
  readonly productionMember?: TestMember;
}

/** A deployment under test. The suites know of it what stands here, nothing else. */
export interface Target {
  readonly name: string;
  readonly build?: string;
  readonly synthetic: boolean;
  readonly patientAccess?: string;
  readonly providerDirectory?: string;
  readonly oauth: {
    readonly token: string;
    readonly authorize?: string;
    readonly scope?: string;
    readonly resource?: string;
    readonly revoke?: string;
    readonly introspect?: string;
    readonly issuer?: string;
    readonly corsOrigin?: string;
  };
  readonly clients: {
    readonly directory?: Client;
    readonly member?: MemberClient;
    readonly second?: MemberClient;
    readonly encoded?: Client;
    readonly native?: NativeClient;
  };
  /** Public documentation of the API. */
  readonly documentation?: string;
  /** Page on which a signed-in member sees and withdraws consents. */
  readonly consents?: string;
  /** An access token of the member client that has expired. */
  readonly expiredToken?: string;
  readonly portal?: PortalTarget;
  /** A control plane that moves the target's clock. */
  readonly control?: { readonly url: string; readonly token?: string };
  /** Checks that could lock an account or an address out may run. */
  readonly intrusive: boolean;
  readonly members: readonly TestMember[];
  readonly login: LoginSettings;
  readonly limits: Limits;
  readonly waivers: readonly Waiver[];
}

/** What a descriptor may leave out. */
export type TargetInput = Omit<
  Target,
  'synthetic' | 'intrusive' | 'members' | 'login' | 'limits' | 'waivers'
> &
  Partial<Pick<Target, 'synthetic' | 'intrusive' | 'members' | 'login' | 'waivers'>> & {
    readonly limits?: Partial<Limits>;
  };

/** The descriptor can't be used. The message is one line and names what is wrong and what is allowed. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}

const defaults: Limits = {
  requestsPerSecond: 20,
  concurrency: 4,
  timeoutMs: 15_000,
  maxPages: 20,
  maxBodyBytes: 20_000_000,
  logins: 20,
};

const validate = new Ajv2020({ allErrors: false, verbose: true, strict: false }).compile<TargetInput>(schema);

/**
 * Reads a target descriptor, YAML or JSON.
 * @param environment values for `${NAME}`
 * @throws TargetError when the file can't be read or is not a descriptor
 */
export function loadTarget(file: string, environment: Readonly<Record<string, string | undefined>>): Target {
  const text = read(file);
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    const line = error instanceof Error ? error.message.split('\n')[0]?.replace(/:$/, '') : String(error);
    throw new TargetError(`target ${file}: not YAML or JSON: ${line}`);
  }
  if (value === null) throw new TargetError(`target ${file}: the file is empty; ${DESCRIPTOR}`);
  return createTarget(withEnvironment(value, environment, file, ''), file, value);
}

const DESCRIPTOR =
  'a target is a descriptor file, YAML or JSON, that names the URLs and clients of a deployment';

function read(file: string): string {
  if (file.trim() === '') throw new TargetError(`target "": ${DESCRIPTOR}`);
  if (/^https?:/i.test(file)) throw new TargetError(`target ${withoutUser(file)}: is a URL; ${DESCRIPTOR}`);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EISDIR') throw new TargetError(`target ${file}: is a directory; ${DESCRIPTOR}`);
    throw new TargetError(`target ${file}: ${code === 'ENOENT' ? 'no such file' : 'cannot be read'}`);
  }
}

/**
 * Checks a descriptor against the published schema and fills in the defaults.
 * @param source what messages call it
 * @param written the descriptor as it stands in the file, without what comes from the environment
 * @throws TargetError
 */
export function createTarget(value: unknown, source = 'descriptor', written = value): Target {
  if (!validate(value))
    throw new TargetError(`target ${source}: ${describeFault(validate.errors?.[0], written)}`);
  return {
    ...value,
    synthetic: value.synthetic ?? false,
    intrusive: value.intrusive ?? false,
    members: value.members ?? [],
    login: value.login ?? { driver: 'form' },
    limits: { ...defaults, ...value.limits },
    waivers: value.waivers ?? [],
  };
}

function withEnvironment(
  value: unknown,
  environment: Readonly<Record<string, string | undefined>>,
  file: string,
  path: string,
): unknown {
  if (typeof value === 'string') {
    return value.replace(/\$\{(\w+)\}/g, (_, name: string) => {
      const found = environment[name];
      if (found === undefined || found === '')
        throw new TargetError(
          `target ${file}: ${path} needs the environment variable ${name}, which is not set`,
        );
      return found;
    });
  }
  if (Array.isArray(value))
    return value.map((item, index) => withEnvironment(item, environment, file, `${path}[${index}]`));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        withEnvironment(item, environment, file, path ? `${path}.${key}` : key),
      ]),
    );
  return value;
}
