/** One dialect of the sandbox, with a token of each kind. */
export interface Client {
  readonly directoryToken: string;
  readonly memberToken: string;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answered>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** base64 */
  readonly body: string;
  json(): unknown;
}

/** @param url of the dialect; the tokens come from the control plane */
export async function connect(url: string): Promise<Client> {
  const get = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answered> => {
    // Left alone, fetch asks for compression.
    const response = await fetch(url + path, { headers: { 'accept-encoding': 'identity', ...headers } });
    const bytes = Buffer.from(await response.arrayBuffer());
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: bytes.toString('base64'),
      json: () => JSON.parse(bytes.toString()),
    };
  };
  const mint = async (order: Readonly<Record<string, unknown>>): Promise<string> => {
    const response = await fetch(`${url}/_sandbox/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...order, expires_in: 86_400 }),
    });
    const { access_token } = (await response.json()) as { access_token?: string };
    if (!access_token) throw new Error(`no token: ${response.status}`);
    return access_token;
  };
  const { personas } = (await get('/_sandbox/members')).json() as { personas: { userName: string }[] };
  return {
    directoryToken: await mint({ client_id: 'directory-app' }),
    memberToken: await mint({ client_id: 'member-app', user_name: personas[0]?.userName }),
    get,
  };
}
