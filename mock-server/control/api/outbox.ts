import { object, operation, text } from '../operation.ts';

export const outboxOperations = [
  operation({
    id: 'listOutbox',
    method: 'GET',
    path: '/outbox',
    tag: 'outbox',
    summary: 'Mails that the portal would have sent, newest first',
    query: { to: { description: 'Only those to this address', schema: text } },
    answer: { status: 200, description: 'Mails with their text' },
    run: ({ control, query }) => ({
      mails: control.outbox
        .list(query.get('to') ?? undefined)
        .map((mail) => ({ ...mail, at: new Date(mail.at).toISOString() })),
    }),
  }),
  operation({
    id: 'clearOutbox',
    method: 'DELETE',
    path: '/outbox',
    tag: 'outbox',
    summary: 'Throws the mails away',
    answer: { status: 204, description: 'Thrown away' },
    run: ({ control }) => control.outbox.clear(),
  }),
  operation({
    id: 'getBanner',
    method: 'GET',
    path: '/banner',
    tag: 'banner',
    summary: 'The notice of planned downtime (GEN-5)',
    answer: { status: 200, description: 'The text; null when there is none' },
    run: ({ control }) => ({ text: control.banner ?? null }),
  }),
  operation<{ text: string | null }>({
    id: 'setBanner',
    method: 'PUT',
    path: '/banner',
    tag: 'banner',
    summary: 'Shows a notice on every page, or none',
    body: object({ text: { type: ['string', 'null'], maxLength: 500 } }, ['text']),
    example: { text: 'Maintenance on Sunday from 2 to 4 am Pacific time.' },
    answer: { status: 200, description: 'The notice as it is now' },
    run: ({ control, body }) => {
      control.banner = body.text === null || body.text.trim() === '' ? undefined : body.text;
      return { text: control.banner ?? null };
    },
  }),
];
