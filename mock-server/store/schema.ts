import type { AppRow } from './apps.ts';
import type { AttemptsRow } from './attempts.ts';
import type { AuditRow } from './audit.ts';
import type { CodeRow } from './codes.ts';
import type { DeveloperRow, RegistrationRow } from './developers.ts';
import type { GrantRow } from './grants.ts';
import type { InteractionRow } from './interactions.ts';
import type { PortalSessionRow } from './portal-sessions.ts';
import type { MessageRow, ProductionRequestRow, SubmissionRow } from './production-requests.ts';
import type { RefreshTokenRow } from './refresh-tokens.ts';
import type { RevocationRow } from './revocations.ts';
import type { SessionRow } from './sessions.ts';
import type { SettingRow } from './settings.ts';

/**
 * All tables, as the migrations make them. Portable between SQLite and PostgreSQL: booleans are 0 and 1, times bigint
 * milliseconds (which PostgreSQL gives back as text), lists JSON text.
 */
export interface Schema {
  migrations: { number: number; name: string };
  settings: SettingRow;
  apps: AppRow;
  interactions: InteractionRow;
  sessions: SessionRow;
  grants: GrantRow;
  revocations: RevocationRow;
  codes: CodeRow;
  refresh_tokens: RefreshTokenRow;
  developers: DeveloperRow;
  registrations: RegistrationRow;
  portal_sessions: PortalSessionRow;
  production_requests: ProductionRequestRow;
  submissions: SubmissionRow;
  messages: MessageRow;
  audit: AuditRow;
  attempts: AttemptsRow;
}

/** What a reset empties; the key stays, as the running sandbox has it in hand. */
export const tables: readonly Exclude<keyof Schema, 'migrations' | 'settings'>[] = [
  'apps',
  'interactions',
  'sessions',
  'grants',
  'revocations',
  'codes',
  'refresh_tokens',
  'developers',
  'registrations',
  'portal_sessions',
  'production_requests',
  'submissions',
  'messages',
  'audit',
  'attempts',
];
