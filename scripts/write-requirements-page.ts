import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatRequirementsPage } from '../lib/requirements-page.ts';
import { requirementsOfProject } from './requirements-of-project.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
writeFileSync(`${root}/docs/requirements.md`, formatRequirementsPage(requirementsOfProject(root)));
