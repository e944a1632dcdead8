import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ResultSearch } from '../features/result/results.page';
import type { TrendSearch } from '../features/result/trend.page';
import { inside } from './frame';

const results = createRoute({
  getParentRoute: () => inside,
  path: '/results',
  staticData: { needs: 'result.read' },
  validateSearch: ({ patient }: Record<string, unknown>): ResultSearch => (typeof patient === 'string' ? { patient } : {}),
  component: lazyRouteComponent(() => import('../features/result/results.page'), 'ResultsPage'),
});

const trend = createRoute({
  getParentRoute: () => inside,
  path: '/results/trend',
  staticData: { needs: 'result.read' },
  validateSearch: ({ patient, item }: Record<string, unknown>): TrendSearch => ({
    patient: typeof patient === 'string' ? patient : '',
    item: typeof item === 'string' ? item : '',
  }),
  component: lazyRouteComponent(() => import('../features/result/trend.page'), 'TrendPage'),
});
const file = createRoute({
  getParentRoute: () => inside,
  path: '/results/new',
  staticData: { needs: 'result.file' },
  component: lazyRouteComponent(() => import('../features/result/report-form.page'), 'ReportFormPage'),
});
const csv = createRoute({
  getParentRoute: () => inside,
  path: '/results/csv',
  staticData: { needs: 'result.file' },
  component: lazyRouteComponent(() => import('../features/result/csv-upload.page'), 'CsvUploadPage'),
});
const report = createRoute({
  getParentRoute: () => inside,
  path: '/results/reports/$id',
  staticData: { needs: 'result.read' },
  component: lazyRouteComponent(() => import('../features/result/report.page'), 'ReportPage'),
});
const correct = createRoute({
  getParentRoute: () => inside,
  path: '/results/reports/$id/correct',
  staticData: { needs: 'result.file' },
  component: lazyRouteComponent(() => import('../features/result/report-correct.page'), 'ReportCorrectPage'),
});

/** Results of a patient across hospitals; reports of one's own, filed and corrected. */
export const resultRoutes = [results, trend, file, csv, report, correct] as const;
