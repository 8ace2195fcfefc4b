import type { Check } from '../../runner/check.ts';
import { conditionalReads } from './conditional.ts';
import { browserAccess } from './cors.ts';
import { refusals } from './refusals.ts';
import { representation } from './representation.ts';
import { requestTag } from './request-tag.ts';

export const httpChecks: readonly Check[] = [
  ...conditionalReads,
  ...representation,
  ...refusals,
  ...browserAccess,
  ...requestTag,
];
