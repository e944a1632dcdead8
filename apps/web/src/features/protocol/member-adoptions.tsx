import { listAdoptions } from '@alliance/contracts/adoption.contract';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { exact } from '../../ui/moment';
import { Loaded } from '../../ui/states';
import { Table } from '../../ui/table';
import { adoptionWords } from './adoption.locale';

/** For the lead and the office: which member works by which version, and where it differs. */
export function MemberAdoptions({ id }: { readonly id: string }) {
  const t = useWords(adoptionWords);
  const list = useAnswer(listAdoptions, { params: { id } });
  return (
    <section className="card">
      <header className="card-head">
        <h2>{t('members')}</h2>
      </header>
      <Loaded of={list}>
        {({ items }) =>
          items.length ? (
            <Table
              label={t('members')}
              rows={items}
              keyOf={({ institution }) => institution.id}
              columns={[
                { id: 'institution', head: t('column.institution'), title: true, cell: ({ institution }) => institution.name },
                { id: 'number', head: t('column.number'), cell: ({ number }) => <span className="figures">{number ?? t('not')}</span> },
                {
                  id: 'at',
                  head: t('column.at'),
                  cell: ({ adoptedAt }) => adoptedAt && <span className="figures">{exact(adoptedAt)}</span>,
                },
                {
                  id: 'rules',
                  head: t('column.rules'),
                  cell: ({ overrides }) => (
                    <ul>
                      {overrides.map(({ code, effect, lapsed, reason }) => (
                        <li key={code}>
                          <span className="figures">{code}</span>{' '}
                          <span className="tag">{lapsed ? t('lapsedWord') : t(`effectWord.${effect}`)}</span>{' '}
                          <span className="soft">{reason}</span>
                        </li>
                      ))}
                    </ul>
                  ),
                },
              ]}
            />
          ) : (
            <p className="card-body soft">{t('none')}</p>
          )
        }
      </Loaded>
    </section>
  );
}
