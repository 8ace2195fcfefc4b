import { appOperations } from './api/apps.ts';
import { clockOperations } from './api/clock.ts';
import { defectOperations } from './api/defects.ts';
import { healthOperations } from './api/health.ts';
import { injectionOperations } from './api/injections.ts';
import { journalOperations } from './api/journal.ts';
import { memberOperations } from './api/members.ts';
import { metricsOperations } from './api/metrics.ts';
import { outboxOperations } from './api/outbox.ts';
import { overlayOperations } from './api/overlay.ts';
import { productionOperations } from './api/production.ts';
import { resetOperations } from './api/reset.ts';
import { tokenOperations } from './api/tokens.ts';
import type { Operation } from './operation.ts';

/** Everything the control plane does. */
export const operations: readonly Operation[] = [
  ...healthOperations,
  ...metricsOperations,
  ...clockOperations,
  ...resetOperations,
  ...tokenOperations,
  ...appOperations,
  ...productionOperations,
  ...memberOperations,
  ...defectOperations,
  ...injectionOperations,
  ...overlayOperations,
  ...journalOperations,
  ...outboxOperations,
];
