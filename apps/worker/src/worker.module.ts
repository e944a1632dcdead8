import { Module, type DynamicModule } from '@nestjs/common';
import { AnalyticsWorkerModule } from '@alliance/server/analytics/analytics.module';
import { ArchiveWorkerModule } from '@alliance/server/archive/archive.module';
import { AvailabilityWorkerModule } from '@alliance/server/availability/availability.module';
import { CalendarFeedWorkerModule } from '@alliance/server/calendar-feed/calendar-feed.module';
import { CapacityWorkerModule } from '@alliance/server/capacity/capacity.module';
import { CertificateWorkerModule } from '@alliance/server/certificate/certificate.module';
import { DeskWorkerModule } from '@alliance/server/desk/desk.module';
import { DownTransferWorkerModule } from '@alliance/server/down-transfer/down-transfer.module';
import { entities } from '@alliance/server/entities';
import { EscalationWorkerModule } from '@alliance/server/escalation/escalation.module';
import { FollowUpWorkerModule } from '@alliance/server/follow-up/follow-up.module';
import { NotificationWorkerModule } from '@alliance/server/notification/notification.module';
import type { Config } from '@alliance/server/platform/config/config';
import { DatabaseModule } from '@alliance/server/platform/db/database.module';
import { ObserveModule } from '@alliance/server/platform/observe/observe.module';
import { TimerCheckModule } from '@alliance/server/platform/timers/timer-check';
import { WorkerPlatformModule } from '@alliance/server/platform/worker.module';
import { ProtocolUseWorkerModule } from '@alliance/server/protocol-use/protocol-use.module';
import { ReceiversWorkerModule } from '@alliance/server/receivers/receivers.module';
import { ReferralWorkerModule } from '@alliance/server/referral/referral.module';
import { ReplayWorkerModule } from '@alliance/server/replay/replay.module';
import { PatientStatusWorkerModule } from '@alliance/server/patient-status/patient-status.module';
import { ConsultationArchiveWorkerModule } from '@alliance/server/consultation-archive/consultation-archive.module';
import { ConsultationWorkerModule } from '@alliance/server/consultation/consultation.module';
import { SessionTimersModule } from '@alliance/server/consultation/session.module';
import { RecognitionReviewWorkerModule } from '@alliance/server/recognition-review/recognition-review.module';
import { ReturnReviewWorkerModule } from '@alliance/server/return-review/return-review.module';
import { ServiceAgreementWorkerModule } from '@alliance/server/service-agreement/service-agreement.module';
import { TripWorkerModule } from '@alliance/server/trip/trip.module';

@Module({})
export class WorkerModule {
  static with(config: Config): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        ObserveModule.with(config),
        DatabaseModule.with(entities),
        WorkerPlatformModule,
        TimerCheckModule,
        ReceiversWorkerModule,
        ReferralWorkerModule,
        CapacityWorkerModule,
        AvailabilityWorkerModule,
        CertificateWorkerModule,
        DeskWorkerModule,
        DownTransferWorkerModule,
        ProtocolUseWorkerModule,
        ReplayWorkerModule,
        FollowUpWorkerModule,
        ReturnReviewWorkerModule,
        RecognitionReviewWorkerModule,
        ConsultationWorkerModule,
        ConsultationArchiveWorkerModule,
        NotificationWorkerModule,
        TripWorkerModule,
        SessionTimersModule,
        CalendarFeedWorkerModule,
        ArchiveWorkerModule,
        PatientStatusWorkerModule,
        EscalationWorkerModule,
        AnalyticsWorkerModule,
        ServiceAgreementWorkerModule,
      ],
    };
  }
}
