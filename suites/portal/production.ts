import { type Check, portal } from '../runner/check.ts';
import { NotExercised } from '../runner/context.ts';
import { addedApp, developer } from './developer.ts';
import { formWith, linkNamed } from './form-browser.ts';
import { answersTo, first, questionsOf, sectionForm, sharedDraft } from './questionnaire.ts';
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
