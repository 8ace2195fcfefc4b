import { perApi } from '../per-api.ts';

export const bundleRow = perApi('bundle', {
  'patient-access': ['OBS-1'],
  'provider-directory': ['DIR-2', 'DIR-4'],
});
