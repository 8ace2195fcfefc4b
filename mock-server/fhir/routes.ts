import type { Route } from '../context.ts';
import { accessOf } from '../oauth/access.ts';
import { createFhirRoutes } from './create-routes.ts';
import { openApiRoutes } from './openapi/routes.ts';

export const fhirRoutes: readonly Route[] = [...createFhirRoutes(accessOf), ...openApiRoutes];
