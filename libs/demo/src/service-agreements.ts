import { agreementClauses } from '@alliance/domain/service-agreement/service-agreement.codes';
import { defaultLimits } from '@alliance/domain/service-agreement/service-agreement';
import { today } from '@alliance/server/platform/today';
import type pg from 'pg';
import { demoId } from './demo-id.js';
import { personCalled } from './everybody.js';
import { agreements, clauses, experts } from './service-agreements.data.js';

const day = 86_400_000;

const insert = `
  insert into service_agreement (id, number, title, reach, provider_id, requester_id, alliance_id, kinds, valid_from, valid_until,
    ${agreementClauses.join(', ')}, fees, payer, answer_within_hours, plan_within_hours, finish_within_working_days, urgent_within_hours,
    feedback_within_days, state, drafted_by, in_force_at, created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, ${agreementClauses.map((_, n) => `$${n + 11}`).join(', ')}, $17, $18, $19, $20, $21, $22, $23,
    'in_force', $24, $25, $25, $25)`;

/** Agreements on remote services, one of them about to run out and one over, and the experts that can be asked. */
export async function loadServiceAgreements(owner: pg.ClientBase, now: Date): Promise<void> {
  for (const { key, number, title, provider, requester, alliance, kinds, from, until, fees, payer, signers } of agreements) {
    const id = demoId(`service agreement ${key}`);
    const signedAt = new Date(now.getTime() + (from - 10) * day);
    await owner.query(insert, [
      ...[id, number, title, alliance ? 'alliance' : 'direct', demoId(`institution ${provider}`)],
      ...[requester && demoId(`institution ${requester}`), alliance && demoId(`alliance ${alliance}`), kinds],
      ...[from, until].map((days) => today(new Date(now.getTime() + days * day))),
      ...agreementClauses.map((clause) => clauses[clause]),
      ...[JSON.stringify(fees), payer, defaultLimits.answerWithinHours, defaultLimits.planWithinHours],
      ...[defaultLimits.finishWithinWorkingDays, defaultLimits.urgentWithinHours, defaultLimits.feedbackWithinDays],
      ...[demoId(`institution ${requester ?? provider}`), signedAt],
    ]);
    for (const username of signers)
      await owner.query(
        'insert into service_agreement_signature (id, agreement_id, institution_id, person_id, signed_at) values ($1, $2, $3, $4, $5)',
        [
          demoId(`signature ${key} ${username}`),
          id,
          demoId(`institution ${personCalled(username).hospital}`),
          demoId(`person ${username}`),
          signedAt,
        ],
      );
  }
  await loadExperts(owner, now);
}

async function loadExperts(owner: pg.ClientBase, now: Date): Promise<void> {
  for (const { username, title, specialties, kinds, academic = false, zh, en } of experts) {
    const { hospital, department } = personCalled(username);
    await owner.query(
      `insert into expert_profile (id, person_id, institution_id, department_id, title, specialties, kinds, introduction_zh, introduction_en, academic,
         created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)`,
      [
        ...[demoId(`expert ${username}`), demoId(`person ${username}`), demoId(`institution ${hospital}`)],
        ...[department ? demoId(`department ${hospital} ${department}`) : null, title, specialties, kinds, zh, en, academic, now],
      ],
    );
  }
}
