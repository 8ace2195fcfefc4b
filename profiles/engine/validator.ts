import type { DefinitionSource } from './definition.ts';
import { compileFacet, type Facet, judge } from './facet.ts';
import type { ProfileFinding, ValidateOptions, Validator } from './finding.ts';
import { isObject, type JsonObject, strings } from './json-access.ts';
import { judgeClaim } from './rules/profile-claim.ts';
import type { Engine, Judge } from './rules/rule.ts';
import { type Place, Run, show } from './run.ts';
import { Shapes } from './shape.ts';
import { type TreeNode, Trees } from './tree.ts';
import { Visitor } from './visit.ts';

const RESOURCE: Place = {
  profile: 'http://hl7.org/fhir/StructureDefinition/Resource|4.0.1',
  element: 'Resource',
};

/**
 * A validator over one source of definitions. Each base type and profile is compiled when first needed and kept.
 *
 * A resource is walked once, strictly, by the base definitions of its types; then each profile that it claims or is
 * asked for judges only what the profile adds. No rule of the base is therefore judged or reported twice.
 */
export function createValidator(source: DefinitionSource): Validator {
  const engine = createEngine(source);
  const shapes = new Shapes(engine);
  const visitor = new Visitor(shapes, nested);

  function resource(value: JsonObject, asked: readonly string[], run: Run): void {
    const type = value.resourceType;
    const shape = typeof type === 'string' ? shapes.ofType(type) : undefined;
    if (!shape?.isResource || source.type(String(type))?.abstract) {
      unknownType(type, run);
      return;
    }
    visitor.object(shape, value, run);
    const claimed = run.claims && isObject(value.meta) ? strings(value.meta.profile) : [];
    const judged = new Set<TreeNode>();
    for (const canonical of new Set([...asked, ...claimed])) {
      // With and without version the same profile may be meant.
      const node = engine.trees.ofProfile(canonical);
      if (node && judged.has(node)) continue;
      if (node) judged.add(node);
      judgeClaim(canonical, asked.includes(canonical), value, engine, run);
    }
  }

  function nested(value: unknown, run: Run): void {
    if (!isObject(value)) return;
    const { resource: outer, root } = run;
    const isBundled = outer.resourceType === 'Bundle' || outer.resourceType === 'Parameters';
    if (outer.resourceType === 'Bundle') run.bundles.push(outer);
    run.resource = value;
    run.root = isBundled ? value : root;
    resource(value, [], run);
    run.resource = outer;
    run.root = root;
    if (outer.resourceType === 'Bundle') run.bundles.pop();
  }

  return {
    validate(value: unknown, options: ValidateOptions = {}): ProfileFinding[] {
      const run = new Run(options.resolve, options.claims ?? true);
      if (!isObject(value)) {
        run.enter('Resource');
        run.report(RESOURCE, {
          severity: 'error',
          code: 'structure',
          kind: 'json',
          expected: 'a JSON object with a resourceType',
          received: show(value),
        });
        return run.findings;
      }
      run.enter(typeof value.resourceType === 'string' ? value.resourceType : 'Resource');
      run.resource = value;
      run.root = value;
      resource(value, options.profiles ?? [], run);
      return run.findings;
    },
  };
}

/** What rules are compiled with: the trees of the source, and its profiles as judges. */
export function createEngine(source: DefinitionSource): Engine {
  // By definition, not by name: claims are the data's, and may name no end of profiles and versions.
  const judges = new Map<TreeNode, Judge>();
  const engine: Engine = {
    source,
    trees: new Trees(source),
    profile: (canonical) => {
      const node = engine.trees.ofProfile(canonical);
      if (!node) return undefined;
      const judge = judges.get(node) ?? profileJudge(node, engine);
      judges.set(node, judge);
      return judge;
    },
  };
  return engine;
}

/** Compiled when the first value comes, so that profiles that name each other do not compile each other for ever. */
function profileJudge(node: TreeNode, engine: Engine): Judge {
  const { type, derivation } = node.definition;
  if (derivation === 'specialization') return () => {};
  const base = engine.trees.ofType(type);
  let compiled: { readonly facet: Facet | undefined } | undefined;
  return (value, run) => {
    compiled ??= { facet: compileFacet({ node, over: base, base }, type, engine) };
    if (compiled.facet) judge(compiled.facet, value, undefined, run);
  };
}

function unknownType(type: unknown, run: Run): void {
  run.report(RESOURCE, {
    severity: 'error',
    code: 'structure',
    kind: 'type',
    below: '.resourceType',
    expected: 'a resource type of FHIR R4',
    received: show(type),
  });
}
