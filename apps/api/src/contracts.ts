import * as alliance from '@alliance/contracts/alliance.contract';
import * as attachment from '@alliance/contracts/attachment.contract';
import * as audit from '@alliance/contracts/audit.contract';
import * as diagnosis from '@alliance/contracts/diagnosis.contract';
import * as event from '@alliance/contracts/event.contract';
import * as imports from '@alliance/contracts/import.contract';
import * as institution from '@alliance/contracts/institution.contract';
import * as machine from '@alliance/contracts/machine.contract';
import * as notification from '@alliance/contracts/notification.contract';
import * as ownSession from '@alliance/contracts/own-session.contract';
import * as onCall from '@alliance/contracts/on-call.contract';
import * as pairing from '@alliance/contracts/pairing.contract';
import * as passkey from '@alliance/contracts/passkey.contract';
import * as patient from '@alliance/contracts/patient.contract';
import * as referral from '@alliance/contracts/referral.contract';
import * as referralAction from '@alliance/contracts/referral-action.contract';
import * as session from '@alliance/contracts/session.contract';
import * as signOn from '@alliance/contracts/sign-on.contract';

/** Every contract the API serves: a route without exactly one handler keeps it from starting. */
export const contracts: readonly object[] = [
  alliance,
  attachment,
  audit,
  diagnosis,
  event,
  imports,
  institution,
  machine,
  notification,
  onCall,
  ownSession,
  pairing,
  passkey,
  patient,
  referral,
  referralAction,
  session,
  signOn,
];
