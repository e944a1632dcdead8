import { Module } from '@nestjs/common';
import { AvailabilityReader } from '../availability/availability.reader.js';
import { ReservationLedger } from '../availability/reservation.ledger.js';
import { ExpertReader } from '../expert/expert.reader.js';
import { referralWriting } from '../referral/referral.ledger.js';
import { AdviceService } from './advice.service.js';
import { AnswerService } from './answer.service.js';
import { AttendanceService } from './attendance.service.js';
import { CarriedOver } from './carried-over.js';
import { ClosingService } from './closing.service.js';
import { ConsultationActionController } from './consultation-action.controller.js';
import { ConsultationCommand } from './consultation.command.js';
import { ConsultationController } from './consultation.controller.js';
import { ConsultationDraft } from './consultation.draft.js';
import { ConsultationList } from './consultation.list.js';
import { ConsultationQueries } from './consultation.queries.js';
import { TermsOfAgreement } from './consultation.terms.js';
import { ConsultationWorker } from './consultation.worker.js';
import { ExpertPolicy } from './expert.policy.js';
import { OnwardService } from './onward.service.js';
import { RequestService } from './request.service.js';
import { SessionService } from './session.service.js';
import { WaitingQueries } from './waiting.queries.js';

@Module({
  controllers: [ConsultationController, ConsultationActionController],
  providers: [
    ...[RequestService, AnswerService, SessionService, AdviceService, ClosingService, OnwardService, AttendanceService],
    ...[
      ConsultationCommand,
      ConsultationDraft,
      ConsultationQueries,
      ConsultationList,
      WaitingQueries,
      CarriedOver,
      ExpertPolicy,
      TermsOfAgreement,
    ],
    ...[ExpertReader, AvailabilityReader, ReservationLedger],
    ...referralWriting,
  ],
})
export class ConsultationModule {}

/** In the worker process. */
@Module({ providers: [ConsultationWorker] })
export class ConsultationWorkerModule {}
