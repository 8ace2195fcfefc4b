import type { Route } from '../../context.ts';
import { checkForm, findOwnApp, requireDeveloper, requireSandboxApp } from '../developer/guards.ts';
import { createPages } from '../developer/page-context.ts';
import { recognize } from '../developer/sessions.ts';
import { checkAttestation, checkComplete, showDashboard, submitRequest } from './dashboard.ts';
import { findOwnRequest, requireState } from './find-request.ts';
import { saveSection, showSection } from './section-page.ts';
import { checkRequestLimit, checkTermsConfirmed, showProduction, startRequest } from './start.ts';
import { answerFollowUp, reopenRequest } from './status.ts';

const page = createPages({ role: 'developer', first: recognize });
const path = '/developer/apps/:client/production';
const own = [requireDeveloper, findOwnApp, requireSandboxApp, findOwnRequest];
const change = [requireDeveloper, checkForm, findOwnApp, requireSandboxApp, findOwnRequest];
/** After the submission the answers are frozen (PROD-7). */
export const requireDraft = requireState('draft');

/** How a developer asks for production access. */
export const productionRoutes: readonly Route[] = [
  page('GET', path, ...own, showProduction),
  page('POST', `${path}/start`, ...change, checkRequestLimit, checkTermsConfirmed, startRequest),
  page('GET', `${path}/dashboard`, ...own, requireDraft, showDashboard),
  page('POST', `${path}/submit`, ...change, requireDraft, checkComplete, checkAttestation, submitRequest),
  page('POST', `${path}/answer`, ...change, requireState('follow-up'), answerFollowUp),
  page('POST', `${path}/reopen`, ...change, requireState('refused'), reopenRequest),
  page('GET', `${path}/:section`, ...own, requireDraft, showSection),
  page('POST', `${path}/:section`, ...change, requireDraft, saveSection),
];
