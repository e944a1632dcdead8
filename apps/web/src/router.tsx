import { createRouter, type RouterHistory } from '@tanstack/react-router';
import { noteArrival } from './platform/arrival';
import { accountRoutes } from './routes/account.routes';
import { administrationRoutes } from './routes/administration.routes';
import { analyticsRoutes } from './routes/analytics.routes';
import { batchRoutes } from './routes/batch.routes';
import { calendarRoutes } from './routes/calendar.routes';
import { capacityRoutes } from './routes/capacity.routes';
import { certificateRoutes } from './routes/certificate.routes';
import { consultationRoutes } from './routes/consultation.routes';
import { downTransferRoutes } from './routes/down-transfer.routes';
import { expertRoutes } from './routes/expert.routes';
import { followUpRoutes } from './routes/follow-up.routes';
import { formularyRoutes } from './routes/formulary.routes';
import { appealRoutes } from './routes/appeal.routes';
import { dutyRoutes } from './routes/duty.routes';
import { entryRoutes } from './routes/entry.routes';
import { escalationRoutes } from './routes/escalation.routes';
import { guideRoutes } from './routes/guide.routes';
import { inboundRoutes } from './routes/inbound.routes';
import { inside, root } from './routes/frame';
import { memberConsoleRoutes } from './routes/member-console.routes';
import { notificationRoutes } from './routes/notification.routes';
import { patientRoutes } from './routes/patient.routes';
import { patientStatusRoute } from './routes/patient-status.routes';
import { printRoutes } from './routes/print.routes';
import { protocolEditorRoutes } from './routes/protocol-editor.routes';
import { protocolRoutes } from './routes/protocol.routes';
import { recognitionReviewRoutes } from './routes/recognition-review.routes';
import { recognitionRoutes } from './routes/recognition.routes';
import { referralRoutes } from './routes/referral.routes';
import { registryRoutes } from './routes/registry.routes';
import { openedPassRoute, resultPassRoutes } from './routes/result-pass.routes';
import { resultRoutes } from './routes/result.routes';
import { roomRoutes } from './routes/room.routes';
import { serviceAgreementRoutes } from './routes/service-agreement.routes';
import { greenChannelRoutes, tripRoute } from './routes/trip.routes';
import { Waiting, Wrong } from './shell/edges';

// Route tables by area, one entry per page, each in a chunk of its own. `needs` is the permission without which the frame
// shows "no permission".

const pages = [
  ...accountRoutes,
  ...referralRoutes,
  ...printRoutes,
  ...batchRoutes,
  ...patientRoutes,
  ...greenChannelRoutes,
  ...appealRoutes,
  ...capacityRoutes,
  ...downTransferRoutes,
  ...consultationRoutes,
  ...calendarRoutes,
  ...roomRoutes,
  ...followUpRoutes,
  ...formularyRoutes,
  ...expertRoutes,
  ...serviceAgreementRoutes,
  ...resultRoutes,
  ...resultPassRoutes,
  ...recognitionRoutes,
  ...recognitionReviewRoutes,
  ...certificateRoutes,
  ...inboundRoutes,
  ...dutyRoutes,
  ...escalationRoutes,
  ...memberConsoleRoutes,
  ...analyticsRoutes,
  ...notificationRoutes,
  ...protocolEditorRoutes,
  ...protocolRoutes,
  ...registryRoutes,
  ...administrationRoutes,
  ...guideRoutes,
] as const;

/** `history` is the browser's unless a spec brings its own. */
export function makeRouter(history?: RouterHistory) {
  const router = createRouter({
    routeTree: root.addChildren([...entryRoutes, tripRoute, patientStatusRoute, openedPassRoute, inside.addChildren(pages)]),
    ...(history ? { history } : {}),
    defaultPreload: 'intent',
    defaultPendingMs: 300,
    defaultPendingComponent: Waiting,
    defaultErrorComponent: Wrong,
    scrollRestoration: false,
  });
  noteArrival(router.history.location.search);
  return router;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
