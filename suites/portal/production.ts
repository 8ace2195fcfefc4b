import { type Check, portal } from '../runner/check.ts';
import { NotExercised } from '../runner/context.ts';
import { addedApp, deleteApp, developer } from './developer.ts';
import { filledIn, formWith, linkNamed } from './form-browser.ts';
import {
  answersTo,
  attest,
  first,
  last,
  newDraft,
  questionsOf,
  ratingsOn,
  sectionForm,
  sharedDraft,
} from './questionnaire.ts';
import { portalOf } from './settings.ts';

const clauses = [portal('Production Access Process')];
const base = { level: 'SHALL', clauses, needs: ['portal', 'portal mailbox'] } as const;

export const termsFirst: Check = {
  ...base,
  id: 'portal.production.terms-first',
  title: 'The questionnaire opens after the Terms of Use were linked and confirmed',
  requirements: ['PROD-12', 'PROD-2'],
  why: 'Whoever asks for members’ data has to know the rules.',
  fix: 'Link the Terms of Use before the questionnaire, and take no start without the confirmation.',
  detects: ['portal.terms-not-asked'],
  async run(t) {
    const { browser } = await developer(t, 'second');
    const { fields, page } = portalOf(t);
    const { clientId } = await addedApp(t, browser, 'Check terms');
    const start = await browser.open(page('production', clientId));
    const form = formWith(start, fields.terms);
    if (!form) throw new NotExercised('the page to request production access has no form');
    const without = await browser.submit(form, { [fields.terms]: [] });
    const terms = linkNamed(start, /terms of use/i);
    const linked = terms === undefined ? undefined : await browser.open(terms);
    await deleteApp(t, browser, clientId);
    t.judge(
      {
        ok: linked?.exchange.response.status === 200,
        what: 'the Terms of Use',
        expected: 'linked and published',
        received: terms ?? 'no link',
        evidence: [start.exchange],
      },
      {
        ok: sectionForm(without) === undefined,
        what: 'the start without the confirmation',
        expected: 'refused',
        received: sectionForm(without) ? 'the questionnaire' : 'refused',
        evidence: [without.exchange],
      },
    );
  },
};

const SECTIONS = [
  'Application Information',
  'Privacy Policy and Terms of Service',
  'Consent Management, Use and Disclosure',
  'Individual Access',
  'Security and Incident Management',
  'Accountability and Provenance',
  'Authentication and Authorization Management',
  'Application and Data Security',
];

export const sections: Check = {
  ...base,
  id: 'portal.production.sections',
  title: 'The questionnaire has its eight sections, the first with name and address filled in',
  requirements: ['PROD-3', 'PROD-4', 'PROD-11'],
  why: 'Developers prepare for the sections that are announced.',
  fix: 'Keep the sections and their titles; fill in what is known from the registration.',
  detects: ['portal.email-not-filled-in'],
  async run(t) {
    const draft = await sharedDraft(t);
    const titles = draft.sections.map(({ root }) => root.querySelector('h1')?.text.trim() ?? '');
    const [page] = draft.sections;
    const values = page && sectionForm(page)?.fields.map(([, value]) => value);
    const { fields } = portalOf(t);
    t.expect({
      ok: SECTIONS.every((title, index) => titles[index] === title),
      what: 'the sections',
      expected: SECTIONS.join('; '),
      received: titles.join('; '),
      evidence: draft.sections.map(({ exchange }) => exchange),
    });
    for (const [what, value] of [
      ['the email address', draft.email],
      ['the application name', 'Check draft'],
    ] as const)
      t.expect({
        ok: values?.includes(value) === true,
        what,
        expected: 'filled in',
        received: values?.includes(value) ? 'filled in' : 'not there',
        evidence: page ? [page.exchange] : [],
      });
    const hasCallback = page !== undefined && formWith(page, fields.productionCallback) !== undefined;
    t.expect({
      ok: hasCallback,
      what: 'the callback URL',
      expected: 'asked for',
      received: hasCallback ? 'asked for' : 'not there',
      evidence: page ? [page.exchange] : [],
    });
  },
};

export const allMandatory: Check = {
  ...base,
  id: 'portal.production.all-mandatory',
  title: 'No section goes on while a question is open',
  requirements: ['PROD-5'],
  why: 'A rating over half of the questions flatters.',
  fix: 'Hold the form against the questionnaire, on the server.',
  detects: ['portal.unanswered-accepted'],
  async run(t) {
    const draft = await sharedDraft(t);
    for (const { url } of draft.sections) {
      const page = await draft.browser.open(url);
      const form = sectionForm(page);
      const question = form && [...questionsOf(form).keys()].at(-1);
      if (!form || question === undefined) continue;
      const sent = await draft.browser.submit(form, { ...answersTo(t, form, first), [question]: [] });
      const stays =
        sectionForm(sent) !== undefined &&
        sent.root.querySelector('h1')?.text === page.root.querySelector('h1')?.text;
      await draft.browser.submit(form, answersTo(t, form, first));
      t.expect({
        ok: stays,
        what: `"${page.root.querySelector('h1')?.text}" without an answer to "${question}"`,
        expected: 'the section again',
        received: stays ? 'the section again' : sent.text.slice(0, 60),
        evidence: [sent.exchange],
      });
    }
  },
};

export const publicAddresses: Check = {
  ...base,
  id: 'portal.production.public-addresses',
  title: 'Privacy policy, terms and callback must be https addresses that others reach',
  requirements: ['PROD-1', 'PROD-4'],
  why: 'Members must be able to read what they agree to.',
  fix: 'Refuse other schemes and the loopback address.',
  detects: ['portal.loopback-addresses-accepted'],
  async run(t) {
    const draft = await sharedDraft(t);
    const { fields } = portalOf(t);
    const url = draft.sections[0]?.url ?? '';
    const form = sectionForm(await draft.browser.open(url));
    if (!form) throw new NotExercised('the first section has no form');
    for (const field of [fields.privacyPolicy, fields.termsOfService, fields.productionCallback]) {
      for (const address of [
        'http://app.example/page',
        'https://127.0.0.1/page',
        'https://localhost/page',
        'not an address',
      ]) {
        const sent = await draft.browser.submit(form, { ...answersTo(t, form, first), [field]: address });
        const stays = formWith(sent, fields.privacyPolicy) !== undefined;
        t.expect({
          ok: stays,
          what: `${field} = ${address}`,
          expected: 'refused',
          received: stays ? 'refused' : 'taken',
          evidence: [sent.exchange],
        });
      }
    }
    await draft.browser.submit(form, answersTo(t, form, first));
  },
};

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
