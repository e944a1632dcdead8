import type { BatchPatient, BatchView } from '@alliance/contracts/batch.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { may } from '@alliance/domain/access/may';
import { criteriaReasonOf } from '@alliance/domain/batch/batch';
import { urgencies } from '@alliance/domain/referral/referral.codes';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { PatientLedger } from '../patient/patient.ledger.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { ReferralLedger } from '../referral/referral.ledger.js';
import { BatchQueries } from './batch.queries.js';
import { BatchStore, type Group, type Refused } from './batch.store.js';

/** Transactions at a time: one hospital's group leaves connections for everybody else. */
const abreast = 4;

/**
 * Patients who leave together. Each is registered and sent in a transaction of its own: the first ambulance does not wait for the last
 * patient, one mistake stops nobody else, and what was done before a line broke stays done.
 */
@Injectable()
export class BatchService {
  constructor(
    private readonly commands: Commands,
    private readonly store: BatchStore,
    private readonly queries: BatchQueries,
    private readonly patients: PatientLedger,
    private readonly referrals: ReferralLedger,
  ) {}

  /** @throws Refusal access.not_found for a group of another hospital */
  async send(actor: Actor, group: Group): Promise<BatchView> {
    const { once, twice } = eachOnce(group.patients);
    const refused: Refused[] = twice.map(({ key, label }) => ({ key, label, code: 'request.invalid', fields: ['identifier'] }));
    const waiting = mostUrgentFirst(group, await this.open(actor, group, once));
    const sendOn = async (): Promise<void> => {
      for (let patient = waiting.shift(); patient; patient = waiting.shift()) {
        const { key, label } = patient;
        try {
          await this.sendOne(actor, group, patient);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          refused.push({ key, label, code: error.code, fields: fieldsOf(error) });
        }
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: abreast }, sendOn));
    if (refused.length) await this.commands.run(actor, (work) => this.store.keepRefused(work, group.id, refused));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    return this.queries.get(actor, group.id);
  }

  /** Opens the group, or finds it. @returns those who are still to be sent, each with a name */
  private open(actor: Actor, group: Group, patients: readonly BatchPatient[]): Promise<BatchPatient[]> {
    return this.commands.run(actor, async (work) => {
      const opened = await this.store.open(work, actor, group);
      const sent = await this.store.sent(work, group.id);
      if (opened) {
        work.audit({ action: 'referral.batch_opened', objectKind: 'referral_batch', objectIds: [group.id] });
        work.event({
          kind: 'referral.batch_opened',
          topic: 'referral',
          subjectId: group.id,
          version: 1,
          data: { kind: group.kind, patients: group.patients.length },
          recipients: [actor.institutionId],
        });
      }
      return this.named(
        work,
        patients.filter(({ key }) => !sent.has(key)),
      );
    });
  }

  private async named(work: Work, patients: readonly BatchPatient[]): Promise<BatchPatient[]> {
    const nameless = patients.filter(({ person }) => person?.identifierKind === 'unknown_person' && !person.name).length;
    const names = nameless ? await this.patients.nameUnknown(work, nameless) : [];
    return patients.map((patient) => {
      const { person } = patient;
      if (person?.identifierKind !== 'unknown_person' || person.name) return patient;
      return { ...patient, person: { ...person, name: names.shift() ?? null } };
    });
  }

  private sendOne(actor: Actor, group: Group, patient: BatchPatient): Promise<void> {
    return this.commands.run(actor, async (work) => {
      const referralId = newId();
      if (!(await this.store.claim(work, group.id, patient, referralId))) return;
      if (patient.person && !may(actor, 'patient.register')) throw new Refusal('access.denied');
      const patientId = patient.patientId ?? (patient.person && (await this.patients.register(work, patient.person)));
      const row = await this.referrals.send(work, actor, referralId, { ...fieldsFor(group, patient), patientId }, group.id);
      if (row.receiver_id) await this.announce(work, group, patient, { id: row.id, version: row.version, receiverId: row.receiver_id });
    });
  }

  /** A receiver is told of the group once, with the first of its patients; each referral still appears by itself. */
  private async announce(work: Work, group: Group, patient: BatchPatient, sent: { id: string; version: number; receiverId: string }) {
    if (!(await this.store.announce(work, group.id, sent.receiverId))) return;
    const coming = group.patients.filter((other) => receiverOf(group, other).receiverId === sent.receiverId);
    const { receiverDepartmentId } = receiverOf(group, patient);
    work.event({
      kind: 'referral.batch_announced',
      topic: 'referral',
      subjectId: sent.id,
      version: sent.version,
      data: {
        kind: group.kind,
        patients: coming.length,
        urgency: urgencies.find((urgency) => coming.some((one) => urgencyOf(group, one) === urgency)) ?? group.urgency,
        ...(receiverDepartmentId && { departmentId: receiverDepartmentId }),
      },
      recipients: [work.actor.institutionId, sent.receiverId],
    });
  }
}

const urgencyOf = (group: Group, { urgency }: BatchPatient) => urgency ?? group.urgency;

const mostUrgentFirst = (group: Group, patients: readonly BatchPatient[]): BatchPatient[] =>
  patients.toSorted((a, b) => urgencies.indexOf(urgencyOf(group, a)) - urgencies.indexOf(urgencyOf(group, b)));

/** The same person on two lines is a slip of whoever made the list: the first line counts. */
function eachOnce(patients: readonly BatchPatient[]) {
  const met = new Set<string>();
  const again = (who: string | null | undefined) => !!who && met.size === met.add(who).size;
  const { once = [], twice = [] } = Object.groupBy(patients, ({ patientId, person }) =>
    again(patientId ?? person?.identifier?.replace(/[\s-]/g, '').toUpperCase()) ? 'twice' : 'once',
  );
  return { once, twice };
}

/** A patient with a place of its own goes there, with nothing of the group's. */
const receiverOf = (group: Group, patient: BatchPatient) => {
  const { receiverId, receiverDepartmentId, outside } = patient.receiverId || patient.outside ? patient : group;
  return { receiverId, receiverDepartmentId, outside };
};

function fieldsFor(group: Group, patient: BatchPatient) {
  const { allianceId, senderDepartmentId, service, transport, reviewer, consentScope, authorisedBy } = group;
  const { receiverId, receiverDepartmentId, outside } = receiverOf(group, patient);
  return {
    ...{ senderDepartmentId, service, transport, reviewer, consentScope, authorisedBy },
    // what members agreed on holds for members
    allianceId: outside ? null : allianceId,
    ...(outside ? { outside } : { receiverId, receiverDepartmentId }),
    urgency: urgencyOf(group, patient),
    reason: group.explanation,
    criteriaReason: criteriaReasonOf[group.kind],
    diagnosisText: patient.diagnosisText,
    summary: patient.summary,
    consentGiver: patient.consentGiver ?? group.consentGiver,
  };
}

const fieldsOf = ({ facts }: Refusal): readonly string[] => (Array.isArray(facts['fields']) ? (facts['fields'] as string[]) : []);
