import type { Migration } from './index.ts';

export const apps: Migration = {
  name: 'apps',
  statements: [
    `create table apps (
      client_id text primary key, secret_hash text, name text not null, developer text not null, owner text,
      redirect_uris text not null, grants text not null, products text not null, risk text not null,
      lifetimes text not null, environment text not null, native_app integer not null, removed integer not null)`,
    'create index apps_by_owner on apps (owner)',
  ],
};
