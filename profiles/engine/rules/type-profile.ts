import { isObject } from '../json-access.ts';
import { type Check, show } from '../run.ts';
import type { Engine, Rule } from './rule.ts';

/** Profiles on the type itself, such as SimpleQuantity: the value must conform to at least one. */
export const typeProfile: Rule = ({ element, over, type, place, engine }) => {
  const profiles = element.types.find(({ code }) => code === type)?.profiles ?? [];
  const before = over?.types.find(({ code }) => code === type)?.profiles ?? [];
  if (profiles.length === 0 || profiles.join() === before.join()) return [];
  if (type === 'Extension') return [pinnedExtension(profiles, engine)];
  return [
    (value, _sibling, run) => {
      if (!isObject(value)) return;
      const known = profiles.flatMap((canonical) => engine.profile(canonical) ?? []);
      const [only] = known;
      if (only && profiles.length === 1) only(value, run);
      else if (known.some((judge) => run.passes((trial) => judge(value, trial)))) return;
      else {
        const unknown = known.length < profiles.length;
        run.report(place, {
          severity: unknown ? 'information' : 'error',
          code: unknown ? 'not-supported' : 'structure',
          kind: 'type',
          expected: `a value that conforms to ${profiles.join(' or ')}`,
          received: show(value),
          ...(unknown ? { message: `Not judged: ${profiles.join(', ')} is not among the definitions.` } : {}),
        });
      }
    },
  ];
};

/**
 * Extensions are judged by the definition that their url names, in the version at hand; here only by another version
 * that the profile pins.
 */
function pinnedExtension(profiles: readonly string[], engine: Engine): Check {
  return (value, _sibling, run) => {
    if (!isObject(value) || typeof value.url !== 'string') return;
    for (const canonical of profiles) {
      const pinned = engine.trees.ofProfile(canonical)?.definition;
      if (pinned?.url !== value.url || pinned === engine.trees.ofProfile(value.url)?.definition) continue;
      engine.profile(canonical)?.(value, run);
    }
  };
}
