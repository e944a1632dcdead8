import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import {
  allianceSearch,
  librarySearch,
  versionSearch,
  type AllianceSearch,
  type LibrarySearch,
  type VersionSearch,
} from '../features/protocol/protocol-search';
import { inside } from './frame';

const library = createRoute({
  getParentRoute: () => inside,
  path: '/protocols',
  staticData: { needs: 'protocol.read' },
  validateSearch: (search: Record<string, unknown>): LibrarySearch => librarySearch(search),
  component: lazyRouteComponent(() => import('../features/protocol/protocol-library.page'), 'ProtocolLibraryPage'),
});

const searchMisses = createRoute({
  getParentRoute: () => inside,
  path: '/protocols/search-misses',
  staticData: { needs: 'protocol.author' },
  component: lazyRouteComponent(() => import('../features/protocol/search-misses.page'), 'SearchMissesPage'),
});

const responseTimes = createRoute({
  getParentRoute: () => inside,
  path: '/protocols/response-times',
  staticData: { needs: 'protocol.read' },
  validateSearch: (search: Record<string, unknown>): AllianceSearch => allianceSearch(search),
  component: lazyRouteComponent(() => import('../features/protocol/response-times.page'), 'ResponseTimesPage'),
});

const reader = createRoute({
  getParentRoute: () => inside,
  path: '/protocols/$id',
  staticData: { needs: 'protocol.read' },
  validateSearch: (search: Record<string, unknown>): VersionSearch => versionSearch(search),
  component: lazyRouteComponent(() => import('../features/protocol/protocol-reader.page'), 'ProtocolReaderPage'),
});

const quiz = createRoute({
  getParentRoute: () => inside,
  path: '/protocols/$id/quiz',
  staticData: { needs: 'protocol.acknowledge' },
  validateSearch: (search: Record<string, unknown>): VersionSearch => versionSearch(search),
  component: lazyRouteComponent(() => import('../features/protocol/quiz.page'), 'QuizPage'),
});

const adoption = createRoute({
  getParentRoute: () => inside,
  path: '/protocols/$id/adoption',
  staticData: { needs: 'protocol.adopt' },
  component: lazyRouteComponent(() => import('../features/protocol/adoption.page'), 'AdoptionPage'),
});

const readers = createRoute({
  getParentRoute: () => inside,
  path: '/protocols/$id/readers',
  staticData: { needs: 'protocol.adopt' },
  component: lazyRouteComponent(() => import('../features/protocol/readers.page'), 'ReadersPage'),
});

const feedback = createRoute({
  getParentRoute: () => inside,
  path: '/protocols/$id/feedback',
  staticData: { needs: 'protocol.read' },
  component: lazyRouteComponent(() => import('../features/protocol/feedback.page'), 'FeedbackPage'),
});

/** Reading protocols, and what a hospital does with them. */
export const protocolRoutes = [library, searchMisses, responseTimes, reader, quiz, adoption, readers, feedback] as const;
