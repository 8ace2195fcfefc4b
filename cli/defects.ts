import type { Defect } from '../mock-server/control/defect.ts';
import { defects } from '../mock-server/control/defects/index.ts';
import { oneOf } from './usage-error.ts';

const byName = new Map(defects.map((defect) => [defect.name, defect]));

/** @throws UsageError naming the option, the value and what is allowed */
export function namedDefects(names: readonly string[]): Defect[] {
  return names.flatMap((name) => {
    oneOf('--defect', name, [...byName.keys()], 'assay prove --list shows all');
    return byName.get(name) ?? [];
  });
}
