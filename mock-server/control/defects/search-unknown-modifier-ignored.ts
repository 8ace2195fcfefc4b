import type { Defect } from '../defect.ts';
import { changeQuery, isUnderstood } from './support/searches.ts';

export const searchUnknownModifierIgnored: Defect = {
  name: 'search.unknown-modifier-ignored',
  summary: 'A search parameter with an unknown modifier is applied as if it had none.',
  clause: 'FHIR R4 search.html#modifiers',
  report: 'https://github.com/HeliosSoftware/hfs/issues/1318',
  replacementOf: changeQuery(([name, value], exchange) => {
    const [bare = ''] = name.split(':');
    const isStripped = !isUnderstood(name, value, exchange) && isUnderstood(bare, value, exchange);
    return [[isStripped ? bare : name, value]];
  }),
};
