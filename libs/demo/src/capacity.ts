import { holdCapacity } from '@alliance/contracts/capacity.contract';
import type { AnswerOf, AskOf, Route } from '@alliance/contracts/route';
import { openShortage } from '@alliance/contracts/shortage.contract';
import { bedLabels } from '@alliance/domain/capacity/bed';
import { planSlots } from '@alliance/domain/capacity/slot-plan';
import { today } from '@alliance/server/platform/today';
import type pg from 'pg';
import { demoBeds, demoConfirmations, demoSlots, type DemoBeds } from './capacity.data.js';
import { demoId } from './demo-id.js';

const day = 86_400_000;
const minute = 60_000;
const fortnight = 13;

const bedId = ([hospital, department]: DemoBeds['at'], label: string) => demoId(`bed ${hospital} ${department} ${label}`);
const departmentOf = ([hospital, department]: readonly [string, string]) => demoId(`department ${hospital} ${department}`);
const labelsOf = ({ prefix, first, count }: DemoBeds) => bedLabels({ prefix, first, count, suffix: ' 床' });

/** Beds and slots of the invented hospitals, with when somebody last looked at them. */
export async function loadCapacity(owner: pg.ClientBase, now: Date): Promise<void> {
  const beds = demoBeds.flatMap((row) =>
    labelsOf(row).map((label, n) => ({
      id: bedId(row.at, label),
      institution_id: demoId(`institution ${row.at[0]}`),
      department_id: departmentOf(row.at),
      label,
      kind: row.kind,
      sex: row.sex,
      state: n < row.count - row.free ? 'occupied' : 'open',
    })),
  );
  await owner.query(
    `insert into bed (id, institution_id, department_id, label, kind, sex, state)
     select id, institution_id, department_id, label, kind, sex, state from jsonb_populate_recordset(null::bed, $1::jsonb)`,
    [JSON.stringify(beds)],
  );
  const firstDay = today(now);
  const span = { firstDay, lastDay: today(new Date(now.getTime() + fortnight * day)), weekdays: [1, 2, 3, 4, 5], pauses: [] };
  const slots = demoSlots.flatMap(({ at, service, room, ...times }) =>
    planSlots({ ...span, ...times }).map((slot) => ({
      id: demoId(`slot ${at.join(' ')} ${room} ${slot.day} ${slot.from}`),
      institution_id: demoId(`institution ${at[0]}`),
      department_id: departmentOf(at),
      service,
      room,
      during: `[${slot.day}T${slot.from}:00+08:00,${slot.day}T${slot.to}:00+08:00)`,
    })),
  );
  await owner.query(
    `insert into slot (id, institution_id, department_id, service, room, during)
     select id, institution_id, department_id, service, room, during from jsonb_populate_recordset(null::slot, $1::jsonb)`,
    [JSON.stringify(slots)],
  );
  for (const { hospital, minutes, by } of demoConfirmations)
    await owner.query(
      `insert into capacity_confirmation (department_id, institution_id, confirmed_at, confirmed_by)
       select distinct department_id, institution_id, $2::timestamptz, $3::uuid from bed where institution_id = $1`,
      [demoId(`institution ${hospital}`), new Date(now.getTime() - minutes * minute), by ? demoId(`person ${by}`) : null],
    );
}

interface Asker {
  ask<R extends Route>(route: R, input: AskOf<R>): Promise<AnswerOf<R>>;
}
const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * minute).toISOString();

/** What the lead's referral office has promised when the portal is opened: a bed that is held for 18 minutes more, one in use, and a call due today. */
export async function playCapacity(coordinator: Asker, referral: (patient: string) => string): Promise<void> {
  const hold = (patient: string, at: DemoBeds['at'], label: string, minutes: number) =>
    coordinator.ask(holdCapacity, {
      body: { referralId: referral(patient), bedId: bedId(at, label), slotId: null, until: inMinutes(minutes) },
    });
  await hold('郑桂花', ['lead', 'cardiology'], '26 床', 18);
  await hold('欧阳长青', ['lead', 'ccu'], 'CCU 9 床', 150);
  await hold('何其昌', ['lead', 'cardiology'], '13 床', 60);
  await coordinator.ask(openShortage, {
    body: {
      id: demoId('shortage ccu'),
      referralId: referral('买买提·吐尔逊'),
      departmentId: departmentOf(['lead', 'ccu']),
      bedKind: 'icu',
      promisedOn: today(new Date()),
    },
  });
}
