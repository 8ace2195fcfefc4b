import type { Clock } from '../mock-server/clock.ts';
import type { Outbox } from '../mock-server/control/outbox.ts';
import { OnceShown } from '../mock-server/portal/developer/once-shown.ts';
import { USUAL_COST } from '../mock-server/portal/developer/passwords.ts';
import { createMailer } from '../mock-server/portal/mailer.ts';
import type { Questionnaire } from '../mock-server/portal/production/questionnaire.ts';
import { Serializer } from '../mock-server/portal/serializer.ts';
import { demoStaff, type PortalSettings } from '../mock-server/portal/settings.ts';
import { loadQuestionnaire } from './questionnaire.ts';

export interface PortalOptions {
  /** A plan's own; the one that comes with the sandbox without it. */
  readonly questionnaire?: Questionnaire | undefined;
  /** Such as `smtp://user:password@mail.example:587`; without it mails stay in the sandbox's outbox. */
  readonly smtpUrl?: string | undefined;
  /** scrypt's N, a power of 2: what passwords of developers cost to check, and to guess. */
  readonly passwordCost?: number | undefined;
}

export function createPortal(
  { questionnaire, smtpUrl, passwordCost = USUAL_COST }: PortalOptions,
  { outbox, clock }: { readonly outbox: Outbox; readonly clock: Clock },
): PortalSettings {
  let loaded: Promise<Questionnaire> | undefined;
  return {
    questionnaire: () => (loaded ??= questionnaire ? Promise.resolve(questionnaire) : loadQuestionnaire()),
    mailer: createMailer({ outbox, clock, smtpUrl }),
    outbox,
    staff: demoStaff,
    onceShown: new OnceShown(),
    passwordCost,
    serializer: new Serializer(),
  };
}
