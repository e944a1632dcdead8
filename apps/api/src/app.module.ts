import { Module, type DynamicModule } from '@nestjs/common';
import { AccountModule } from '@alliance/server/account/account.module';
import { AdministrationModule } from '@alliance/server/administration/administration.module';
import { AnalyticsModule } from '@alliance/server/analytics/analytics.module';
import { AllianceModule } from '@alliance/server/alliance/alliance.module';
import { ArchiveModule } from '@alliance/server/archive/archive.module';
import { BatchModule } from '@alliance/server/batch/batch.module';
import { AvailabilityModule } from '@alliance/server/availability/availability.module';
import { CalendarFeedModule } from '@alliance/server/calendar-feed/calendar-feed.module';
import { CaseBoardModule } from '@alliance/server/case-board/case-board.module';
import { CapacityModule } from '@alliance/server/capacity/capacity.module';
import { ConversationModule } from '@alliance/server/conversation/conversation.module';
import { DeskModule } from '@alliance/server/desk/desk.module';
import { DownTransferModule } from '@alliance/server/down-transfer/down-transfer.module';
import { DiagnosisModule } from '@alliance/server/diagnosis/diagnosis.module';
import { EscalationModule } from '@alliance/server/escalation/escalation.module';
import { entities } from '@alliance/server/entities';
import { ExpertModule } from '@alliance/server/expert/expert.module';
import { FollowUpModule } from '@alliance/server/follow-up/follow-up.module';
import { ImportModule } from '@alliance/server/imports/import.module';
import { StaffImportModule } from '@alliance/server/imports/staff-import.module';
import { FormularyModule } from '@alliance/server/formulary/formulary.module';
import { InstitutionModule } from '@alliance/server/institution/institution.module';
import { JudgementModule } from '@alliance/server/judgement/judgement.module';
import { MemberConsoleModule } from '@alliance/server/member-console/member-console.module';
import { MachineModule } from '@alliance/server/machine/machine.module';
import { DeliveryModule, NotificationModule } from '@alliance/server/notification/notification.module';
import { OnCallModule } from '@alliance/server/on-call/on-call.module';
import { PairingModule } from '@alliance/server/pairing/pairing.module';
import { PersonModule } from '@alliance/server/person/person.module';
import { PatientStatusModule } from '@alliance/server/patient-status/patient-status.module';
import { PatientModule } from '@alliance/server/patient/patient.module';
import { DemonstrationModule } from '@alliance/server/demonstration/demonstration.module';
import type { Config } from '@alliance/server/platform/config/config';
import { DatabaseModule } from '@alliance/server/platform/db/database.module';
import { HttpModule } from '@alliance/server/platform/http/http.module';
import { ObserveModule } from '@alliance/server/platform/observe/observe.module';
import { PolicyModule } from '@alliance/server/policy/policy.module';
import { PrintModule } from '@alliance/server/print/print.module';
import { ProtocolModule } from '@alliance/server/protocol/protocol.module';
import { ProtocolUseModule } from '@alliance/server/protocol-use/protocol-use.module';
import { ReceiversModule } from '@alliance/server/receivers/receivers.module';
import { ReferralModule } from '@alliance/server/referral/referral.module';
import { ReplayModule } from '@alliance/server/replay/replay.module';
import { ConsultationArchiveModule } from '@alliance/server/consultation-archive/consultation-archive.module';
import { ConsultationModule } from '@alliance/server/consultation/consultation.module';
import { RecognitionFiguresModule } from '@alliance/server/recognition-figures/recognition-figures.module';
import { RecognitionReviewModule } from '@alliance/server/recognition-review/recognition-review.module';
import { ReturnReviewModule } from '@alliance/server/return-review/return-review.module';
import { ServiceAgreementModule } from '@alliance/server/service-agreement/service-agreement.module';
import { RoomModule } from '@alliance/server/room/room.module';
import { SessionModule } from '@alliance/server/session/session.module';
import { SignOnModule } from '@alliance/server/sign-on/sign-on.module';
import { RecognitionModule } from '@alliance/server/recognition/recognition.module';
import { Hl7ConnectionModule } from '@alliance/server/hl7/hl7-connection.module';
import { InboundModule } from '@alliance/server/inbound/inbound.module';
import { CertificateModule } from '@alliance/server/certificate/certificate.module';
import { TestCatalogueModule } from '@alliance/server/test-catalogue/test-catalogue.module';
import { ResultPassModule } from '@alliance/server/result-pass/result-pass.module';
import { TestResultModule } from '@alliance/server/test-result/test-result.module';
import { TimelineModule } from '@alliance/server/timeline/timeline.module';
import { TripModule } from '@alliance/server/trip/trip.module';
import { WebhookModule } from '@alliance/server/webhook/webhook.module';
import * as demonstration from '@alliance/contracts/demonstration.contract';
import { guide } from '@alliance/demo/guide/guide';
import { contracts } from './contracts.js';

const features = [
  SessionModule,
  AccountModule,
  PolicyModule,
  SignOnModule,
  MachineModule,
  InstitutionModule,
  AdministrationModule,
  PairingModule,
  ImportModule,
  StaffImportModule,
  AllianceModule,
  PersonModule,
  TestResultModule,
  ResultPassModule,
  InboundModule,
  Hl7ConnectionModule,
  RecognitionModule,
  TimelineModule,
  PatientModule,
  DiagnosisModule,
  ProtocolModule,
  JudgementModule,
  ProtocolUseModule,
  ReplayModule,
  ReceiversModule,
  ReferralModule,
  CalendarFeedModule,
  CapacityModule,
  CaseBoardModule,
  AvailabilityModule,
  ServiceAgreementModule,
  CertificateModule,
  TestCatalogueModule,
  ExpertModule,
  FollowUpModule,
  ReturnReviewModule,
  RecognitionReviewModule,
  RecognitionFiguresModule,
  ConsultationModule,
  ConsultationArchiveModule,
  FormularyModule,
  ConversationModule,
  DeskModule,
  DownTransferModule,
  NotificationModule,
  BatchModule,
  PrintModule,
  DeliveryModule,
  WebhookModule,
  OnCallModule,
  TripModule,
  ArchiveModule,
  PatientStatusModule,
  MemberConsoleModule,
  EscalationModule,
  AnalyticsModule,
  RoomModule,
];

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ObserveModule.with(config),
        DatabaseModule.with(entities),
        HttpModule.serving(...contracts, ...(config.DEMO ? [demonstration] : [])),
        ...features,
        ...(config.DEMO ? [DemonstrationModule.showing(guide)] : []),
      ],
    };
  }
}
