import type { Route } from './context.ts';
import { controlRoutes } from './control/routes.ts';
import { developerRoutes } from './portal/developer/routes.ts';
import { productionRoutes } from './portal/production/routes.ts';
import { staffRoutes } from './portal/staff/routes.ts';

/** What developers, reviewers and the sandbox's owner open. */
export const pageRoutes: readonly Route[] = [
  ...developerRoutes,
  ...productionRoutes,
  ...staffRoutes,
  ...controlRoutes,
];
