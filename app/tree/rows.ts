// The znode tree as rows, in the order of an open outline. d3-hierarchy walks and lays out; only open branches are read.
// Pure; called by Tree.svelte, which shows the rows in view.
import { hierarchy, type HierarchyNode } from 'd3';
import type { TreeView, ZnodeView } from '../../worker/trace/tree-reader.ts';

export interface Row {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly open: boolean;
  readonly children: number;
  readonly node: ZnodeView;
  /** For each depth above: whether the branch there goes on below this row. */
  readonly rails: readonly boolean[];
}

interface Branch {
  readonly path: string;
  readonly name: string;
}

export function rowsOf(
  tree: TreeView,
  closed: ReadonlySet<string>,
  hidden: (path: string) => boolean,
): readonly Row[] {
  const root = hierarchy<Branch>({ path: '/', name: '/' }, ({ path }) =>
    closed.has(path) ? null : branchesOf(tree, path, hidden),
  );
  const rows: Row[] = [];
  root.eachBefore((item) => {
    const node = tree.node(item.data.path);
    if (node === null) return;
    rows.push({
      path: item.data.path,
      name: item.data.name,
      depth: item.depth,
      open: item.children !== undefined,
      children: branchesOf(tree, item.data.path, hidden).length,
      node,
      rails: railsOf(item),
    });
  });
  return rows;
}

function branchesOf(tree: TreeView, path: string, hidden: (path: string) => boolean): Branch[] {
  const above = path === '/' ? '' : path;
  return (tree.children(path) ?? [])
    .map((name) => ({ name, path: `${above}/${name}` }))
    .filter((branch) => !hidden(branch.path));
}

function railsOf(item: HierarchyNode<Branch>): boolean[] {
  const rails: boolean[] = [];
  for (let at: HierarchyNode<Branch> | null = item; at?.parent; at = at.parent)
    rails.unshift(at.parent.children?.at(-1) !== at);
  return rails;
}
