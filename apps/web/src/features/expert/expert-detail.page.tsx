import { endExpert, getExpert, type ExpertDetail } from '@alliance/contracts/expert.contract';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { Dialog } from '../../ui/dialog';
import { Fact } from '../../ui/fact';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { registryWords } from '../../ui/registry.locale';
import { say } from '../../ui/said';
import { SidePanel } from '../../ui/side-panel';
import { Loaded, RefusalNote, Skeleton } from '../../ui/states';
import { AskLink } from './ask-link';
import { CannotBeInvited } from './expert-card';
import { EntryForm, OwnForm } from './expert.form';
import { expertWords } from './expert.locale';
import './expert.css';

const route = getRouteApi('/inside/experts/$id');

export function ExpertDetailPage() {
  const t = useWords(expertWords);
  const { id } = route.useParams();
  const expert = useAnswer(getExpert, { params: { id } });
  return (
    <Page
      title={expert.data?.name ?? t('title')}
      actions={
        <>
          {expert.data && <Actions of={expert.data} />}
          <Link to="/experts" className="button bare">
            <Icon name="back" size={16} /> {t('back')}
          </Link>
        </>
      }
    >
      <Loaded of={expert} skeleton={<Skeleton rows={8} height={32} />}>
        {(found) => <Facts of={found} />}
      </Loaded>
    </Page>
  );
}

function Facts({ of }: { readonly of: ExpertDetail }) {
  const t = useWords(expertWords);
  const codes = useWords(consultationCodeWords);
  const registry = useWords(registryWords);
  const text = useText();
  const here = useAppointment()?.institution.id;
  return (
    <section className="card" aria-label={t('facts')}>
      <div className="card-body expert-facts">
        {of.ended && <p className="note-warn">{t('ended')}</p>}
        {!of.ended && <CannotBeInvited of={of} />}
        <p className={of.introduction ? 'expert-introduction' : 'faint'}>{of.introduction ? text(of.introduction) : t('noIntroduction')}</p>
        <dl className="facts">
          <Fact label={t('institution')}>{of.institution.name}</Fact>
          <Fact label={t('department')}>{of.department ? text(of.department.name) : t('noDepartment')}</Fact>
          <Fact label={t('professionalTitle')}>{codes(`title.${of.title}`)}</Fact>
          <Fact label={t('specialties')}>{of.specialties.map((specialty) => registry(`specialty.${specialty}`)).join('、')}</Fact>
          <Fact label={t('kinds')}>{of.kinds.map((kind) => codes(`kind.${kind}`)).join('、') || t('noKinds')}</Fact>
          <Fact label={t('scope')}>
            {of.practiceScope ?? t('notStated')}
            {of.independentSince && <span className="faint"> · {t('since', { day: of.independentSince })}</span>}
          </Fact>
          <Fact label={t('academicField')}>{t(of.academic ? 'yes' : 'no')}</Fact>
          {of.licenceNumber && <Fact label={t('licence')}>{of.licenceNumber}</Fact>}
        </dl>
        {of.institution.id !== here && !of.ineligible.length && of.kinds.length > 0 && <AskLink of={of} />}
      </div>
    </section>
  );
}

/** The expert changes what is offered; the hospital keeps the rest. */
function Actions({ of }: { readonly of: ExpertDetail }) {
  const t = useWords(expertWords);
  const [open, setOpen] = useState<'own' | 'entry' | 'end'>();
  const close = () => setOpen(undefined);
  const end = useCommand(endExpert, {
    touches: ['expert'],
    onDone: ({ name }) => {
      say(t('done.ended', { name }));
      close();
    },
  });
  const manages = of.actions.includes('manage');
  return (
    <>
      {of.actions.includes('edit') && !manages && (
        <button type="button" className="button" onClick={() => setOpen('own')}>
          {t('editOwn')}
        </button>
      )}
      {manages && (
        <>
          <button type="button" className="button" onClick={() => setOpen('entry')}>
            {t('edit')}
          </button>
          <button type="button" className="button" onClick={() => setOpen('end')}>
            {t('end')}
          </button>
        </>
      )}
      <SidePanel title={t('editOwn')} open={open === 'own'} onClose={close}>
        <OwnForm of={of} onDone={close} />
      </SidePanel>
      <SidePanel title={t('edit')} open={open === 'entry'} onClose={close}>
        <EntryForm of={of} onDone={close} />
      </SidePanel>
      <Dialog title={t('endQuestion.title', { name: of.name })} open={open === 'end'} onClose={close}>
        <p>{t('endQuestion.text')}</p>
        <RefusalNote error={end.error} />
        <div className="form-foot">
          <button
            type="button"
            className="button danger"
            onClick={() => end.mutate({ params: { id: of.id }, body: { version: of.version } })}
          >
            {t('endQuestion.go')}
          </button>
          <button type="button" className="button primary" data-first onClick={close}>
            {t('endQuestion.stay')}
          </button>
        </div>
      </Dialog>
    </>
  );
}
