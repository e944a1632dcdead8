import { listAlliances } from '@alliance/contracts/alliance.contract';
import { searchDiagnoses } from '@alliance/contracts/diagnosis.contract';
import { getPatient, type PatientDetail } from '@alliance/contracts/patient-record.contract';
import { registerNewborn, registerPatient, searchPatients, similarPatients, type PatientView } from '@alliance/contracts/patient.contract';
import { draftReferral, getReferral, referralTimeline, saveReferral } from '@alliance/contracts/referral.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, county, idOf, patient, referral } from '../../testing/make';
import { show } from '../../testing/show';

const nobody = patient({
  ...{ id: idOf(301), name: '无名氏-青禾县人民医院-20261122-1', birthDate: null, estimatedBirthYear: 2018, phone: null },
  ...{ identifierKind: 'unknown_person', identifierMasked: null, identifierLast4: null },
});
const draft = (of: PatientView | null) => referral({ state: 'draft', side: 'sender', actions: ['submit'], version: 1, patient: of });

const form = (more: (answers: Answers) => void) =>
  show(`/referrals/${idOf(500)}/edit?fresh=true`, {
    as: appointment('doctor', county),
    answers: (answers) => {
      answers.on(listAlliances, { items: [], nextCursor: null }).on(searchDiagnoses, { items: [] }).on(searchPatients, { items: [] });
      answers.on(draftReferral, draft(null)).on(saveReferral, draft(null)).on(similarPatients, { items: [] });
      more(answers);
    },
  });

describe('the patient of a referral', () => {
  afterEach(cleanup);

  it('nobody can name is there in four taps: unknown, sex, age, save', async () => {
    const { answers } = form((given) => void given.on(registerPatient, nobody));
    await userEvent.click(await screen.findByRole('button', { name: '+ 无名氏' }));
    await userEvent.click(screen.getByRole('radio', { name: '男' }));
    await userEvent.click(screen.getByRole('button', { name: /儿童/ }));
    await userEvent.click(screen.getByRole('button', { name: '保存患者' }));
    await waitFor(() =>
      expect(answers.bodies(registerPatient)[0]).toMatchObject({ identifierKind: 'unknown_person', sex: 'male', estimatedAge: 8 }),
    );
    expect(answers.bodies(registerPatient)[0]).not.toHaveProperty('name');
    expect((await screen.findAllByText(/约 8 岁/)).length).toBeGreaterThan(0);
    await waitFor(() => expect(answers.bodies(draftReferral)[0]).toMatchObject({ patientId: nobody.id }));
  });

  it('may be known already: whoever looks like it is offered and taken', async () => {
    const known = patient({ id: idOf(302), name: '王晓明' });
    const { answers } = form((given) => void given.on(similarPatients, { items: [{ patient: known, shared: ['initials', 'birthDate'] }] }));
    await userEvent.click(await screen.findByRole('button', { name: '+ 新建患者' }));
    await userEvent.type(screen.getByLabelText(/姓名/), '王小明');
    expect(await screen.findByText('姓名同音 · 出生日期相同')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: '就是这位' }));
    expect(answers.of(registerPatient)).toEqual([]);
    await waitFor(() => expect(answers.bodies(draftReferral)[0]).toMatchObject({ patientId: known.id }));
  });

  it('is a newborn: its mother first, then what was seen at birth', async () => {
    const mother = patient({ id: idOf(303), name: '王芳', sex: 'female' });
    const { answers } = form((given) => {
      given.on(searchPatients, { items: [mother] });
      given.on(registerNewborn, patient({ id: idOf(304), name: '王芳之子', identifierKind: 'none_newborn', motherId: mother.id }));
    });
    await userEvent.click(await screen.findByRole('button', { name: '+ 新生儿' }));
    await userEvent.click(screen.getByRole('button', { name: '保存患者' }));
    expect(screen.getByText('请填写母亲')).toBeDefined();
    await userEvent.type(screen.getByRole('combobox', { name: /母亲/ }), '王芳');
    await userEvent.click(await screen.findByRole('option', { name: /王芳/ }));
    await userEvent.click(screen.getByRole('radio', { name: '男' }));
    await userEvent.click(screen.getByRole('button', { name: '1 小时前' }));
    await userEvent.click(screen.getByRole('button', { name: '保存患者' }));
    await waitFor(() =>
      expect(answers.of(registerNewborn)[0]?.ask).toMatchObject({ params: { id: mother.id }, body: { sex: 'male', order: null } }),
    );
  });

  it('was unknown when sent: the page says who it turned out to be, or leads to where one says so', async () => {
    const detail: PatientDetail = {
      ...nobody,
      ...{
        aliases: [],
        relationVersion: 2,
        marks: null,
        birth: null,
        since: '2026-11-22T01:00:00Z',
        mother: null,
        newborns: [],
        referrals: [],
        merges: [],
      },
      ...{ keptUnder: { ...patient({ name: '李建国' }), at: '2026-11-22T02:00:00Z' }, actions: [] },
    };
    const look = (of: PatientDetail) =>
      show(`/referrals/${idOf(500)}`, {
        as: appointment('doctor'),
        answers: (answers) =>
          void answers
            .on(getReferral, referral({ patient: nobody }))
            .on(referralTimeline, { items: [] })
            .on(getPatient, of),
      });
    look(detail);
    expect(await screen.findByText(/李建国/)).toBeDefined();
    expect(screen.getByText(/原登记：无名氏-青禾县人民医院-20261122-1，识别于/)).toBeDefined();
    cleanup();
    look({ ...detail, keptUnder: null, actions: ['identify'] });
    expect((await screen.findByRole('link', { name: '识别身份' })).getAttribute('href')).toContain('identify=true');
  });

  it('is not asked for by whoever only reads along: that hospital has no such patient', async () => {
    const { answers } = show(`/referrals/${idOf(500)}`, {
      as: { ...appointment('doctor'), institution: { ...appointment('doctor').institution, id: idOf(77) } },
      answers: (given) => {
        given.on(getReferral, referral({ patient: nobody })).on(referralTimeline, { items: [] });
        given.refuse(getPatient, 'access.not_found');
      },
    });
    expect((await screen.findAllByText(nobody.name)).length).toBeGreaterThan(0);
    await screen.findByRole('tab', { name: '时间线' });
    expect(answers.of(getPatient)).toEqual([]);
  });
});
