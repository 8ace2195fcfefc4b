import type { Migration } from './index.ts';

export const settings: Migration = {
  name: 'settings',
  statements: ['create table settings (name text primary key, value text not null)'],
};
