import type { StatePlace } from '../mock-server/store/state.ts';
import { UsageError } from './usage-error.ts';

/**
 * Where the state is kept; `undefined` for memory. An option on the command line goes before the environment.
 * @throws UsageError
 */
export function statePlace(
  state: string | undefined,
  ephemeral: boolean,
  databaseUrl: string | undefined,
): StatePlace | undefined {
  if (state !== undefined && ephemeral)
    throw new UsageError('--state keeps the state and --ephemeral does not: choose one of them');
  if (state !== undefined) return { directory: state };
  if (ephemeral || !databaseUrl) return undefined;
  // The value is not repeated: it may hold a password.
  if (!/^postgres(?:ql)?:\/\//.test(databaseUrl))
    throw new UsageError(
      'DATABASE_URL: allowed is postgres://user:password@host:port/database; --ephemeral goes without it',
    );
  return { databaseUrl };
}
