/** A JSON object of a resource, read without trusting its shape. */
export type Node = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member as an array: a single value counts as one, nothing as none. */
export function members(node: Node, name: string): readonly unknown[] {
  const value = node[name];
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

export function member(node: Node, name: string): Node | undefined {
  const value = node[name];
  return isNode(value) ? value : undefined;
}

/** The member if it is a text with something in it. */
export function textMember(node: Node, name: string): string | undefined {
  const value = node[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * Compiles a path of the table into a function that gives everything it leads to, arrays looked through.
 * @param path such as `participant.member` or `extension(http://…).valueReference`
 */
export function createWalk(path: string): (root: object) => readonly unknown[] {
  const steps = (path.match(/extension\([^)]*\)|[^.]+/g) ?? []).map(createStep);
  return (root) => {
    let nodes: readonly unknown[] = [root];
    for (const step of steps) nodes = nodes.flatMap((node) => (isNode(node) ? step(node) : []));
    return nodes;
  };
}

function createStep(step: string): (node: Node) => readonly unknown[] {
  const url = /^extension\((.*)\)$/.exec(step)?.[1];
  if (url === undefined) return (node) => members(node, step);
  return (node) => members(node, 'extension').filter((one) => isNode(one) && one.url === url);
}
