import type { Department, InstitutionDetail } from '@alliance/contracts/institution.contract';
import { treatmentSubjects } from '@alliance/domain/administration/department';
import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { offerWords } from '../../ui/institution.locale';
import { registryWords } from '../../ui/registry.locale';
import { SettingsFrame } from '../../ui/settings-frame';
import { SidePanel } from '../../ui/side-panel';
import { EmptyState } from '../../ui/states';
import { DepartmentForm } from './department.form';
import { administrationWords } from './administration.locale';
import { OwnInstitution } from './own-institution';
import './administration.css';

export function DepartmentsPage() {
  const t = useWords(administrationWords);
  const text = useText();
  const [open, setOpen] = useState<string | 'new'>();
  const add = (
    <button type="button" className="button primary" onClick={() => setOpen('new')}>
      {t('department.add')}
    </button>
  );
  const close = () => setOpen(undefined);
  return (
    <SettingsFrame at="departments" actions={add}>
      <p className="soft settings-text">{t('department.lead')}</p>
      <OwnInstitution>
        {(institution) => {
          const chosen = institution.departments.find(({ id }) => id === open);
          return (
            <>
              <List of={institution} onChange={setOpen} />
              <SidePanel
                title={chosen ? t('department.changeTitle', { name: text(chosen.name) }) : t('department.add')}
                open={open !== undefined}
                onClose={close}
              >
                <DepartmentForm institutionId={institution.id} of={chosen ?? null} onDone={close} />
              </SidePanel>
            </>
          );
        }}
      </OwnInstitution>
    </SettingsFrame>
  );
}

function List({ of, onChange }: { readonly of: InstitutionDetail; readonly onChange: (id: string) => void }) {
  const t = useWords(administrationWords);
  if (!of.departments.length) return <EmptyState title={t('department.empty')} text={t('department.emptyText')} />;
  return (
    <ul className="department-list">
      {of.departments.map((department) => (
        <Card key={department.id} of={department} onChange={() => onChange(department.id)} />
      ))}
    </ul>
  );
}

function Card({ of, onChange }: { readonly of: Department; readonly onChange: () => void }) {
  const t = useWords(administrationWords);
  const codes = useWords(registryWords);
  const offer = useWords(offerWords);
  const text = useText();
  const name = text(of.name);
  return (
    <li className={of.closed ? 'card closed' : 'card'}>
      <header className="card-head">
        <h2>{name}</h2>
        {of.closed && <span className="tag">{t('department.closed')}</span>}
        <button type="button" className="button bare card-do" aria-label={`${t('change')} ${name}`} onClick={onChange}>
          {t('change')}
        </button>
      </header>
      <div className="card-body">
        <p>{of.specialties.map((specialty) => codes(`specialty.${specialty}`)).join('、')}</p>
        <p className="faint figures">
          {of.treatmentSubjects.length
            ? of.treatmentSubjects.map((code) => `${code} ${treatmentSubjects[code]}`).join('；')
            : t('department.subjectsNone')}
        </p>
        {of.standingPermissions.length ? (
          <ul className="department-standing">
            {of.standingPermissions.map((permission) => (
              <li key={permission}>✓ {offer(`standing.${permission}`)}</li>
            ))}
          </ul>
        ) : (
          <p className="faint">{t('department.standingNone')}</p>
        )}
        {of.phone && <a href={`tel:${of.phone}`}>☏ {of.phone}</a>}
      </div>
    </li>
  );
}
