import type { Defect } from '../defect.ts';
import { levelOfRating } from './support/ratings.ts';

export const portalMediumBeginsAt30: Defect = {
  name: 'portal.medium-begins-at-30',
  summary: 'A rating of 30 is called medium.',
  clause: 'Portal documentation, Production Access Process, step 6',
  rewrite: levelOfRating(30, 'low', 'medium'),
};
