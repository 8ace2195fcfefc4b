import { type Check, portal } from '../runner/check.ts';
import { letPass } from '../runner/let-pass.ts';
import {
  asRefusal,
  isSignedIn,
  logIn,
  mailTo,
  newBrowser,
  newEmail,
  newPassword,
  register,
  setPassword,
} from './developer.ts';
import { linkNamed } from './form-browser.ts';

const clauses = [portal('Register with Developer Portal')];
const base = { level: 'SHALL', clauses, needs: ['portal', 'portal mailbox'] } as const;

export const registrationMail: Check = {
  ...base,
  id: 'portal.registration.mail',
  title: 'Registering sends a mail with an access code and a link',
  requirements: ['REG-1'],
  why: 'Without the mail no developer gets in.',
  fix: 'Send the mail on every registration, with the link to set the password and the access code.',
  detects: ['portal.mail-without-code'],
  async run(t) {
    const email = newEmail(t);
    const page = await register(t, newBrowser(t), email);
    const { exchange, link, code } = await mailTo(t, email);
    const evidence = [page.exchange, exchange];
    t.judge(
      {
        ok: link !== undefined,
        what: 'the link of the mail',
        expected: 'an address',
        received: link === undefined ? 'none' : 'one',
        evidence,
      },
      {
        ok: code !== undefined,
        what: 'the access code of the mail',
        expected: 'a code',
        received: code === undefined ? 'none' : 'one',
        evidence,
      },
    );
  },
};

export const registrationPassword: Check = {
  ...base,
  id: 'portal.registration.password',
  title: 'Link and access code set a password, with which the developer signs in',
  requirements: ['REG-2', 'REG-4', 'REG-5'],
  why: 'It is the only way to an account.',
  fix: 'Store the password once the code is right; lead to My Applications after the login, with the API Catalog at hand.',
  detects: ['portal.password-not-saved'],
  async run(t) {
    const [browser, email, password] = [newBrowser(t), newEmail(t), newPassword(t)];
    await register(t, browser, email);
    await setPassword(t, browser, await mailTo(t, email), password);
    const home = await logIn(t, browser, email, password);
    const { ok, page } = await isSignedIn(t, browser);
    t.judge(
      {
        ok,
        what: 'My Applications after the login',
        expected: 'shown',
        received: ok ? 'shown' : `HTTP ${page.exchange.response.status}, a login form`,
        evidence: [home.exchange, page.exchange],
      },
      {
        ok: !ok || linkNamed(page, /catalog/i) !== undefined,
        what: 'a link to the API Catalog',
        expected: 'on the page',
        received: linkNamed(page, /catalog/i) ?? 'none',
        evidence: [page.exchange],
      },
    );
  },
};

interface CodeRow {
  readonly name: string;
  readonly title: string;
  readonly requirements: readonly string[];
  readonly why: string;
  readonly fix: string;
  readonly detects: readonly string[];
  readonly companionOf?: readonly string[];
  /** What is done before the code is used. @returns what to do afterwards, and the code to use in place of the mail's */
  before(
    t: Parameters<Check['run']>[0],
    code: Awaited<ReturnType<typeof mailTo>>,
  ): Promise<{ readonly after?: () => Promise<void>; readonly code?: string }>;
}

/** Each tries to set a password where it must not be possible, and looks whether it opens the account. */
const rows: readonly CodeRow[] = [
  {
    name: 'wrong-code',
    title: 'A wrong access code sets no password',
    requirements: ['REG-2'],
    why: 'The code proves that the mail was read; without it anyone with the link owns the account.',
    fix: 'Compare the code before anything is stored.',
    detects: ['portal.any-code-accepted'],
    before: async () => ({ code: 'ZZZZ-ZZZZ' }),
  },
  {
    name: 'expired-code',
    title: 'An access code older than an hour sets no password',
    requirements: ['REG-3'],
    why: 'A mailbox read later must not open an account.',
    fix: 'Store when the code was made and refuse it after one hour.',
    detects: ['portal.expired-code-accepted'],
    before: async (t) => ({ after: await letPass(t, 3601) }),
  },
  {
    name: 'code-tries',
    title: 'After five wrong tries the access code is no longer good',
    requirements: ['REG-2'],
    why: 'A short code that can be tried without end can be guessed.',
    fix: 'Count tries per registration and refuse after five.',
    detects: ['portal.code-tries-unlimited'],
    companionOf: ['portal.any-code-accepted'],
    async before(t, mail) {
      for (let i = 0; i < 5; i++)
        await setPassword(t, newBrowser(t), { ...mail, code: `ZZZZ-ZZZ${i}` }, newPassword(t)).catch(
          asRefusal,
        );
      return {};
    },
  },
  {
    name: 'used-code',
    title: 'An access code works once',
    requirements: ['REG-2'],
    why: 'Who finds the mail later must not be able to take the account over.',
    fix: 'Mark the registration as used in the same step that stores the password.',
    detects: ['portal.used-code-accepted'],
    companionOf: ['portal.password-not-saved'],
    async before(t, mail) {
      await setPassword(t, newBrowser(t), mail, newPassword(t));
      return {};
    },
  },
];

export const codeRefusals: readonly Check[] = rows.map(({ name, before, ...row }) => ({
  ...base,
  ...row,
  id: `portal.registration.${name}`,
  security: true,
  async run(t) {
    const [browser, email, password] = [newBrowser(t), newEmail(t), newPassword(t)];
    await register(t, browser, email);
    const mail = await mailTo(t, email);
    const { after, code = mail.code } = await before(t, mail);
    try {
      // A portal that shows no form any more has refused.
      const refused = await setPassword(t, browser, { ...mail, code }, password).catch((error: unknown) => {
        if (mail.link === undefined || mail.code === undefined) throw error;
        return asRefusal(error);
      });
      const attempt = newBrowser(t);
      await logIn(t, attempt, email, password);
      const { ok, page } = await isSignedIn(t, attempt);
      t.expect({
        ok: !ok,
        part: 'security',
        what: 'a login with the password that was set so',
        expected: 'refused',
        received: ok ? 'My Applications' : 'refused',
        evidence: [...(refused ? [refused.exchange] : []), page.exchange],
      });
    } finally {
      await after?.();
    }
  },
}));

export const registrationTellsNothing: Check = {
  ...base,
  id: 'portal.registration.no-enumeration',
  title: 'Registering does not tell whether an address has an account',
  security: true,
  requirements: ['REG-1'],
  why: 'A list of developers is a list of people to deceive.',
  fix: 'Answer every registration alike, and say the rest by mail.',
  detects: ['portal.registration-tells-accounts'],
  async run(t) {
    const known = newEmail(t);
    const first = await register(t, newBrowser(t), known);
    await setPassword(t, newBrowser(t), await mailTo(t, known), newPassword(t));
    const again = await register(t, newBrowser(t), known);
    const same =
      first.text === again.text && first.exchange.response.status === again.exchange.response.status;
    t.expect({
      ok: same,
      part: 'security',
      what: 'the answer for an address that has an account',
      expected: `as for a new one: HTTP ${first.exchange.response.status}, ${first.text.slice(0, 80)}`,
      received: `HTTP ${again.exchange.response.status}, ${again.text.slice(0, 80)}`,
      evidence: [first.exchange, again.exchange],
    });
  },
};
