import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside } from './frame';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value.slice(0, 80) : undefined);

const list = createRoute({
  getParentRoute: () => inside,
  path: '/formulary',
  staticData: { needs: 'formulary.read' },
  validateSearch: ({ find, stock }: Record<string, unknown>): { find?: string | undefined; stock?: 'yes' | 'no' | undefined } => ({
    ...(text(find) && { find: text(find) }),
    ...((stock === 'yes' || stock === 'no') && { stock }),
  }),
  component: lazyRouteComponent(() => import('../features/formulary/formulary.page'), 'FormularyPage'),
});

/** What the own house keeps of medicines. */
export const formularyRoutes = [list] as const;
