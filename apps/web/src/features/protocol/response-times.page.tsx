import { listAlliances, type AllianceSummary } from '@alliance/contracts/alliance.contract';
import { getResponseTimes, setResponseTimes, type ResponseTimes } from '@alliance/contracts/judgement.contract';
import { criterionUrgencies, type CriterionUrgency } from '@alliance/domain/criteria/rule.types';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useCommand } from '../../platform/command';
import { useText, useWords } from '../../platform/i18n';
import { keyOf, queryClient, touch, useAnswer } from '../../platform/query';
import { useAppointment, useMay } from '../../platform/session';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { SoonMark } from '../../ui/criteria/verdict-mark';
import { SelectField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { say } from '../../ui/said';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { uiWords } from '../../ui/ui.locale';
import { useForm } from '../../ui/use-form';
import { authorWords } from './author.locale';
import './protocol.css';

const route = getRouteApi('/inside/protocols/response-times');

/** What the urgency of a criterion means for the time to answer, in one alliance; its lead may change it. */
export function ResponseTimesPage() {
  const t = useWords(authorWords);
  const text = useText();
  const navigate = useNavigate();
  const { allianceId } = route.useSearch();
  const alliances = useAnswer(listAlliances, { query: { mine: 'true', limit: 100 } }, { staleTime: 60_000 });
  return (
    <Page
      title={t('times.title')}
      actions={
        <Link to="/protocols" className="button bare">
          <Icon name="back" size={16} /> {t('library')}
        </Link>
      }
    >
      <p className="soft settings-text">{t('times.lead')}</p>
      <Loaded of={alliances} skeleton={<Skeleton rows={6} height={48} />}>
        {({ items }) => {
          const chosen = items.find(({ id }) => id === allianceId) ?? (items.length === 1 ? items[0] : undefined);
          if (!items.length) return <EmptyState title={t('times.none')} text={t('times.noneText')} />;
          return (
            <>
              {items.length > 1 && (
                <div className="times-pick">
                  <SelectField
                    label={t('times.pick')}
                    placeholder={t('times.pick')}
                    value={chosen?.id ?? null}
                    options={items.map(({ id, name }) => ({ value: id, label: text(name) }))}
                    onChange={(id) => void navigate({ to: '/protocols/response-times', search: { allianceId: id }, replace: true })}
                  />
                </div>
              )}
              {chosen && <Times key={chosen.id} alliance={chosen} />}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Times({ alliance }: { readonly alliance: AllianceSummary }) {
  const may = useMay();
  const me = useAppointment();
  const times = useAnswer(getResponseTimes, { params: { id: alliance.id } });
  const mine = may('protocol.author') && me?.institution.id === alliance.lead.id;
  return (
    <Loaded of={times} skeleton={<Skeleton rows={5} height={48} />}>
      {(found) => (mine ? <TimesForm id={alliance.id} of={found} /> : <TimesShown of={found} lead={alliance.lead.name} />)}
    </Loaded>
  );
}

function useSpan(): (minutes: number) => string {
  const t = useWords(uiWords);
  return (minutes) => {
    const hours = Math.floor(minutes / 60);
    if (hours < 1) return t('left.minutes', { count: minutes });
    return hours < 24
      ? t('left.hours', { hours, minutes: minutes % 60 })
      : t('left.days', { days: Math.floor(hours / 24), hours: hours % 24 });
  };
}

function TimesShown({ of, lead }: { readonly of: ResponseTimes; readonly lead: string }) {
  const t = useWords(authorWords);
  const span = useSpan();
  return (
    <section className="card times">
      <dl className="facts">
        {criterionUrgencies.map((urgency) => (
          <div key={urgency}>
            <dt>
              <SoonMark urgency={urgency} />
            </dt>
            <dd className="figures">{span(of.minutes[urgency])}</dd>
          </div>
        ))}
      </dl>
      <p className="faint">
        {t('times.readOnly')} {lead}
      </p>
    </section>
  );
}

type Values = Readonly<Record<CriterionUrgency, string>>;
const each = <T,>(of: (urgency: CriterionUrgency) => T) =>
  Object.fromEntries(criterionUrgencies.map((urgency) => [urgency, of(urgency)])) as Record<CriterionUrgency, T>;
const minutesOf = (text: string): number | undefined => {
  const minutes = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  return minutes >= 1 && minutes <= 20_160 ? minutes : undefined;
};

function TimesForm({ id, of }: { readonly id: string; readonly of: ResponseTimes }) {
  const t = useWords(authorWords);
  const codes = useWords(criteriaWords);
  const span = useSpan();
  const command = useCommand(setResponseTimes, {
    touches: ['protocol'],
    onDone: (saved) => void queryClient.setQueryData(keyOf(getResponseTimes, { params: { id } }), saved),
    onRefused: () => void touch('protocol'),
  });
  const valuesOf = ({ minutes }: ResponseTimes): Values => each((urgency) => String(minutes[urgency]));
  const form = useForm<Values>({
    latest: valuesOf(of),
    check: (values) =>
      each((urgency) => {
        const minutes = minutesOf(values[urgency]);
        if (minutes === undefined) return t('times.wrong');
        const sooner = criterionUrgencies[criterionUrgencies.indexOf(urgency) - 1];
        return sooner && minutes < (minutesOf(values[sooner]) ?? 0) ? t('times.order') : undefined;
      }),
    error: command.error,
  });
  const submit = (values: Values) =>
    command.mutate(
      { params: { id }, body: { version: of.version, minutes: each((urgency) => minutesOf(values[urgency]) ?? 0) } },
      {
        onSuccess: (saved) => {
          form.accept(valuesOf(saved));
          say(t('times.saved'));
        },
      },
    );
  return (
    <div className="card settings-form">
      <Form
        of={form}
        label={t('times.title')}
        command={command}
        submit={t('times.save')}
        onSubmit={submit}
        labels={each((urgency) => codes(`urgency.${urgency}`))}
      >
        {criterionUrgencies.map((urgency) => {
          const minutes = minutesOf(form.values[urgency]);
          return (
            <TextField
              key={urgency}
              label={`${codes(`urgency.${urgency}`)} → ${t('times.column.minutes')}`}
              inputMode="numeric"
              maxLength={5}
              required
              under={minutes !== undefined && t('times.means', { time: span(minutes) })}
              {...form.bind(urgency)}
            />
          );
        })}
      </Form>
    </div>
  );
}
