// The views of the page: `path` in its address, `title`, and whether it is `listed` at the top; `of` names the listed view that it
// belongs to. A view is a component that is given `{ argument, query }` of the address.
import { CatalogsPage } from './catalogs.js';
import { EntryPage } from './entry.js';
import { DatasetList } from './list.js';
import { DatasetPage } from './dataset.js';
import { LimitsPage } from './limits.js';
import { NodePage } from './node.js';
import { OrdersPage } from './orders.js';
import { PublishPage } from './publish.js';

export const VIEWS = [
  { path: 'datasets', title: 'Datasets', listed: true, View: DatasetList },
  { path: 'dataset', title: 'Dataset', of: 'datasets', View: DatasetPage },
  { path: 'catalogs', title: 'Catalogs', listed: true, View: CatalogsPage },
  { path: 'entry', title: 'Entry', of: 'catalogs', View: EntryPage },
  { path: 'publish', title: 'Publish', listed: true, View: PublishPage },
  { path: 'limits', title: 'Limits', listed: true, View: LimitsPage },
  { path: 'orders', title: 'Orders', listed: true, View: OrdersPage },
  { path: 'node', title: 'Node', listed: true, View: NodePage },
];
