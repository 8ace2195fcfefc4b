import type { Route } from '../context.ts';
import { handleConsent, showConsentPage } from './consent.ts';
import { handleWithdrawal, showConsentsPage } from './consents.ts';
import { showDemoCallback } from './demo.ts';
import { developerRoutes } from './developer/routes.ts';
import { handleLogin, showLoginPage } from './login.ts';
import { handleLogout } from './logout.ts';
import { productionRoutes } from './production/routes.ts';
import { staffRoutes } from './staff/routes.ts';

export const portalRoutes: readonly Route[] = [
  { method: 'GET', path: '/member/login', handle: showLoginPage },
  { method: 'POST', path: '/member/login', handle: handleLogin },
  { method: 'GET', path: '/member/consent', handle: showConsentPage },
  { method: 'POST', path: '/member/consent', handle: handleConsent },
  { method: 'GET', path: '/member/consents', handle: showConsentsPage },
  { method: 'POST', path: '/member/consents', handle: handleWithdrawal },
  { method: 'POST', path: '/member/logout', handle: handleLogout },
  { method: 'GET', path: '/demo/callback', handle: showDemoCallback },
  ...developerRoutes,
  ...productionRoutes,
  ...staffRoutes,
];
