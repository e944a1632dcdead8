import { getInstitution } from '@alliance/contracts/institution.contract';
import { addPerson } from '@alliance/contracts/person.contract';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import { Form } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { useToday } from '../../ui/moment';
import { Page } from '../../ui/page';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import {
  appointmentBody,
  AppointmentFields,
  appointmentRefusals,
  newAppointment,
  useAppointmentCheck,
  type AppointmentValues,
} from './appointment-fields';
import { factsBody, FactsFields, useFactsCheck, type Facts } from './facts-fields';
import { personWords } from './person.locale';
import './person.css';

const route = getRouteApi('/inside/people/new');

/** Who, and the first appointment: one form. `at` names another institution; only the office may. */
export function PersonNewPage() {
  const t = useWords(personWords);
  const { at } = route.useSearch();
  const navigate = useNavigate();
  const today = useToday();
  const own = useAppointment()?.institution.id;
  const elsewhere = at !== undefined && at !== own ? at : undefined;
  const place = useAnswer(getInstitution, elsewhere ? { params: { id: elsewhere } } : null);
  const [id] = useState(() => v7());
  const add = useCommand(addPerson, { touches: ['person'] });
  const [checkFacts, checkAppointment] = [useFactsCheck(), useAppointmentCheck()];
  const form = useForm<Facts & AppointmentValues>({
    latest: { name: '', staffNumber: '', phone: '', email: '', ...newAppointment(today) },
    check: (values) => ({ ...checkFacts(values), ...checkAppointment(values) }),
    error: add.error,
    refusedAt: appointmentRefusals,
  });
  const submit = (values: Facts & AppointmentValues) =>
    add.mutate(
      { body: { id, ...factsBody(values), appointment: appointmentBody(values), ...(elsewhere ? { institutionId: elsewhere } : {}) } },
      {
        onSuccess: ({ name }) => {
          say(elsewhere ? t('createdElsewhere', { name, place: place.data?.name ?? '' }) : t('created', { name }));
          void navigate({ to: '/people', search: { person: id } });
        },
      },
    );
  return (
    <Page
      title={t('newTitle')}
      aside={place.data && t('newAt', { name: place.data.name })}
      actions={
        <Link to="/people" className="button bare">
          <Icon name="back" size={16} /> {t('back')}
        </Link>
      }
    >
      <div className="card person-new">
        <Form of={form} label={t('newTitle')} command={add} submit={t('create')} onSubmit={submit}>
          <h2>{t('who')}</h2>
          <FactsFields form={form} />
          <h2>{t('firstAppointment')}</h2>
          <AppointmentFields form={form} at={elsewhere} />
        </Form>
      </div>
    </Page>
  );
}
