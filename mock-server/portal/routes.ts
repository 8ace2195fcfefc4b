import type { Route } from '../context.ts';
import { handleWithdrawal, showConnectedAppsPage } from './connected-apps.ts';
import { handleConsent, showConsentPage } from './consent.ts';
import { showDemoCallback } from './demo.ts';
import { developerRoutes } from './developer/routes.ts';
import { showLanding } from './landing.ts';
import { handleLogin, showLoginPage } from './login.ts';

export const portalRoutes: readonly Route[] = [
  { method: 'GET', path: '/', handle: showLanding },
  { method: 'GET', path: '/member/login', handle: showLoginPage },
  { method: 'POST', path: '/member/login', handle: handleLogin },
  { method: 'GET', path: '/member/consent', handle: showConsentPage },
  { method: 'POST', path: '/member/consent', handle: handleConsent },
  { method: 'GET', path: '/member/apps', handle: showConnectedAppsPage },
  { method: 'POST', path: '/member/apps', handle: handleWithdrawal },
  { method: 'GET', path: '/demo/callback', handle: showDemoCallback },
  ...developerRoutes,
];
