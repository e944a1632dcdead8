import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { adoptionSearch, orderSearch, type AdoptionSearch, type OrderSearch } from '../features/recognition/recognition-search';
import { inside } from './frame';

const order = createRoute({
  getParentRoute: () => inside,
  path: '/recognition',
  staticData: { needs: 'recognition.check' },
  validateSearch: (search: Record<string, unknown>): OrderSearch => orderSearch(search),
  component: lazyRouteComponent(() => import('../features/recognition/order-sheet.page'), 'OrderSheetPage'),
});

const sheet = createRoute({
  getParentRoute: () => inside,
  path: '/recognition/checks/$id',
  staticData: { needs: 'recognition.check' },
  component: lazyRouteComponent(() => import('../features/recognition/check-sheet.page'), 'CheckSheetPage'),
});

const adoptions = createRoute({
  getParentRoute: () => inside,
  path: '/recognition/adoptions',
  staticData: { needs: 'recognition.check' },
  validateSearch: (search: Record<string, unknown>): AdoptionSearch => adoptionSearch(search),
  component: lazyRouteComponent(() => import('../features/recognition/adoptions.page'), 'AdoptionsPage'),
});

const rules = createRoute({
  getParentRoute: () => inside,
  path: '/recognition/rules',
  staticData: { needs: 'catalogue.read' },
  component: lazyRouteComponent(() => import('../features/recognition/rules.page'), 'RecognitionRulesPage'),
});

/** Results of others before tests are ordered: the sheet, its answer, what was taken over, and the rules. */
export const recognitionRoutes = [order, sheet, adoptions, rules] as const;
