/** Portable between SQLite and PostgreSQL: booleans are 0 and 1, times bigint milliseconds. */
export interface Schema {
  interactions: {
    hash: string;
    client_id: string;
    redirect_uri: string;
    redirect_uri_sent: number;
    state: string | null;
    scope: string | null;
    challenge: string;
    expires_at: number;
    used: number;
  };
  sessions: { hash: string; user_name: string; expires_at: number };
  grants: {
    id: string;
    patient_id: string;
    client_id: string;
    /** Space-separated resource types. */
    types: string;
    scope: string;
    scope_requested: number;
    created_at: number;
    withdrawn_at: number | null;
  };
  codes: {
    hash: string;
    client_id: string;
    grant_id: string;
    redirect_uri: string;
    redirect_uri_sent: number;
    challenge: string;
    expires_at: number;
    used: number;
  };
  refresh_tokens: { hash: string; client_id: string; family: string; expires_at: number; rotated: number };
  revocations: { family: string; revoked_at: number };
}

export const schemaSql = `
create table if not exists interactions (
  hash text primary key, client_id text not null, redirect_uri text not null, redirect_uri_sent integer not null,
  state text, scope text, challenge text not null, expires_at bigint not null, used integer not null);
create index if not exists interactions_by_expiry on interactions (expires_at);
create table if not exists sessions (hash text primary key, user_name text not null, expires_at bigint not null);
create index if not exists sessions_by_expiry on sessions (expires_at);
create table if not exists grants (
  id text primary key, patient_id text not null, client_id text not null, types text not null, scope text not null,
  scope_requested integer not null, created_at bigint not null, withdrawn_at bigint);
create index if not exists grants_by_patient on grants (patient_id, client_id);
create table if not exists codes (
  hash text primary key, client_id text not null, grant_id text not null, redirect_uri text not null,
  redirect_uri_sent integer not null, challenge text not null, expires_at bigint not null, used integer not null);
create index if not exists codes_by_expiry on codes (expires_at);
create table if not exists refresh_tokens (
  hash text primary key, client_id text not null, family text not null, expires_at bigint not null,
  rotated integer not null);
create table if not exists revocations (family text primary key, revoked_at bigint not null);
`;
