// The views of the page: `path` in its address, `title`, and whether it is `listed` at the top; `of` names the listed view that it
// belongs to. A view is a component, `View`, that is given `{ argument, query }` of the address; of those that nobody sees at first the
// module is had once one is shown, by `load`.
import { DatasetList } from './list.js';

export const VIEWS = [
  { path: 'datasets', title: 'Datasets', listed: true, View: DatasetList },
  { path: 'dataset', title: 'Dataset', of: 'datasets', load: async () => (await import('./dataset.js')).DatasetPage },
  { path: 'catalogs', title: 'Catalogs', listed: true, load: async () => (await import('./catalogs.js')).CatalogsPage },
  { path: 'entry', title: 'Entry', of: 'catalogs', load: async () => (await import('./entry.js')).EntryPage },
  { path: 'publish', title: 'Publish', listed: true, load: async () => (await import('./publish.js')).PublishPage },
  { path: 'limits', title: 'Limits', listed: true, load: async () => (await import('./limits.js')).LimitsPage },
  { path: 'orders', title: 'Orders', listed: true, load: async () => (await import('./orders.js')).OrdersPage },
  { path: 'node', title: 'Node', listed: true, load: async () => (await import('./node.js')).NodePage },
];
