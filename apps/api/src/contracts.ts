import * as account from '@alliance/contracts/account.contract';
import * as administration from '@alliance/contracts/administration.contract';
import * as adoption from '@alliance/contracts/adoption.contract';
import * as alliance from '@alliance/contracts/alliance.contract';
import * as analytics from '@alliance/contracts/analytics.contract';
import * as archive from '@alliance/contracts/archive.contract';
import * as attachment from '@alliance/contracts/attachment.contract';
import * as audit from '@alliance/contracts/audit.contract';
import * as availability from '@alliance/contracts/availability.contract';
import * as batch from '@alliance/contracts/batch.contract';
import * as calendarFeed from '@alliance/contracts/calendar-feed.contract';
import * as capacity from '@alliance/contracts/capacity.contract';
import * as caseBoard from '@alliance/contracts/case-board.contract';
import * as consultationDocument from '@alliance/contracts/consultation-document.contract';
import * as conversation from '@alliance/contracts/conversation.contract';
import * as delivery from '@alliance/contracts/delivery.contract';
import * as desk from '@alliance/contracts/desk.contract';
import * as downCandidate from '@alliance/contracts/down-candidate.contract';
import * as diagnosis from '@alliance/contracts/diagnosis.contract';
import * as escalation from '@alliance/contracts/escalation.contract';
import * as event from '@alliance/contracts/event.contract';
import * as formulary from '@alliance/contracts/formulary.contract';
import * as expert from '@alliance/contracts/expert.contract';
import * as followUp from '@alliance/contracts/follow-up.contract';
import * as imports from '@alliance/contracts/import.contract';
import * as institution from '@alliance/contracts/institution.contract';
import * as invitation from '@alliance/contracts/invitation.contract';
import * as judgement from '@alliance/contracts/judgement.contract';
import * as machine from '@alliance/contracts/machine.contract';
import * as memberConsole from '@alliance/contracts/member-console.contract';
import * as membership from '@alliance/contracts/membership.contract';
import * as notification from '@alliance/contracts/notification.contract';
import * as onCall from '@alliance/contracts/on-call.contract';
import * as ownSession from '@alliance/contracts/own-session.contract';
import * as pairing from '@alliance/contracts/pairing.contract';
import * as passkey from '@alliance/contracts/passkey.contract';
import * as patientMerge from '@alliance/contracts/patient-merge.contract';
import * as patientRecord from '@alliance/contracts/patient-record.contract';
import * as patient from '@alliance/contracts/patient.contract';
import * as patientStatus from '@alliance/contracts/patient-status.contract';
import * as person from '@alliance/contracts/person.contract';
import * as policy from '@alliance/contracts/policy.contract';
import * as print from '@alliance/contracts/print.contract';
import * as protocol from '@alliance/contracts/protocol.contract';
import * as protocolSearch from '@alliance/contracts/protocol-search.contract';
import * as qualityCertificate from '@alliance/contracts/quality-certificate.contract';
import * as receivers from '@alliance/contracts/receivers.contract';
import * as referralAction from '@alliance/contracts/referral-action.contract';
import * as referralEnding from '@alliance/contracts/referral-ending.contract';
import * as referralJourney from '@alliance/contracts/referral-journey.contract';
import * as referralLate from '@alliance/contracts/referral-late.contract';
import * as referralQueue from '@alliance/contracts/referral-queue.contract';
import * as referral from '@alliance/contracts/referral.contract';
import * as replay from '@alliance/contracts/replay.contract';
import * as consultation from '@alliance/contracts/consultation.contract';
import * as consultationArchive from '@alliance/contracts/consultation-archive.contract';
import * as consultationAction from '@alliance/contracts/consultation-action.contract';
import * as recognition from '@alliance/contracts/recognition.contract';
import * as hl7Connection from '@alliance/contracts/hl7-connection.contract';
import * as inbound from '@alliance/contracts/inbound.contract';
import * as result from '@alliance/contracts/result.contract';
import * as resultPass from '@alliance/contracts/result-pass.contract';
import * as recognitionFigures from '@alliance/contracts/recognition-figures.contract';
import * as recognitionReview from '@alliance/contracts/recognition-review.contract';
import * as returnReview from '@alliance/contracts/return-review.contract';
import * as serviceAgreement from '@alliance/contracts/service-agreement.contract';
import * as room from '@alliance/contracts/room.contract';
import * as session from '@alliance/contracts/session.contract';
import * as shortage from '@alliance/contracts/shortage.contract';
import * as signOn from '@alliance/contracts/sign-on.contract';
import * as staffImport from '@alliance/contracts/staff-import.contract';
import * as certificate from '@alliance/contracts/certificate.contract';
import * as testCatalogue from '@alliance/contracts/test-catalogue.contract';
import * as testCode from '@alliance/contracts/test-code.contract';
import * as timeline from '@alliance/contracts/timeline.contract';
import * as trip from '@alliance/contracts/trip.contract';
import * as upload from '@alliance/contracts/upload.contract';
import * as webhook from '@alliance/contracts/webhook.contract';

/** Every contract the API serves: a route without exactly one handler keeps it from starting. */
export const contracts: readonly object[] = [
  account,
  administration,
  adoption,
  alliance,
  analytics,
  archive,
  attachment,
  audit,
  availability,
  batch,
  calendarFeed,
  capacity,
  caseBoard,
  consultationDocument,
  conversation,
  delivery,
  desk,
  downCandidate,
  diagnosis,
  event,
  formulary,
  followUp,
  imports,
  institution,
  invitation,
  judgement,
  machine,
  memberConsole,
  membership,
  notification,
  onCall,
  ownSession,
  pairing,
  passkey,
  patient,
  patientMerge,
  patientRecord,
  patientStatus,
  person,
  policy,
  print,
  protocol,
  protocolSearch,
  qualityCertificate,
  receivers,
  referral,
  referralAction,
  referralEnding,
  referralJourney,
  referralLate,
  referralQueue,
  replay,
  recognition,
  result,
  resultPass,
  returnReview,
  recognitionFigures,
  recognitionReview,
  consultation,
  consultationAction,
  consultationArchive,
  room,
  session,
  shortage,
  signOn,
  staffImport,
  certificate,
  testCatalogue,
  testCode,
  timeline,
  trip,
  escalation,
  upload,
  webhook,
  inbound,
  hl7Connection,
  serviceAgreement,
  expert,
];
