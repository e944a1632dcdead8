import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { figuresSearch, type FiguresSearch } from '../features/recognition-figures/recognition-figures-search';
import { recognitionReviewSearch, type RecognitionReviewSearch } from '../features/recognition-review/recognition-review-search';
import { inside } from './frame';

const desk = createRoute({
  getParentRoute: () => inside,
  path: '/recognition/reviews',
  staticData: { needs: 'recognition.appeal' },
  validateSearch: (search: Record<string, unknown>): RecognitionReviewSearch => recognitionReviewSearch(search),
  component: lazyRouteComponent(() => import('../features/recognition-review/review-desk.page'), 'ReviewDeskPage'),
});

const figures = createRoute({
  getParentRoute: () => inside,
  path: '/recognition/figures',
  staticData: { needs: 'recognition.figures' },
  validateSearch: (search: Record<string, unknown>): FiguresSearch => figuresSearch(search),
  component: lazyRouteComponent(() => import('../features/recognition-figures/figures.page'), 'RecognitionFiguresPage'),
});

/** Why tests were repeated, and what taking results over saved. */
export const recognitionReviewRoutes = [desk, figures] as const;
