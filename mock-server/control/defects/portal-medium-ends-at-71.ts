import type { Defect } from '../defect.ts';
import { levelOfRating } from './support/ratings.ts';

export const portalMediumEndsAt71: Defect = {
  name: 'portal.medium-ends-at-71',
  summary: 'A rating of 71 is called medium.',
  clause: 'Portal documentation, Production Access Process, step 6',
  rewrite: levelOfRating(71, 'high', 'medium'),
};
