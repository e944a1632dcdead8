import { neededColumns } from '@alliance/domain/imports/header';
import type { ImportKind } from '@alliance/domain/imports/import.types';
import { useLanguage, useWords } from '../../platform/i18n';
import { roleWords } from '../../platform/role.locale';
import { marksOf, templates, type Sheet } from './file-look';
import { importWords } from './import.locale';
import { useColumnWord } from './use-column-word';
import type { Chosen } from './use-import';

/** Beside the form: what a file must look like, or the first rows of the one that was chosen. */
export function FilePreview({ kind, chosen }: { readonly kind: ImportKind; readonly chosen: Chosen | undefined }) {
  return chosen && 'fits' in chosen.look && chosen.look.fits.includes(kind) ? (
    <Preview kind={kind} chosen={chosen} />
  ) : (
    <Columns kind={kind} />
  );
}

function Columns({ kind }: { readonly kind: ImportKind }) {
  const t = useWords(importWords);
  const language = useLanguage();
  const needed = neededColumns(kind).map(useColumnWord(kind));
  return (
    <section className="card">
      <header className="card-head">
        <h2>{t('columns.title')}</h2>
      </header>
      <div className="card-body">
        <dl className="facts">
          <dt>{t('columns.needed')}</dt>
          <dd>
            <strong>{needed.join(t('comma'))}</strong>
          </dd>
          <dt>{t('columns.known')}</dt>
          <dd>{templates[kind][language].join(t('comma'))}</dd>
          <dt>{t('columns.order')}</dt>
          <dd>{t('columns.orderText')}</dd>
          <dt>{t('columns.empty')}</dt>
          <dd>{t('columns.emptyText')}</dd>
        </dl>
        <StaffNote kind={kind} />
      </div>
    </section>
  );
}

/** What only tables of staff need to know. */
function StaffNote({ kind }: { readonly kind: ImportKind }) {
  const t = useWords(importWords);
  const role = useWords(roleWords);
  if (kind === 'rota') return <p className="soft import-how">{t('staff.grid')}</p>;
  if (kind !== 'people') return null;
  const roles = ['doctor', 'coordinator', 'expert', 'quality_manager', 'member_administrator', 'auditor'] as const;
  return <p className="soft import-how">{t('staff.role', { roles: roles.map((one) => role(one)).join(t('comma')) })}</p>;
}

function Preview({ kind, chosen: { file, look } }: { readonly kind: ImportKind; readonly chosen: Chosen }) {
  const t = useWords(importWords);
  if ('problem' in look) return null;
  const marks = marksOf(kind, look.head);
  const unknown = look.head.filter((_, at) => marks[at] === 'unknown');
  return (
    <section className="card preview">
      <header className="card-head">
        <h2>{t('file.preview', { count: look.sample.length })}</h2>
        <span className="faint figures">{t('file.size', { size: Math.ceil(file.size / 1024), encoding: look.encoding })}</span>
      </header>
      {/* a wide table scrolls by itself, also with the keyboard */}
      <div className="preview-scroll" tabIndex={0} role="region" aria-label={t('file.preview', { count: look.sample.length })}>
        <table>
          <thead>
            <tr>
              <th scope="col" aria-label={t('report.row')} />
              {look.head.map((cell, at) => (
                <th key={at} scope="col">
                  {cell}
                  <Mark kind={kind} mark={marks[at] ?? 'passed'} sheet={look} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {look.sample.map((cells, row) => (
              <tr key={row}>
                <th scope="row" className="figures faint">
                  {look.headerRow + row + 1}
                </th>
                {cells.map((cell, at) => (
                  <td key={at}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {unknown.length > 0 && <p className="import-note">⚠ {t('file.unknownColumns', { names: unknown.join(t('comma')) })}</p>}
    </section>
  );
}

/** Under a printed heading: which column of ours it is, or that nothing of it is imported. */
function Mark({
  kind,
  mark,
  sheet,
}: {
  readonly kind: ImportKind;
  readonly mark: ReturnType<typeof marksOf>[number];
  readonly sheet: Sheet;
}) {
  const t = useWords(importWords);
  const word = useColumnWord(kind);
  if (mark === 'unknown') return <span className="column-mark unknown">{t('staff.unmatched')}</span>;
  if (mark === 'passed') return <span className="column-mark">{t('staff.passed')}</span>;
  const isByDay = marksOf(kind, sheet.head).includes('date');
  const column = mark === 'across' ? t(isByDay ? 'staff.across' : 'staff.acrossDays') : word(mark);
  return <span className="column-mark matched">{t('staff.matched', { column })}</span>;
}
