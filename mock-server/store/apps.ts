import type { Selectable } from 'kysely';
import { type Awaitable, after } from '../awaitable.ts';
import type { App } from '../context.ts';
import { type Connect, orUndefined } from './connect.ts';

/** The registered applications. */
export interface AppRegistry {
  find(clientId: string): Awaitable<App | undefined>;
  /** By client id. */
  list(): Promise<readonly App[]>;
  /** Registers an app, or changes the one of the same client id. It lasts once this has returned. */
  put(app: App): Promise<void>;
  /** @returns whether there was one */
  remove(clientId: string): Promise<boolean>;
}

export interface AppRow {
  client_id: string;
  secret_hash: string | null;
  name: string;
  description: string;
  developer: string;
  owner: string | null;
  /** JSON, as `grants`, `products` and `lifetimes`. */
  redirect_uris: string;
  grants: string;
  products: string;
  risk: App['risk'];
  lifetimes: string;
  environment: App['environment'];
  native_app: number;
  /** 1 for an app that is gone; a built-in one would come back without its row. */
  removed: number;
}

export interface AppRegistryOptions {
  readonly connect: Connect;
  /** There from the start, until they are changed or removed. */
  readonly builtIn: readonly App[];
  /** `none`: others write to the database too; `empty`: kept in memory, and the table is known to be empty. */
  readonly cache: 'none' | 'full' | 'empty';
}

/** Rows by client id; `undefined` stands for an app that was removed. */
type Stored = Map<string, App | undefined>;

/** @returns the registry; `forget` drops what was kept in memory, after the table was emptied */
export function createAppRegistry({
  connect,
  builtIn,
  cache,
}: AppRegistryOptions): AppRegistry & { forget(): void } {
  const defaults = new Map(builtIn.map((app) => [app.clientId, app]));
  let kept: Awaitable<Stored> | undefined = cache === 'empty' ? new Map() : undefined;
  const stored = (clientId?: string): Awaitable<Stored> => {
    if (cache === 'none') return readRows(connect, clientId);
    kept ??= keepRead(readRows(connect));
    return kept;
  };
  const keepRead = (reading: Promise<Stored>): Promise<Stored> => {
    const keep = (rows: Stored | undefined) => {
      if (kept === read) kept = rows;
    };
    const read = reading.then(
      (rows) => {
        keep(rows);
        return rows;
      },
      (error: unknown) => {
        // The next one to ask tries again.
        keep(undefined);
        throw error;
      },
    );
    return read;
  };
  const write = async (app: App, removed: boolean) => {
    await writeRow(connect, app, removed);
    if (cache !== 'none') (await stored()).set(app.clientId, removed ? undefined : app);
  };
  const find = (clientId: string) =>
    after(stored(clientId), (rows) => (rows.has(clientId) ? rows.get(clientId) : defaults.get(clientId)));
  return {
    find,
    async list() {
      const all = new Map<string, App | undefined>([...defaults, ...(await stored())]);
      return [...all.values()]
        .filter((app) => app !== undefined)
        .sort((a, b) => (a.clientId < b.clientId ? -1 : 1));
    },
    put: (app) => write(app, false),
    async remove(clientId) {
      const app = await find(clientId);
      if (app) await write(app, true);
      return app !== undefined;
    },
    forget() {
      kept = cache === 'none' ? undefined : new Map();
    },
  };
}

async function readRows(connect: Connect, clientId?: string): Promise<Stored> {
  const db = await connect();
  let query = db.selectFrom('apps').selectAll();
  if (clientId !== undefined) query = query.where('client_id', '=', clientId);
  const rows = await query.execute();
  return new Map(rows.map((row) => [row.client_id, row.removed === 1 ? undefined : appOf(row)]));
}

async function writeRow(connect: Connect, app: App, removed: boolean): Promise<void> {
  const db = await connect();
  const { client_id, ...values } = rowOf(app, removed);
  await db
    .insertInto('apps')
    .values({ client_id, ...values })
    .onConflict((conflict) => conflict.column('client_id').doUpdateSet(values))
    .execute();
}

function rowOf(app: App, removed: boolean): AppRow {
  return {
    client_id: app.clientId,
    secret_hash: app.secretHash ?? null,
    name: app.name,
    description: app.description ?? '',
    developer: app.developer,
    owner: app.owner ?? null,
    redirect_uris: JSON.stringify(app.redirectUris),
    grants: JSON.stringify([...app.grants]),
    products: JSON.stringify([...app.products]),
    risk: app.risk,
    lifetimes: JSON.stringify(app.lifetimes ?? {}),
    environment: app.environment,
    native_app: Number(app.nativeApp ?? false),
    removed: Number(removed),
  };
}

function appOf(row: Selectable<AppRow>): App {
  const secretHash = orUndefined(row.secret_hash);
  const owner = orUndefined(row.owner);
  return {
    clientId: row.client_id,
    ...(secretHash !== undefined && { secretHash }),
    name: row.name,
    ...(row.description !== '' && { description: row.description }),
    developer: row.developer,
    ...(owner !== undefined && { owner }),
    redirectUris: JSON.parse(row.redirect_uris),
    grants: new Set(JSON.parse(row.grants)),
    products: new Set(JSON.parse(row.products)),
    risk: row.risk,
    lifetimes: JSON.parse(row.lifetimes),
    environment: row.environment,
    nativeApp: row.native_app === 1,
  };
}
