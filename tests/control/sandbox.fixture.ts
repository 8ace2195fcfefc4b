import { createSandbox, type Sandbox, type SandboxOptions } from '../../lib/sandbox.ts';

const publicUrls = { documented: 'http://127.0.0.1:8080', standard: 'http://127.0.0.1:8081' };

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Empty when the answer is not JSON. */
  readonly json: Record<string, unknown>;
}

/** A sandbox with its control plane, steered in process. */
export interface SteeredSandbox {
  readonly sandbox: Sandbox;
  /** @param path below `/_sandbox` */
  control(method: string, path: string, body?: unknown): Promise<Answer>;
  /** @param path below the public URL of the standard dialect */
  ask(path: string, options?: AskOptions): Promise<Answer>;
  /** A FHIR read or search with a freshly minted token of the first persona. */
  fhir(path: string, order?: Readonly<Record<string, unknown>>): Promise<Answer>;
}

interface AskOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export function steer(options: Partial<SandboxOptions> = {}): SteeredSandbox {
  const sandbox = createSandbox({ publicUrls, members: 20, control: true, ...options });
  const transport = sandbox.transport('standard');
  const ask: SteeredSandbox['ask'] = async (path, { method = 'GET', headers = {}, body } = {}) => {
    const url = `${publicUrls.standard}${path}`;
    const answer = await transport({ method, url, headers, ...(body !== undefined && { body }) }, 30_000);
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      text: answer.body,
      json: /json/.test(new Map(answer.headers).get('content-type') ?? '') ? JSON.parse(answer.body) : {},
    };
  };
  const control: SteeredSandbox['control'] = (method, path, body) =>
    ask(`/_sandbox${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
  return {
    sandbox,
    ask,
    control,
    async fhir(path, order = {}) {
      const user_name = sandbox.population.personas()[0]?.userName;
      const minted = await control('POST', '/tokens', { client_id: 'member-app', user_name, ...order });
      if (minted.status !== 201) throw new Error(minted.text);
      return ask(`/ghp/fhir4/v1/${path}`, {
        headers: { authorization: `Bearer ${minted.json.access_token}` },
      });
    },
  };
}
