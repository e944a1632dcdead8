import { listExperts } from '@alliance/contracts/expert.contract';
import { specialties, type Specialty } from '@alliance/domain/alliance/alliance';
import {
  consultationKinds,
  physicianTitles,
  type ConsultationKind,
  type PhysicianTitle,
} from '@alliance/domain/consultation/consultation.codes';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { FilterSelect } from '../../ui/filter-select';
import { FindBox } from '../../ui/find-box';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { registryWords } from '../../ui/registry.locale';
import { SidePanel } from '../../ui/side-panel';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { ExpertCard } from './expert-card';
import { AddExpertForm } from './expert.form';
import type { ExpertSearch } from './expert-search';
import { expertWords } from './expert.locale';
import './expert.css';

const route = getRouteApi('/inside/experts');

/** Who can be asked, at the own hospital and at those one consults with. */
export function ExpertListPage() {
  const t = useWords(expertWords);
  const { find, institution, ...search } = route.useSearch();
  const [adding, setAdding] = useState(false);
  const list = usePages(listExperts, {
    query: {
      limit: 30,
      ...(find && { query: find }),
      ...(institution && { institutionId: institution }),
      ...(search.specialty && { specialty: search.specialty }),
      ...(search.title && { title: search.title }),
      ...(search.kind && { kind: search.kind }),
      ...(search.elsewhere && { elsewhere: 'true' }),
    },
  });
  const { first } = list;
  const narrowed = Boolean(find ?? institution ?? search.specialty ?? search.title ?? search.kind ?? search.elsewhere);
  return (
    <Page
      title={t('title')}
      actions={
        <>
          {first?.mine && (
            <Link to="/experts/$id" params={{ id: first.mine }} className="button">
              {t('mine')}
            </Link>
          )}
          {first?.mayManage && (
            <button type="button" className="button primary" onClick={() => setAdding(true)}>
              {t('add')}
            </button>
          )}
        </>
      }
    >
      <p className="soft">{t('intro')}</p>
      <Filters institutions={first?.institutions ?? []} />
      <Loaded of={list} skeleton={<Skeleton rows={4} height={120} />}>
        {(items) =>
          items.length ? (
            <>
              <ul className="experts">
                {items.map((expert) => (
                  <ExpertCard key={expert.id} of={expert} />
                ))}
              </ul>
              <MoreButton list={list} />
            </>
          ) : narrowed ? (
            <EmptyState text={t('nothing')} />
          ) : (
            <EmptyState title={t('empty.title')} text={t(first?.mayManage ? 'empty.manager' : 'empty.reader')} />
          )
        }
      </Loaded>
      <SidePanel title={t('add')} open={adding} onClose={() => setAdding(false)}>
        <AddExpertForm onDone={() => setAdding(false)} />
      </SidePanel>
    </Page>
  );
}

function Filters({ institutions }: { readonly institutions: readonly { readonly id: string; readonly name: string }[] }) {
  const t = useWords(expertWords);
  const codes = useWords(consultationCodeWords);
  const registry = useWords(registryWords);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const turn = (change: ExpertSearch) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  return (
    <div className="filters expert-filters">
      <FindBox label={t('find')} value={search.find} onFind={(find) => turn({ find })} />
      <FilterSelect
        label={t('filter.specialty')}
        value={search.specialty}
        options={specialties.map((value) => ({ value, label: registry(`specialty.${value}`) }))}
        onChange={(value) => turn({ specialty: value as Specialty | undefined })}
      />
      <FilterSelect
        label={t('filter.title')}
        value={search.title}
        options={physicianTitles.map((value) => ({ value, label: codes(`title.${value}`) }))}
        onChange={(value) => turn({ title: value as PhysicianTitle | undefined })}
      />
      <FilterSelect
        label={t('filter.kind')}
        value={search.kind}
        options={consultationKinds.map((value) => ({ value, label: codes(`kind.${value}`) }))}
        onChange={(value) => turn({ kind: value as ConsultationKind | undefined })}
      />
      <FilterSelect
        label={t('filter.institution')}
        value={search.institution}
        options={institutions.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(value) => turn({ institution: value })}
      />
      <button
        type="button"
        className="chip"
        aria-pressed={search.elsewhere === true}
        onClick={() => turn({ elsewhere: search.elsewhere ? undefined : true })}
      >
        {t('filter.elsewhere')}
      </button>
    </div>
  );
}
