import { today } from '@alliance/server/platform/today';
import type pg from 'pg';
import { demoId } from './demo-id.js';
import { hospitals } from './hospitals.data.js';
import { phoneOf } from './everybody.js';
import { demoRota } from './rota.data.js';

const day = 86_400_000;
const hour = 3_600_000;
const daysBefore = 31;
const daysAfter = 28;

const person = (username: string) => demoId(`person ${username}`);
const phone = (username: string) => phoneOf({ username });

/** The line of each hospital that is answered round the clock (RF-14). */
export async function loadLines(owner: pg.ClientBase): Promise<void> {
  for (const { key, phone: line } of hospitals)
    await owner.query(`insert into contact_line (id, institution_id, kind, phone) values ($1, $2, 'round_the_clock', $3)`, [
      demoId(`line ${key}`),
      demoId(`institution ${key}`),
      line,
    ]);
}

/** Who is on duty from a month before now to four weeks after: those who were on duty had taken over, whoever is on now has not yet. */
export async function loadRota(owner: pg.ClientBase, now: Date): Promise<void> {
  for (const [n, { hospital, department, by, backup, days, fromHour, hours }] of demoRota.entries())
    for (let i = -daysBefore; i <= daysAfter; i++) {
      const date = today(new Date(now.getTime() + i * day));
      if (!days.includes(new Date(date).getUTCDay())) continue;
      const from = new Date(Date.parse(`${date}T00:00:00+08:00`) + fromHour * hour);
      const to = new Date(from.getTime() + hours * hour);
      await owner.query(
        `insert into on_call_shift (id, institution_id, department_id, person_id, phone, backup_person_id, backup_phone, during, taken_over_at)
         values ($1, $2, $3, $4, $5, $6, $7, tstzrange($8, $9), $10)`,
        [
          demoId(`shift ${n} ${date}`),
          demoId(`institution ${hospital}`),
          department ? demoId(`department ${hospital} ${department}`) : null,
          person(by),
          phone(by),
          backup ? person(backup) : null,
          backup ? phone(backup) : null,
          from,
          to,
          to < now ? from : null,
        ],
      );
    }
}
