import {
  draftServiceAgreement,
  getServiceAgreement,
  saveServiceAgreement,
  type ServiceAgreement,
} from '@alliance/contracts/service-agreement.contract';
import { agreementClauses } from '@alliance/domain/service-agreement/service-agreement.codes';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useRef } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import { AreaField } from '../../ui/field';
import { Form } from '../../ui/form';
import { LeaveQuestion } from '../../ui/leave-question';
import { Page } from '../../ui/page';
import { say } from '../../ui/said';
import { Loaded, Skeleton } from '../../ui/states';
import { useForm } from '../../ui/use-form';
import { CostAndLimitFields, PartyFields } from './agreement-fields';
import { bodyOf, isAmount, isCount, limitNames, valuesOf, type AgreementValues } from './agreement-form.values';
import { agreementWords } from './agreement.locale';
import './agreement.css';

/** A new agreement, or a draft that is written on. */
export function AgreementFormPage() {
  const t = useWords(agreementWords);
  const { id } = useParams({ strict: false });
  const draft = useAnswer(getServiceAgreement, id ? { params: { id } } : null);
  return (
    <Page
      title={t(id ? 'edit' : 'new')}
      actions={
        <Link to="/agreements" className="button bare">
          {t('back')}
        </Link>
      }
    >
      {id ? (
        <Loaded of={draft} skeleton={<Skeleton rows={10} height={40} />}>
          {(found) => <AgreementForm key={found.id} of={found} />}
        </Loaded>
      ) : (
        <AgreementForm />
      )}
    </Page>
  );
}

function AgreementForm({ of }: { readonly of?: ServiceAgreement }) {
  const t = useWords(agreementWords);
  const me = useAppointment()?.institution.id ?? '';
  const navigate = useNavigate();
  const latest = useMemo(() => valuesOf(of, me), [of, me]);
  const left = useRef(false);
  const onDone = ({ id }: ServiceAgreement) => {
    left.current = true;
    say(t('done.save'));
    void navigate({ to: '/agreements/$id', params: { id } });
  };
  const draft = useCommand(draftServiceAgreement, { touches: ['service_agreement'], onDone });
  const save = useCommand(saveServiceAgreement, { touches: ['service_agreement'], onDone });
  const command = of ? save : draft;
  const form = useForm<AgreementValues>({
    latest,
    check: (values) => ({
      title: values.title.trim() ? undefined : t('wrong.title'),
      other: values.reach === 'direct' && !values.other ? t('wrong.party') : undefined,
      allianceId: values.reach === 'alliance' && !values.allianceId ? t('wrong.alliance') : undefined,
      validUntil: values.validFrom && values.validUntil && values.validUntil < values.validFrom ? t('wrong.order') : undefined,
      fees: values.kinds.every((kind) => !values.fees[kind]?.trim() || isAmount(values.fees[kind] ?? '')) ? undefined : t('wrong.fee'),
      ...Object.fromEntries(limitNames.map((name) => [name, isCount(values[name]) ? undefined : t('wrong.limit')])),
    }),
    error: command.error,
    refusedAt: { 'service_agreement.same_institution': 'other', 'service_agreement.cross_border': 'other' },
  });
  const submit = (values: AgreementValues) => {
    const body = bodyOf(values, me);
    if (of) save.mutate({ params: { id: of.id }, body: { ...body, version: of.version } });
    else draft.mutate({ body });
  };
  return (
    <div className="agreement-form">
      <Form of={form} label={t(of ? 'edit' : 'new')} command={command} submit={t('save')} onSubmit={submit}>
        <PartyFields form={form} />
        <fieldset className="card">
          <legend className="unseen">{t('clauses')}</legend>
          <div className="card-body form">
            {agreementClauses.map((clause) => (
              <AreaField key={clause} label={t(`clause.${clause}`)} rows={4} maxLength={6000} {...form.bind(clause)} />
            ))}
          </div>
        </fieldset>
        <CostAndLimitFields form={form} />
      </Form>
      <LeaveQuestion
        asks={() => !left.current && JSON.stringify(form.values) !== JSON.stringify(form.opened)}
        words={{ title: t('leave.title'), text: t('leave.text'), go: t('leave.go'), stay: t('leave.stay') }}
      />
    </div>
  );
}
