import type { Route } from '../../context.ts';
import { showAccount } from './account.ts';
import { showApp, takeSecret } from './app-page.ts';
import { showApps } from './apps-page.ts';
import { sendCatalogFile, showCatalog, showConsole, showRedirect } from './catalog.ts';
import {
  addApp,
  checkAppLimit,
  checkEditedApp,
  checkNewApp,
  deleteApp,
  editApp,
  rotateSecret,
  showAddApp,
  showDeleteApp,
  showEditApp,
} from './change-apps.ts';
import { showAuthorization, showDocs, showErrors, showProductionDocs, showSamples } from './docs-pages.ts';
import { checkForm, findOwnApp, requireDeveloper, requireSandboxApp } from './guards.ts';
import { showLanding } from './landing.ts';
import {
  beginDeveloperSession,
  checkLockOut,
  checkLogin,
  countLoginTry,
  logOut,
  showLogin,
  skipLogin,
} from './login.ts';
import { requireOwner, showOutbox } from './outbox-page.ts';
import { createPages } from './page-context.ts';
import { sendPostmanCollection } from './postman.ts';
import { checkRegistration, limitRegistrations, sendAccessCode, showRegister, showSent } from './register.ts';
import { recognize } from './sessions.ts';
import {
  checkAccessCode,
  checkCodeExpiry,
  checkCodeUnused,
  checkNewPassword,
  countCodeTry,
  findRegistration,
  savePassword,
  showSetPassword,
  useRegistration,
} from './set-password.ts';
import { showTerms } from './terms.ts';

const page = createPages({ role: 'developer', first: recognize });
const registration = [findRegistration, checkCodeUnused, checkCodeExpiry];
const own = [requireDeveloper, findOwnApp];
const change = [requireDeveloper, checkForm];
const changeOwn = [...change, findOwnApp];

/** The pages of developers; each is its steps, in order. */
export const developerRoutes: readonly Route[] = [
  page('GET', '/', showLanding),
  page('GET', '/catalog', showCatalog),
  page('GET', '/catalog/oauth2-redirect', showRedirect),
  page('GET', '/catalog/files/:file', sendCatalogFile),
  page('GET', '/catalog/:document', showConsole),
  page('GET', '/docs', showDocs),
  page('GET', '/docs/authorization', showAuthorization),
  page('GET', '/docs/samples', showSamples),
  page('GET', '/docs/errors', showErrors),
  page('GET', '/docs/production', showProductionDocs),
  page('GET', '/docs/postman.json', sendPostmanCollection),
  page('GET', '/terms', showTerms),

  page('GET', '/developer/register', showRegister),
  page('POST', '/developer/register', checkForm, limitRegistrations, checkRegistration, sendAccessCode),
  page('GET', '/developer/register/sent', showSent),
  page('GET', '/developer/password', ...registration, showSetPassword),
  page(
    'POST',
    '/developer/password',
    checkForm,
    ...registration,
    checkNewPassword,
    countCodeTry,
    checkAccessCode,
    useRegistration,
    savePassword,
  ),
  page('GET', '/developer/login', skipLogin, showLogin),
  page('POST', '/developer/login', checkForm, checkLockOut, countLoginTry, checkLogin, beginDeveloperSession),
  page('POST', '/developer/logout', checkForm, logOut),
  page('GET', '/developer/account', requireDeveloper, showAccount),
  page('GET', '/outbox', requireOwner, showOutbox),

  page('GET', '/developer/apps', requireDeveloper, showApps),
  page('GET', '/developer/apps/new', requireDeveloper, checkAppLimit, showAddApp),
  page('POST', '/developer/apps/new', ...change, checkAppLimit, checkNewApp, addApp),
  page('GET', '/developer/apps/:client', ...own, takeSecret, showApp),
  page('GET', '/developer/apps/:client/edit', ...own, requireSandboxApp, showEditApp),
  page('POST', '/developer/apps/:client/edit', ...changeOwn, requireSandboxApp, checkEditedApp, editApp),
  page('GET', '/developer/apps/:client/delete', ...own, requireSandboxApp, showDeleteApp),
  page('POST', '/developer/apps/:client/delete', ...changeOwn, requireSandboxApp, deleteApp),
  page('POST', '/developer/apps/:client/secret', ...changeOwn, rotateSecret),
];
