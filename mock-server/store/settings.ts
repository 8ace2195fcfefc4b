import type { Connect } from './connect.ts';

export interface SettingRow {
  name: 'key' | 'seed';
  value: string;
}

/** What is decided once, when the state is made. */
export interface Settings {
  /** @returns what is kept: `value` if it was the first to be written under the name */
  decide(name: SettingRow['name'], value: string): Promise<string>;
}

export function createSettings(connect: Connect): Settings {
  return {
    async decide(name, value) {
      const db = await connect();
      const insert = db.insertInto('settings').values({ name, value });
      await insert.onConflict((conflict) => conflict.doNothing()).execute();
      const query = db.selectFrom('settings').select('value').where('name', '=', name);
      return (await query.executeTakeFirstOrThrow()).value;
    },
  };
}
