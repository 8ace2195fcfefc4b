import { withCompanions } from '../fhir/companions.ts';
import type { Suite } from '../runner/check.ts';
import { documentation } from './documentation.ts';
import { observed } from './latency.ts';
import { transport } from './tls.ts';

export const operations: Suite = {
  name: 'operations',
  title: 'Operation: transport, documentation, availability and latency as observed',
  core: [],
  checks: [...transport, ...documentation, ...observed].map(withCompanions),
};
