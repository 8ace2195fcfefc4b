import { randomBytes, randomUUID } from 'node:crypto';
import type { App, Endpoint } from '../../context.ts';
import { createSecret, hashSecret } from '../../oauth/secrets.ts';
import type { Developer, ProductionRequest, Submission } from '../../store/portal.ts';
import { builtInCallbacks } from '../developer/built-in-callbacks.ts';
import { attestationStatement } from './dashboard.ts';
import { productionAppOf } from './grant.ts';
import type { Answers, Question, Questionnaire } from './questionnaire.ts';
import { assess, type Level, type Score } from './score.ts';
import { type Move, type State, stateAfter } from './states.ts';

/** How far a request is taken, and by which moves. */
const ways: Readonly<Record<Exclude<State, 'withdrawn'>, readonly Move[]>> = {
  draft: [],
  submitted: ['submit'],
  'follow-up': ['submit', 'ask'],
  'review-scheduled': ['submit', 'schedule'],
  granted: ['submit', 'schedule', 'grant'],
  refused: ['submit', 'refuse'],
  revoked: ['submit', 'schedule', 'grant', 'revoke'],
};

export const drivableStates = Object.keys(ways) as (keyof typeof ways)[];

export interface DriveOptions {
  readonly name: string;
  readonly developer: { readonly email: string; readonly name: string; readonly organization: string };
  /** FHIR resource types. */
  readonly products: ReadonlySet<string>;
  readonly grants: App['grants'];
  /** Of the `_prod` app; https. */
  readonly callback: string;
  /** Which answers are given. */
  readonly level: Level;
  readonly state: keyof typeof ways;
}

export interface Driven {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly requestId: string;
  readonly state: State;
  readonly score: Score;
  /** Of a granted app. */
  readonly production?: { readonly clientId: string; readonly clientSecret: string };
}

/**
 * Registers an app and takes its request for production access as far as wanted, by the moves of its life, in one call:
 * what a test would else do by forms.
 */
export async function driveRequest(endpoint: Endpoint, options: DriveOptions): Promise<Driven> {
  const { core } = endpoint;
  if (!core.portal) throw new Error('this sandbox has no developer portal');
  const { portal } = core.ports.store;
  const now = core.ports.clock.now();
  const developer = await developerFor(endpoint, options, now);
  const submission = submissionOf(await core.portal.questionnaire(), options, developer, now);
  const clientSecret = createSecret();
  const app: App = {
    clientId: `app-${randomBytes(8).toString('hex')}`,
    secretHash: hashSecret(clientSecret),
    name: options.name,
    developer: developer.organization,
    owner: developer.id,
    redirectUris: builtInCallbacks(endpoint),
    grants: options.grants,
    products: options.products,
    risk: submission.total.level,
    environment: 'sandbox',
  };
  const { request, production } = walk(app, submission, options.state);
  await core.apps.put(app);
  if (production) await core.apps.put(production.app);
  await portal.addProductionRequest(request);
  if (request.state !== 'draft') await portal.addSubmission(submission);
  return {
    clientId: app.clientId,
    clientSecret,
    requestId: request.id,
    state: request.state,
    score: submission.total,
    ...(production && {
      production: { clientId: production.app.clientId, clientSecret: production.secret },
    }),
  };
}

async function developerFor(
  { core }: Endpoint,
  options: DriveOptions,
  createdAt: number,
): Promise<Developer> {
  const { portal } = core.ports.store;
  const email = options.developer.email.toLowerCase();
  const known = await portal.findDeveloperByEmail(email);
  return known ?? portal.saveDeveloper({ ...options.developer, email, id: randomUUID(), createdAt });
}

function submissionOf(
  questionnaire: Questionnaire,
  { level, callback }: DriveOptions,
  developer: Developer,
  at: number,
): Submission {
  const answers = answersFor(questionnaire, level);
  return {
    requestId: randomUUID(),
    version: 1,
    at,
    questionnaireVersion: questionnaire.version,
    answers,
    urls: { callback, privacyPolicy: 'https://app.example/privacy', terms: 'https://app.example/terms' },
    attestation: {
      name: developer.name,
      title: 'Developer',
      date: new Date(at).toISOString().slice(0, 10),
      statement: attestationStatement,
    },
    ...assess(questionnaire, answers),
  };
}

/** The request after its moves, and the app with production access where they lead to one. */
function walk(app: App, submission: Submission, state: DriveOptions['state']) {
  const { requestId: id, answers, urls, total, at } = submission;
  let request: ProductionRequest = {
    id,
    clientId: app.clientId,
    appName: app.name,
    owner: app.owner ?? '',
    state: 'draft',
    revision: 0,
    answers,
    urls,
    termsAcceptedAt: at,
    score: total,
    createdAt: at,
    updatedAt: at,
  };
  let production: { readonly app: App; readonly secret: string } | undefined;
  for (const move of ways[state]) {
    request = { ...request, state: stateAfter(move, request.state) };
    if (move === 'schedule')
      request = { ...request, review: { at: 'by the control plane', place: 'nowhere' } };
    if (move === 'refuse' || move === 'revoke') request = { ...request, reason: 'By the control plane.' };
    if (move === 'grant') {
      const secret = createSecret();
      production = { app: productionAppOf(app, request, submission, secret), secret };
      request = { ...request, productionClientId: production.app.clientId };
    }
    if (move === 'revoke') production = undefined;
  }
  return { request, production };
}

/** Answers whose rating has the level: the best, the worst, or those nearest to the middle. */
function answersFor({ sections }: Questionnaire, level: Level): Answers {
  const wanted = { low: 0, medium: 50, high: 100 }[level];
  const nearest = ({ answers }: Question) =>
    answers.toSorted((a, b) => Math.abs(a.risk - wanted) - Math.abs(b.risk - wanted))[0]?.id ?? '';
  return Object.fromEntries(
    sections
      .flatMap(({ questions }) => questions)
      .map((question) => [question.id, { answer: nearest(question), note: 'By the control plane.' }]),
  );
}
