import { tellPatientTimer } from '@alliance/domain/patient-status/patient-link';
import { messageFor, wordsOf } from '@alliance/domain/patient-status/patient-message';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { FieldCipher } from '../platform/crypto/field-cipher.js';
import { Deliveries } from '../platform/delivery/deliveries.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';
import { tellable, type BehindRow } from './patient-link.row.js';
import { addressOfPage, placeOf } from './patient-page.js';

interface ToTell extends BehindRow {
  told: string | null;
  token_cipher: string;
  phone_cipher: string;
}

/** A minute after a step, the patient is told what is true then: an answer that was taken back meanwhile is never heard of. */
@Injectable()
export class PatientStatusWorker {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly cipher: FieldCipher,
  ) {}

  @HandlesTimer(tellPatientTimer)
  async tell(work: Work, { id: timerId, subjectId: linkId }: DueTimer): Promise<void> {
    const [row] = await work.rows<ToTell>('select * from patient_link_to_tell($1, $2)', [linkId, work.now]);
    const message = row && messageFor(tellable(row), row.told);
    if (!message) return;
    await this.deliveries.queueForPatient(work, {
      patientLinkId: linkId,
      template: message.template,
      phone: this.cipher.decrypt(row.phone_cipher, placeOf('phone', linkId)),
      words: wordsOf(message, 'Asia/Shanghai'),
      link: addressOfPage(this.cipher.decrypt(row.token_cipher, placeOf('token', linkId))),
      idempotencyKey: `patient_link:${linkId}:${timerId}`,
    });
    await work.rows('update patient_link set told = $2 where id = $1', [linkId, message.told]);
    work.audit({ action: 'patient_link.told', objectKind: 'referral', objectIds: [row.referral_id] });
  }
}
