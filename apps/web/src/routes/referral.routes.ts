import { referralActions, type ReferralAction } from '@alliance/domain/referral/referral.machine';
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { detailTab, type DetailTab } from '../features/referral/detail-tab';
import { queueSearch, type QueueSearch } from '../features/referral/queue-search';
import { landing } from '../shell/landing';
import { inside, underDuty } from './frame';

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  staticData: { needs: 'referral.read' },
  beforeLoad: () => {
    const to = landing();
    if (to) throw redirect({ to });
  },
  component: underDuty(async () => {
    const [{ withGuide }, { ReferralHomePage }] = await Promise.all([
      import('../shell/with-guide'),
      import('../features/referral/referral-home.page'),
    ]);
    return withGuide(ReferralHomePage);
  }),
});

const referrals = createRoute({
  getParentRoute: () => inside,
  path: '/referrals',
  staticData: { needs: 'referral.read' },
  validateSearch: (search: Record<string, unknown>): QueueSearch => queueSearch(search),
  component: underDuty(() => import('../features/referral/referral-queue.page').then((page) => page.ReferralQueuePage)),
});

const referral = createRoute({
  getParentRoute: () => inside,
  path: '/referrals/$id',
  staticData: { needs: 'referral.read' },
  validateSearch: ({ act, tab }: Record<string, unknown>): { act?: ReferralAction; tab?: DetailTab } => {
    const part = detailTab(tab);
    return { ...(referralActions.includes(act as never) && { act: act as ReferralAction }), ...(part && { tab: part }) };
  },
  component: lazyRouteComponent(() => import('../features/referral/referral-detail.page'), 'ReferralDetailPage'),
});

const referralForm = createRoute({
  getParentRoute: () => inside,
  path: '/referrals/$id/edit',
  staticData: { needs: 'referral.draft' },
  validateSearch: ({ fresh }: Record<string, unknown>): { fresh?: true } => (fresh ? { fresh: true } : {}),
  component: lazyRouteComponent(() => import('../features/referral/referral-form.page'), 'ReferralFormPage'),
});

const offer = createRoute({
  getParentRoute: () => inside,
  path: '/referrals/$id/offer-down',
  staticData: { needs: 'referral.draft' },
  component: lazyRouteComponent(() => import('../features/referral/offer/offer-down.page'), 'OfferDownPage'),
});

/** What waits, and referrals. */
export const referralRoutes = [home, referrals, referral, referralForm, offer] as const;
