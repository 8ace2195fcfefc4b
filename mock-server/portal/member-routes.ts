import type { Route } from '../context.ts';
import { handleConsent, showConsentPage } from './consent.ts';
import { handleWithdrawal, showConsentsPage } from './consents.ts';
import { showDemoCallback } from './demo.ts';
import { handleLogin, showLoginPage } from './login.ts';
import { handleLogout } from './logout.ts';

/** Where members sign in, consent and see what they consented to. */
export const memberRoutes: readonly Route[] = [
  { method: 'GET', path: '/member/login', handle: showLoginPage },
  { method: 'POST', path: '/member/login', handle: handleLogin },
  { method: 'GET', path: '/member/consent', handle: showConsentPage },
  { method: 'POST', path: '/member/consent', handle: handleConsent },
  { method: 'GET', path: '/member/consents', handle: showConsentsPage },
  { method: 'POST', path: '/member/consents', handle: handleWithdrawal },
  { method: 'POST', path: '/member/logout', handle: handleLogout },
  { method: 'GET', path: '/demo/callback', handle: showDemoCallback },
];
