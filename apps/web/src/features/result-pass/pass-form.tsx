import { issuePass, type ResultPass } from '@alliance/contracts/result-pass.contract';
import { listReports } from '@alliance/contracts/result.contract';
import type { ReportLine } from '@alliance/contracts/result.schema';
import { carried, mostPassDays, passDays } from '@alliance/domain/result-pass/result-pass';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { ChecksField } from '../../ui/checks-field';
import { TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { exact } from '../../ui/moment';
import { MoreButton } from '../../ui/more-button';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { useForm } from '../../ui/use-form';
import { resultPassWords } from './result-pass.locale';

interface Props {
  readonly patientId: string;
  readonly onMade: (made: { readonly token: string; readonly pass: ResultPass }) => void;
}

/** Which reports go on the pass, and for how long. */
export function PassForm({ patientId, onMade }: Props) {
  const t = useWords(resultPassWords);
  const list = usePages(listReports, { query: { patientId, limit: 50 } });
  return (
    <Loaded of={list} skeleton={<Skeleton rows={4} height={40} />}>
      {(reports) => {
        const fit = reports.filter(({ state }) => carried.includes(state));
        return (
          <>
            {fit.length ? <Choosing reports={fit} patientId={patientId} onMade={onMade} /> : <EmptyState text={t('none')} />}
            <MoreButton list={list} />
          </>
        );
      }}
    </Loaded>
  );
}

const nothingChosen = { chosen: [] as readonly string[], days: String(passDays) };

function Choosing({ reports, patientId, onMade }: Props & { readonly reports: readonly ReportLine[] }) {
  const t = useWords(resultPassWords);
  const issue = useCommand(issuePass, { touches: ['report'], onDone: onMade });
  const form = useForm({
    latest: nothingChosen,
    error: issue.error,
    check: ({ chosen, days }) => ({
      chosen: chosen.length ? undefined : t('nothing'),
      days: /^\d{1,2}$/.test(days) && Number(days) >= 1 && Number(days) <= mostPassDays ? undefined : t('daysWrong'),
    }),
  });
  const options = reports.map(({ id, title, institution, number, performedAt }) => ({
    value: id,
    label: title,
    hint: `${institution.name} · ${number} · ${exact(performedAt).slice(0, 16)}`,
  }));
  return (
    <Form
      of={form}
      label={t('make')}
      submit={t('make')}
      command={issue}
      onSubmit={({ chosen, days }) => issue.mutate({ params: { id: patientId }, body: { reportIds: [...chosen], days: Number(days) } })}
    >
      <ChecksField label={t('choose')} options={options} {...form.bind('chosen')} />
      <TextField label={t('days')} inputMode="numeric" maxLength={2} {...form.bind('days')} />
    </Form>
  );
}
