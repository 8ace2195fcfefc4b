import type { Transport, Transporter } from 'nodemailer';
import type { Clock } from '../clock.ts';
import type { Outbox } from '../control/outbox.ts';

export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Mailer {
  /** Mails stay in the outbox. */
  readonly isLocal: boolean;
  /** @returns whether the mail could be handed over; if not, the log says why */
  send(mail: OutgoingMail): Promise<boolean>;
}

export interface MailerOptions {
  readonly outbox: Outbox;
  readonly clock: Clock;
  /** Such as `smtp://user:password@mail.example:587`; without it mails stay in the outbox. */
  readonly smtpUrl?: string | undefined;
  readonly from?: string;
}

/** Mails of the portal, by nodemailer: into the sandbox's outbox, or out by SMTP. */
export function createMailer({
  outbox,
  clock,
  smtpUrl,
  from = 'Assay Health Plan <developer-portal@plan.example>',
}: MailerOptions): Mailer {
  let transporter: Promise<Transporter> | undefined;
  // Loaded with the first mail: most sandboxes never send one.
  const load = async () => {
    const { createTransport } = await import('nodemailer');
    return smtpUrl === undefined ? createTransport(intoOutbox(outbox, clock)) : createTransport(smtpUrl);
  };
  return {
    isLocal: smtpUrl === undefined,
    async send({ to, subject, text }) {
      transporter ??= load();
      // As an object, so that no address is read as several.
      try {
        await (await transporter).sendMail({ from, to: { name: '', address: to }, subject, text });
        return true;
      } catch (error) {
        process.stderr.write(
          `mail "${subject}": ${error instanceof Error ? error.message : String(error)}\n`,
        );
        return false;
      }
    },
  };
}

function intoOutbox(outbox: Outbox, clock: Clock): Transport {
  return {
    name: 'outbox',
    version: '1',
    send({ data, message }, done) {
      const { to, subject = '', text = '' } = data;
      const address = typeof to === 'object' && 'address' in to ? (to.address ?? '') : String(to);
      outbox.add({ at: clock.now(), to: address, subject, text: String(text) });
      done(null, { envelope: message.getEnvelope(), messageId: message.messageId() });
    },
  };
}
