import type { Migration } from './index.ts';

export const portal: Migration = {
  name: 'portal',
  statements: [
    `create table developers (
      id text primary key, email text not null unique, name text not null, organization text not null,
      password_hash text, created_at bigint not null)`,
    `create table registrations (
      hash text primary key, developer_id text not null, code_hash text not null, expires_at bigint not null,
      tries integer not null, used integer not null)`,
    `create table portal_sessions (
      hash text primary key, role text not null, account text not null, expires_at bigint not null,
      ends_at bigint not null)`,
    'create index portal_sessions_by_account on portal_sessions (account)',
    `create table production_requests (
      id text primary key, client_id text not null, owner text not null, state text not null,
      revision integer not null, updated_at bigint not null, content text not null)`,
    'create index production_requests_by_owner on production_requests (owner)',
    "create unique index production_requests_by_app on production_requests (client_id) where state <> 'withdrawn'",
    `create table submissions (
      request_id text not null, version integer not null, content text not null, primary key (request_id, version))`,
    `create table messages (
      id text primary key, request_id text not null, at bigint not null, sent_by text not null, text text not null)`,
    'create index messages_by_request on messages (request_id)',
    `create table audit (
      id text primary key, at bigint not null, actor text not null, account text not null, action text not null,
      subject text not null, detail text not null)`,
    'create index audit_by_account on audit (account)',
    'create index audit_by_subject on audit (subject)',
    "alter table sessions add column environment text not null default 'sandbox'",
    "alter table apps add column description text not null default ''",
  ],
};
