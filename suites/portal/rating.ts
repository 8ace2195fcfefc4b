import { type Check, portal } from '../runner/check.ts';
import { NotExercised } from '../runner/context.ts';
import { filledIn, formWith } from './form-browser.ts';
import {
  answersTo,
  attest,
  first,
  last,
  newDraft,
  questionsOf,
  ratingsOn,
  sectionForm,
} from './questionnaire.ts';
import { portalOf } from './settings.ts';

const clauses = [portal('Production Access Process')];
const base = { level: 'SHALL', clauses, needs: ['portal', 'portal mailbox'] } as const;

const levelOf = (rating: number) => (rating < 31 ? 'low' : rating < 71 ? 'medium' : 'high');

export const ratingLevels: Check = {
  ...base,
  id: 'portal.production.rating-levels',
  title: 'Ratings are whole numbers from 0 to 100: low to 30, medium to 70, high above',
  requirements: ['PROD-6', 'PROD-7', 'PROD-5'],
  why: 'Members decide by the level.',
  fix: 'Round half up, then compare with 30 and 70.',
  detects: ['portal.medium-begins-at-30', 'portal.medium-ends-at-71'],
  async run(t) {
    const draft = await newDraft(t, first);
    const { page } = portalOf(t);
    const seen = new Map<
      string,
      { rating: number; level: string; of: string; evidence: Parameters<typeof t.cite>[0] }
    >();
    let total = 0;
    const look = async () => {
      const dashboard = await draft.browser.open(page('dashboard', draft.clientId));
      const ratings = ratingsOn(t, dashboard);
      total = ratings[0]?.rating ?? total;
      for (const one of ratings) {
        const key = `${one.rating} ${one.level}`;
        if (!seen.has(key)) seen.set(key, { ...one, evidence: dashboard.exchange });
      }
    };
    await look();
    // From the best answers to the worst, one question after the other; near a boundary by every answer there is.
    for (const { url } of draft.sections) {
      const form = sectionForm(await draft.browser.open(url));
      if (!form) continue;
      const answers = answersTo(t, form, first);
      for (const [name, values] of questionsOf(form)) {
        const isNear = (total > 24 && total < 32) || (total > 64 && total < 72);
        for (const value of isNear ? values.slice(1) : values.slice(-1)) {
          answers[name] = value;
          await draft.browser.request(filledIn(form, answers));
          await look();
        }
      }
    }
    if (seen.size < 10) throw new NotExercised(`the dashboard showed ${seen.size} different ratings`);
    for (const { rating, level, of, evidence } of seen.values())
      t.expect({
        ok: rating >= 0 && rating <= 100 && level === levelOf(rating),
        what: `the level of ${rating} (${of})`,
        expected: levelOf(rating),
        received: level,
        evidence: [evidence],
      });
    const near = [30, 31, 70, 71].filter((rating) => [...seen.values()].some((one) => one.rating === rating));
    t.note(`Ratings seen: ${seen.size}; at the boundaries: ${near.join(', ') || 'none'}.`);
  },
};

export const attestationNeeded: Check = {
  ...base,
  id: 'portal.production.attestation',
  title: 'Nothing is submitted without the attestation',
  requirements: ['PROD-7'],
  why: 'Someone has to stand by the answers.',
  fix: 'Refuse the submission unless name, title, date and statement are there.',
  detects: ['portal.attestation-optional'],
  async run(t) {
    const draft = await newDraft(t, first);
    const { fields, page } = portalOf(t);
    for (const field of [fields.attestationName, fields.attestationTitle, fields.attested]) {
      const sent = await attest(t, draft, { [field]: [] });
      const again = await draft.browser.open(page('dashboard', draft.clientId));
      const isDraft = formWith(again, fields.attestationName) !== undefined;
      t.expect({
        ok: isDraft,
        what: `the submission without ${field}`,
        expected: 'refused',
        received: isDraft ? 'refused' : 'taken',
        evidence: [sent.exchange, again.exchange],
      });
      if (!isDraft) return;
    }
  },
};

export const submittedIsFrozen: Check = {
  ...base,
  id: 'portal.production.frozen',
  title: 'Answers can be changed before they are submitted, and not after',
  requirements: ['PROD-7'],
  why: 'What the plan evaluates must be what was attested.',
  fix: 'Freeze a copy at the submission, and take no form for it any more.',
  detects: ['portal.submitted-answers-change'],
  async run(t) {
    const draft = await newDraft(t, first);
    const { page } = portalOf(t);
    const url = draft.sections.at(-1)?.url ?? '';
    const form = sectionForm(await draft.browser.open(url));
    if (!form) throw new NotExercised('the last section has no form');
    const [before] = ratingsOn(t, draft.dashboard);
    await draft.browser.submit(form, answersTo(t, form, last));
    const dashboard = await draft.browser.open(page('dashboard', draft.clientId));
    const [changed] = ratingsOn(t, dashboard);
    t.expect({
      ok: changed?.rating !== before?.rating,
      what: 'the rating after an answer was changed',
      expected: `not ${before?.rating}`,
      received: String(changed?.rating),
      evidence: [dashboard.exchange],
    });
    await attest(t, { ...draft, dashboard });
    const late = await draft.browser.submit(form, answersTo(t, form, first));
    const shown = await draft.browser.open(page('production', draft.clientId));
    const open = await draft.browser.open(url);
    const [now] = ratingsOn(t, shown);
    const isOpen = sectionForm(open) !== undefined;
    t.judge(
      {
        ok: !isOpen,
        what: 'a section after the submission',
        expected: 'not to be edited',
        received: isOpen ? 'a form' : 'no form',
        evidence: [open.exchange],
      },
      {
        ok: now?.rating === changed?.rating,
        what: 'the rating after another form was sent',
        expected: String(changed?.rating),
        received: String(now?.rating),
        evidence: [late.exchange, shown.exchange],
      },
    );
  },
};
