import { listPresence, readDesk } from '@alliance/contracts/desk.contract';
import { listEvents } from '@alliance/contracts/event.contract';
import { countFollowUps } from '@alliance/contracts/follow-up.contract';
import { listNotifications } from '@alliance/contracts/notification.contract';
import { countReferrals } from '@alliance/contracts/referral-queue.contract';
import { readSession, type AppointmentView, type SessionView } from '@alliance/contracts/session.contract';
import { queueColumns } from '@alliance/domain/referral/queue';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider, createMemoryHistory } from '@tanstack/react-router';
import { jest } from '@jest/globals';
import { configure, render } from '@testing-library/react';
import { queryClient } from '../platform/query';
import { forgetSession } from '../platform/session';
import { setLanguage, type Language } from '../platform/i18n';
import { makeRouter } from '../router';
import { setSettling } from '../ui/settle';
import { Answers } from './answers';
import { session } from './make';

// the first page of a file loads its chunks; errors without the whole page in them stay readable
jest.setTimeout(20_000);
configure({ asyncUtilTimeout: 6_000, getElementError: (message) => new Error(message ?? '') });

interface Scene {
  readonly as?: AppointmentView;
  /** What is particular about the session: locked, on call, at its end. */
  readonly session?: Partial<SessionView>;
  readonly language?: Language;
  readonly answers?: (answers: Answers) => void;
  /** Milliseconds a fresh button waits before it can be pressed. */
  readonly settling?: number;
}

/** Opens a page of the portal as somebody, with the answers given; what every page asks is answered already. */
export function show(path: string, { as, session: change, language = 'zh', answers: more, settling = 0 }: Scene = {}) {
  const answers = new Answers();
  if (as) answers.on(readSession, { ...session(as), ...change });
  else answers.refuse(readSession, 'session.missing');
  answers.on(countReferrals, { inbound: {}, outbound: {}, late: 0, pressing: 0 });
  answers.on(countFollowUps, { due: 0, overdue: 0, mine: 0 });
  answers.on(readDesk, { version: 0, columns: [...queueColumns], views: [] });
  answers.on(listPresence, { items: [] });
  answers.on(listNotifications, { items: [], nextCursor: null, unread: 0 });
  answers.on(listEvents, { items: [], nextCursor: null, head: 0 });
  more?.(answers);
  Object.assign(globalThis, { fetch: answers.fetch });
  queryClient.clear();
  forgetSession();
  setLanguage(language);
  setSettling(settling);
  const router = makeRouter(createMemoryHistory({ initialEntries: [path] }));
  render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return { answers, router };
}
