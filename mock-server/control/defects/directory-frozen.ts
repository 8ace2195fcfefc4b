import type { Defect } from '../defect.ts';
import { changeData, later } from './support/data.ts';

export const directoryFrozen: Defect = {
  name: 'directory.frozen',
  summary: 'Nothing in the directory has changed for two years.',
  clause: '42 CFR 422.120(b)(3)',
  ports: changeData('directory', (resource) => later(resource, -730)),
};
