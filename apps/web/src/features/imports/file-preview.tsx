import { neededColumns } from '@alliance/domain/imports/header';
import type { RegistryKind } from '@alliance/domain/imports/import.types';
import { useLanguage, useWords } from '../../platform/i18n';
import { gapsOf, templates } from './file-look';
import { importWords } from './import.locale';
import type { Chosen } from './use-import';

/** Beside the form: what a file must look like, or the first rows of the one that was chosen. */
export function FilePreview({ kind, chosen }: { readonly kind: RegistryKind; readonly chosen: Chosen | undefined }) {
  return chosen && 'fits' in chosen.look && chosen.look.fits.includes(kind) ? (
    <Preview kind={kind} chosen={chosen} />
  ) : (
    <Columns kind={kind} />
  );
}

function Columns({ kind }: { readonly kind: RegistryKind }) {
  const t = useWords(importWords);
  const language = useLanguage();
  const needed = neededColumns(kind).map((name) => t(`column.${name as 'name'}`));
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
      </div>
    </section>
  );
}

function Preview({ kind, chosen: { file, look } }: { readonly kind: RegistryKind; readonly chosen: Chosen }) {
  const t = useWords(importWords);
  if ('problem' in look) return null;
  const { unknown } = gapsOf(kind, look.head);
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
              {look.head.map((cell, at) => (
                <th key={at} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {look.sample.map((cells, row) => (
              <tr key={row}>
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
