import { getAlliance } from '@alliance/contracts/alliance.contract';
import { getInstitution } from '@alliance/contracts/institution.contract';
import { listOnDuty } from '@alliance/contracts/on-call.contract';
import { getReferral, referralTimeline, type ReferralView } from '@alliance/contracts/referral.contract';
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, cardiology, county, idOf, lead } from '../../testing/make';
import { show } from '../../testing/show';

export const path = `/referrals/${idOf(500)}`;
export const other = { id: idOf(3), name: '沧江市人民医院' };
const institution = (id: string, name: string) => ({ id, name, departments: [{ ...cardiology, closed: false }] }) as never;
const members = [lead, county, other].map((place) => ({ ...place, state: 'active', role: 'member', city: null }));
export const bed = (n: number, label: string, suits = true) =>
  ({ id: idOf(n), label, kind: 'icu', sex: 'any', department: cardiology, suits }) as const;
export const free = (...beds: ReturnType<typeof bed>[]) => ({ held: null, beds, slots: [], confirmedAt: null, old: false });

export const open = (view: ReferralView, more?: (answers: Answers) => void, as = appointment('coordinator'), at = path) =>
  show(at, {
    as,
    answers: (answers) => {
      answers
        .on(getReferral, view)
        .on(referralTimeline, { items: [] })
        .on(listOnDuty, { institution: { id: lead.id, name: lead.name }, items: [], lines: [] } as never);
      answers.on(getAlliance, { members } as never);
      answers.on(getInstitution, ({ params }) =>
        institution(params.id, [lead, county, other].find(({ id }) => id === params.id)?.name ?? '—'),
      );
      more?.(answers);
    },
  });
export const panel = async () => within(await screen.findByRole('form'));
export const press = async (name: RegExp | string) => userEvent.click(await screen.findByRole('button', { name }));
export const choose = async (name: string) => {
  await press('更多操作');
  await userEvent.click(await screen.findByRole('menuitem', { name: new RegExp(name) }));
  return panel();
};
