import type { InstitutionDetail } from '@alliance/contracts/institution.contract';
import { contactLineKinds } from '@alliance/domain/administration/contact-line';
import { treatmentSubjects } from '@alliance/domain/administration/department';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { Icon } from '../../ui/icon';
import { offerWords } from '../../ui/institution.locale';
import { registryWords } from '../../ui/registry.locale';
import { Table } from '../../ui/table';
import { institutionWords } from './institution.locale';

interface Props {
  readonly of: InstitutionDetail;
  /** It is mine to keep. */
  readonly edit: boolean;
}
interface PartProps {
  readonly title: string;
  readonly to: '/settings/departments' | '/settings/capabilities' | '/settings/lines';
  readonly edit: boolean;
  readonly children: ReactNode;
}
function Part({ title, to, edit, children }: PartProps) {
  const t = useWords(institutionWords);
  return (
    <section className="card">
      <header className="card-head">
        <h2>{title}</h2>
        {edit && (
          <Link to={to} className="card-do" aria-label={t('editOf', { part: title })}>
            {t('edit')}
          </Link>
        )}
      </header>
      {children}
    </section>
  );
}

/** The line round the clock first, as one looks for it. */
const inOrder = (lines: InstitutionDetail['contactLines']) =>
  lines.toSorted((a, b) => contactLineKinds.indexOf(a.kind) - contactLineKinds.indexOf(b.kind));

export function ContactLines({ of, edit }: Props) {
  const t = useWords(institutionWords);
  const offer = useWords(offerWords);
  return (
    <Part title={t('lines')} to="/settings/lines" edit={edit}>
      <div className="card-body">
        {of.contactLines.length ? (
          <dl className="facts">
            {inOrder(of.contactLines).map(({ kind, phone, note }) => (
              <div key={`${kind} ${phone}`} className="facts-pair">
                <dt>{offer(`line.${kind}`)}</dt>
                <dd>
                  <a href={`tel:${phone}`} aria-label={t('call', { phone })}>
                    <Icon name="phone" size={14} /> {phone}
                  </a>{' '}
                  <span className="faint">{note}</span>
                </dd>
              </div>
            ))}
          </dl>
        ) : (
          <p className="soft">{t('noLines')}</p>
        )}
      </div>
    </Part>
  );
}

export function Departments({ of, edit }: Props) {
  const t = useWords(institutionWords);
  const text = useText();
  const codes = useWords(registryWords);
  return (
    <Part title={t('departments')} to="/settings/departments" edit={edit}>
      {of.departments.length ? (
        <Table
          label={t('departments')}
          rows={of.departments}
          keyOf={({ id }) => id}
          foldsAt={440}
          columns={[
            {
              id: 'name',
              head: t('department.name'),
              title: true,
              cell: ({ name, closed }) => (
                <>
                  {text(name)} {closed && <span className="tag">{t('closed')}</span>}
                </>
              ),
            },
            {
              id: 'specialty',
              head: t('department.specialty'),
              cell: ({ specialties, treatmentSubjects: subjects }) => (
                <>
                  {specialties.map((specialty) => codes(`specialty.${specialty}`)).join('、')}
                  {subjects.length > 0 && (
                    <span className="faint figures">{subjects.map((code) => `${code} ${treatmentSubjects[code]}`).join('；')}</span>
                  )}
                </>
              ),
            },
            {
              id: 'phone',
              head: t('department.phone'),
              cell: ({ phone }) => (phone ? <a href={`tel:${phone}`}>{phone}</a> : null),
            },
          ]}
        />
      ) : (
        <p className="card-body soft">{t('noDepartments')}</p>
      )}
    </Part>
  );
}

export function Capabilities({ of, edit }: Props) {
  const t = useWords(institutionWords);
  const text = useText();
  const offer = useWords(offerWords);
  const place = new Map(of.departments.map(({ id, name }) => [id, text(name)]));
  return (
    <Part title={t('capabilities')} to="/settings/capabilities" edit={edit}>
      <div className="card-body">
        {of.capabilities.length ? (
          <ul className="institution-capabilities">
            {of.capabilities.map(({ capability, departmentId, from, note }) => (
              <li key={`${capability} ${departmentId}`}>
                ✓ {offer(`capability.${capability}`)}{' '}
                <span className="faint">
                  {[departmentId ? place.get(departmentId) : '', t('since', { day: from }), note].filter(Boolean).join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        ) : (
          <p className="soft">{t('noCapabilities')}</p>
        )}
      </div>
    </Part>
  );
}
