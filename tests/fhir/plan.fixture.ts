import type { Bundle as AnyBundle, FhirResource } from 'fhir/r4.js';
import { createSandbox, type SandboxOptions } from '../../lib/sandbox.ts';
import type { Dialect } from '../../mock-server/context.ts';

export const directory = '/ghp/fhir4/providerdirectory/v1';
export const patientAccess = '/ghp/fhir4/v1';
export const publicUrl = 'http://plan.test';

/** Of resources that have names. */
export type Bundle = AnyBundle<FhirResource>;

export interface Asked {
  readonly method?: string;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  json<T = FhirResource>(): T;
}

export interface Order {
  readonly client_id: string;
  readonly user_name?: string;
  readonly types?: readonly string[];
  readonly expires_in?: number;
}

/** The whole sandbox in one dialect, asked in process. */
export interface Plan {
  readonly userNames: readonly string[];
  /** @param url a path with an optional query, or a link of the sandbox */
  ask(url: string, asked?: Asked): Promise<Answer>;
  /** A token without a login; by default of a demo app, for all its types. */
  mint(order: Order): Promise<string>;
  directoryToken(): Promise<string>;
  /** @param index of the persona */
  memberToken(index: number): Promise<string>;
  patientId(index: number): string;
  close(): Promise<void>;
}

export function openPlan(dialect: Dialect, options: Partial<SandboxOptions> = {}): Plan {
  const sandbox = createSandbox({ control: true, ...options, publicUrls: { [dialect]: publicUrl } });
  const send = sandbox.transport(dialect);
  const personas = sandbox.population.personas();
  const ask: Plan['ask'] = async (url, { method = 'GET', token, headers = {}, body } = {}) => {
    const response = await send(
      {
        method,
        url: url.startsWith('/') ? publicUrl + url : url,
        headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
        ...(body !== undefined && { body }),
      },
      10_000,
    );
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: response.body,
      json: () => JSON.parse(response.body),
    };
  };
  const mint: Plan['mint'] = async (order) => {
    const answer = await ask('/_sandbox/tokens', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order),
    });
    const { access_token } = answer.json<{ access_token?: string }>();
    if (access_token === undefined) throw new Error(`no token: ${answer.body}`);
    return access_token;
  };
  return {
    userNames: personas.map(({ userName }) => userName),
    ask,
    mint,
    directoryToken: () => mint({ client_id: 'directory-app' }),
    memberToken: (index) => mint({ client_id: 'member-app', user_name: personas[index]?.userName ?? '' }),
    patientId: (index) => personas[index]?.patientId ?? '',
    close: () => sandbox.close(),
  };
}

export function resourcesOf({ entry = [] }: Bundle): FhirResource[] {
  return entry.flatMap(({ resource }) => resource ?? []);
}

export function linkOf({ link = [] }: Bundle, relation: string): string | undefined {
  return link.find((one) => one.relation === relation)?.url;
}
