import { today } from '@alliance/server/platform/today';
import type pg from 'pg';
import { demoId } from '../demo-id.js';
import { actorOf } from '../everybody.js';
import { fill } from '../history/fill.js';
import { experts } from '../service-agreements.data.js';

const day = 86_400_000;
const weekdays = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';

/** When the experts can be asked: mornings and afternoons, team sessions on Wednesdays, one of them away; and two rooms. */
export async function loadAvailability(owner: pg.ClientBase, now: Date): Promise<void> {
  const people = experts.map(({ username }) => actorOf(username));
  const from = today(new Date(now.getTime() - 120 * day));
  const limits = { buffer_before: 5, buffer_after: 10, per_day: 6, per_week: 20, least_notice_hours: 0, most_notice_days: 90, version: 1 };
  await fill(
    owner,
    'availability',
    people.map(({ personId, institutionId }) => ({ person_id: personId, institution_id: institutionId, ...limits, updated_at: now })),
  );
  const rule = (
    personId: string,
    institutionId: string,
    position: number,
    rrule: string,
    startsAt: string,
    minutes: number,
    team: boolean,
  ) => ({
    ...{
      id: demoId(`availability ${personId} ${position}`),
      person_id: personId,
      institution_id: institutionId,
      position,
      rrule,
      starts_at: startsAt,
      minutes,
    },
    ...{
      zone: 'Asia/Shanghai',
      valid_from: from,
      kinds: team ? ['multidisciplinary'] : null,
      protected: team,
      on_holidays: false,
      without: [],
    },
  });
  await fill(
    owner,
    'availability_rule',
    people.flatMap(({ personId, institutionId }) => [
      rule(personId, institutionId, 0, weekdays, '08:30', 210, false),
      rule(personId, institutionId, 1, weekdays, '14:00', 210, false),
      rule(personId, institutionId, 2, 'FREQ=WEEKLY;BYDAY=WE', '14:00', 120, true),
    ]),
  );
  const away = actorOf('lead.cardiologist');
  await fill(owner, 'absence', [
    {
      ...{
        id: demoId('absence lead.cardiologist'),
        person_id: away.personId,
        institution_id: away.institutionId,
        kind: 'leave',
        created_at: now,
      },
      ...{ starts_at: new Date(now.getTime() - 2 * day), ends_at: new Date(now.getTime() + 5 * day), note: '休假（演示）' },
    },
  ]);
  const room = (key: string, hospital: string, name: string) => ({
    ...{
      id: demoId(`room ${key}`),
      institution_id: demoId(`institution ${hospital}`),
      name,
      equipment: '高清会诊终端、双屏',
      version: 1,
      created_at: now,
    },
  });
  await fill(owner, 'consultation_room', [room('lead', 'lead', '远程会诊中心 1 号室'), room('county', 'county', '门诊四楼会诊室')]);
}
