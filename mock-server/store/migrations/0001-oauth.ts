import type { Migration } from './index.ts';

export const oauth: Migration = {
  name: 'oauth',
  statements: [
    `create table interactions (
      hash text primary key, client_id text not null, redirect_uri text not null, redirect_uri_sent integer not null,
      state text, scope text, challenge text not null, nonce text, expires_at bigint not null,
      used integer not null)`,
    'create index interactions_by_expiry on interactions (expires_at)',
    'create table sessions (hash text primary key, user_name text not null, expires_at bigint not null)',
    'create index sessions_by_expiry on sessions (expires_at)',
    `create table grants (
      id text primary key, patient_id text not null, granted_by text not null, fhir_user text not null,
      client_id text not null, types text not null, scope text not null, scope_requested integer not null, created_at bigint not null, withdrawn_at bigint)`,
    'create index grants_by_patient on grants (patient_id, client_id)',
    'create table revocations (id text primary key, revoked_at bigint not null)',
    'create table attempts (name text primary key, failures integer not null, expires_at bigint not null)',
    `create table codes (
      hash text primary key, client_id text not null, grant_id text not null, redirect_uri text not null,
      redirect_uri_sent integer not null, challenge text not null, nonce text, expires_at bigint not null,
      used integer not null)`,
    'create index codes_by_expiry on codes (expires_at)',
    `create table refresh_tokens (
      hash text primary key, client_id text not null, family text not null, expires_at bigint not null,
      rotated integer not null)`,
    'create index refresh_tokens_by_expiry on refresh_tokens (expires_at)',
  ],
};
