import type { Suite } from '../runner/check.ts';
import { documentedMembers } from './practitioners.ts';
import { publicAccess } from './public-access.ts';

export const providerDirectory: Suite = {
  name: 'provider-directory',
  title: 'Provider Directory API: access and content',
  core: [],
  checks: [publicAccess, documentedMembers],
};
