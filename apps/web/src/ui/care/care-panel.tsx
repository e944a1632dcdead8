import { getCareFacts, recordCareFacts, type CareFacts } from '@alliance/contracts/down-candidate.contract';
import type { GivenFact, GivenFacts, MeasuredFact } from '@alliance/domain/criteria/fact.types';
import { useEffect, useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { keyOf, queryClient } from '../../platform/query';
import { isRefused } from '../../platform/refusal';
import { DateInput } from '../date-field';
import { Field } from '../field';
import { fromLocalField, toLocalField } from '../moment';
import { say } from '../said';
import { SidePanel } from '../side-panel';
import { Loaded, RefusalNote, Skeleton } from '../states';
import { CareFields, focusFact } from './care-fields';
import { CareHistory } from './care-history';
import { CareVerdict } from './care-verdict';
import { careWords } from './care.locale';
import { DownReason, MissingFacts } from './down-reason';
import { useCareCriteria, useCareJudged } from './use-care';
import { askOf, useCareFacts, type CareSubject } from './use-care-facts';
import './care.css';

/** The facts that going down depends on, judged as one types. */
export function CarePanel({ of, onClose }: { readonly of: CareSubject | undefined; readonly onClose: () => void }) {
  const t = useWords(careWords);
  return (
    <SidePanel title={t('title', { name: of?.name ?? '' })} open={of !== undefined} onClose={onClose}>
      {of && <Recording key={of.referralId} of={of} onClose={onClose} />}
    </SidePanel>
  );
}

function Recording({ of, onClose }: { readonly of: CareSubject; readonly onClose: () => void }) {
  const care = useCareFacts(of.referralId);
  return (
    <Loaded of={care} skeleton={<Skeleton rows={8} height={32} />}>
      {(data) => <CareForm care={data} focus={of.focus} onClose={onClose} />}
    </Loaded>
  );
}

function CareForm({
  care,
  focus,
  onClose,
}: {
  readonly care: CareFacts;
  readonly focus: string | undefined;
  readonly onClose: () => void;
}) {
  const t = useWords(careWords);
  const [typed, setTyped] = useState<GivenFacts>({});
  const [takenBack, setTakenBack] = useState<readonly string[]>([]);
  const [measuredAt, setMeasuredAt] = useState('');
  const criteria = useCareCriteria(care.allianceId);
  const judged = useCareJudged(care, criteria.data, typed, takenBack);
  const record = useCommand(recordCareFacts, {
    touches: ['down'],
    onDone: (answer) => {
      queryClient.setQueryData(keyOf(getCareFacts, askOf(care.referralId)), answer);
      say(t('saved', { verdict: answer.down.verdict ? t(answer.down.verdict) : '' }));
      onClose();
    },
    onRefused: ({ code }) => {
      if (code === 'record.stale') void queryClient.invalidateQueries({ queryKey: keyOf(getCareFacts, askOf(care.referralId)) });
    },
  });
  const ready = judged !== undefined;
  useEffect(() => {
    if (ready && focus) focusFact(focus);
  }, [ready, focus]);
  if (!care.inCare) return <p className="soft">{t('closed')}</p>;
  if (!care.allianceId || (criteria.data && !criteria.data.protocols.length)) return <p className="soft">{t('none')}</p>;
  if (!judged) return <Skeleton rows={8} height={32} />;
  if (!judged.asked.length) return <p className="soft">{t('nothingAsked')}</p>;
  const definitions = [...judged.definitions.values()];
  const empty = !Object.keys(typed).length && !takenBack.length;
  const save = () => {
    if (empty || record.isPending) return;
    const at = measuredAt ? { at: measuredAt } : {};
    const facts = Object.fromEntries(Object.entries(typed).map(([key, fact]) => [key, dated(fact, at)]));
    record.mutate({ params: { id: care.referralId }, body: { version: care.version, facts: facts as never, takeBack: [...takenBack] } });
  };
  return (
    <form
      className="care-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="care-live" role="status" aria-label={t('live')}>
        <CareVerdict down={{ verdict: judged.down.verdict, metSince: empty ? care.down.metSince : null }} />
        <DownReason down={judged.down} facts={definitions} />
        <MissingFacts missing={judged.down.missing} facts={definitions} onFill={focusFact} />
      </div>
      <p className="faint">{t('intro')}</p>
      <CareFields care={care} judged={judged} typed={typed} takenBack={takenBack} onType={setTyped} onTakeBack={setTakenBack} />
      <Field label={t('measuredAt')} hint={t('measuredHint')}>
        {(control) => (
          <DateInput
            {...control}
            withTime
            value={measuredAt ? toLocalField(Date.parse(measuredAt)) : ''}
            onChange={(local) => setMeasuredAt(fromLocalField(local) ?? '')}
          />
        )}
      </Field>
      <CareHistory changes={care.changes} facts={definitions} />
      {isRefused(record.error, 'record.stale') ? <p className="note-warn">{t('stale')}</p> : <RefusalNote error={record.error} />}
      <div className="care-foot">
        <button type="submit" className="button primary" aria-disabled={empty || record.isPending}>
          {t('save')}
        </button>
      </div>
    </form>
  );
}

/** Series of a trend have times of their own. */
function dated(fact: GivenFact, at: { readonly at?: string }): GivenFact {
  if (Array.isArray(fact)) return fact;
  return { ...(typeof fact === 'object' ? (fact as MeasuredFact) : { value: fact as MeasuredFact['value'] }), ...at };
}
