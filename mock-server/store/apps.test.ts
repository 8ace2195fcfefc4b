import { expect, test } from 'vitest';
import { createAppRegistry } from './apps.ts';
import { openSqlite } from './sqlite.ts';

test('a registry that could not be read is read again', async () => {
  const database = openSqlite(':memory:');
  let isAway = true;
  const connect = async () => {
    if (isAway) throw new Error('the database is away');
    return database.connect();
  };
  const registry = createAppRegistry({ connect, builtIn: [], cache: 'full' });
  await expect(registry.list()).rejects.toThrow('away');
  isAway = false;
  expect(await registry.list()).toEqual([]);
  await database.close();
});
