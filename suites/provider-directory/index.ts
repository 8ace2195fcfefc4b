import { withCompanions } from '../fhir/companions.ts';
import type { Suite } from '../runner/check.ts';
import { directoryContent } from './content.ts';
import { directoryFreshness } from './freshness.ts';
import { documentedMembers } from './practitioners.ts';
import { asksNothingOfPeople, memberTokenHarmless, publicAccess } from './public-access.ts';

export const providerDirectory: Suite = {
  name: 'provider-directory',
  title: 'Provider Directory API: access and content',
  core: [],
  checks: [
    publicAccess,
    asksNothingOfPeople,
    memberTokenHarmless,
    documentedMembers,
    ...directoryFreshness,
    ...directoryContent,
  ].map(withCompanions),
};
