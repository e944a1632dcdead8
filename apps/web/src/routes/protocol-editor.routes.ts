import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { compareSearch, editorSearch, type CompareSearch, type Place } from '../features/protocol-editor/editor-search';
import { inside } from './frame';

const fresh = createRoute({
  getParentRoute: () => inside,
  path: '/protocols/new',
  staticData: { needs: 'protocol.author' },
  component: lazyRouteComponent(() => import('../features/protocol-editor/protocol-new.page'), 'ProtocolNewPage'),
});

const edit = createRoute({
  getParentRoute: () => inside,
  path: '/protocols/$id/edit/$n',
  staticData: { needs: 'protocol.author' },
  validateSearch: (search: Record<string, unknown>): Place => editorSearch(search),
  component: lazyRouteComponent(() => import('../features/protocol-editor/protocol-edit.page'), 'ProtocolEditPage'),
});

const compare = createRoute({
  getParentRoute: () => inside,
  path: '/protocols/$id/compare',
  staticData: { needs: 'protocol.read' },
  validateSearch: (search: Record<string, unknown>): CompareSearch => compareSearch(search),
  component: lazyRouteComponent(() => import('../features/protocol-editor/protocol-compare.page'), 'ProtocolComparePage'),
});

/** Writing protocols, and what changed between two versions. */
export const protocolEditorRoutes = [fresh, edit, compare] as const;
