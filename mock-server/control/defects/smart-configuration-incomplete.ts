import type { Defect } from '../defect.ts';
import { changeDocument } from './support/replies.ts';

export const smartConfigurationIncomplete: Defect = {
  name: 'smart.configuration-incomplete',
  summary: 'The SMART configuration lists no capabilities.',
  clause: 'SMART App Launch 2.0.0, § using well-known',
  report: 'https://github.com/microsoft/fhir-proxy/issues/73',
  rewrite: changeDocument('/smart-configuration', ({ capabilities: _, ...document }) => document),
};
