import { today } from '@alliance/server/platform/today';
import type pg from 'pg';
import { demoId } from '../demo-id.js';
import { alliances, membersOf } from './alliances.data.js';

const day = 86_400_000;

/** The agreement of this member of the first alliance runs out so many days from now. */
const endingSoon = { alliance: 'cardiovascular', member: 'luming', days: 12 };

/** The alliances of the demonstration, all led by the same hospital. @param openedOn `YYYY-MM-DD` */
export async function loadAlliances(owner: pg.ClientBase, openedOn: string, now: Date): Promise<void> {
  for (const { key, zh, en, specialty, sign } of alliances) {
    const id = demoId(`alliance ${key}`);
    await owner.query(
      `insert into alliance (id, name_zh, name_en, specialty, phase, lead_id, invented, opened_on) values ($1, $2, $3, $4, 'running', $5, true, $6)`,
      [id, zh, en, specialty, demoId('institution lead'), openedOn],
    );
    for (const [n, member] of membersOf(key).entries())
      await owner.query(
        'insert into membership (id, alliance_id, institution_id, role, agreement, valid) values ($1, $2, $3, $4, $5, $6)',
        [
          demoId(`membership ${key} ${member}`),
          id,
          demoId(`institution ${member}`),
          member === 'lead' ? 'lead' : 'member',
          member === 'lead' ? null : `云${sign}联协〔${openedOn.slice(0, 4)}〕${n}号（演示）`,
          `[${openedOn},${lastDay(key, member, now)})`,
        ],
      );
  }
}

const lastDay = (alliance: string, member: string, now: Date): string =>
  alliance === endingSoon.alliance && member === endingSoon.member ? today(new Date(now.getTime() + endingSoon.days * day)) : '';
