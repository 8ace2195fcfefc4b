import type { Outbox } from '../control/outbox.ts';
import type { OnceShown } from './developer/once-shown.ts';
import type { Mailer } from './mailer.ts';
import type { Questionnaire } from './production/questionnaire.ts';
import type { Serializer } from './serializer.ts';

/** What the developer portal needs beside the ports. */
export interface PortalSettings {
  /** Read when it is first asked for. */
  questionnaire(): Promise<Questionnaire>;
  readonly mailer: Mailer;
  /** What stays here, for the page that shows it. */
  readonly outbox: Outbox;
  /** The plan's reviewer. Public on purpose in a sandbox: there is no one to protect. */
  readonly staff: StaffAccount;
  readonly onceShown: OnceShown;
  /** scrypt's N for passwords. */
  readonly passwordCost: number;
  /** Keeps the changes of one account in a row. */
  readonly serializer: Serializer;
}

export interface StaffAccount {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

export const demoStaff: StaffAccount = {
  email: 'reviewer@plan.example',
  password: 'review-with-care',
  name: 'Rae Viewer',
};
