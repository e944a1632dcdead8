import { attachProtocolFile } from '@alliance/contracts/protocol.contract';
import { sectionKinds, type Block, type SectionKind } from '@alliance/domain/protocol/protocol.types';
import type { ProtocolView } from '@alliance/contracts/protocol.schema';
import { lazy, Suspense, useState } from 'react';
import { useCommand } from '../../platform/command';
import { formFile } from '../../platform/form-file';
import { useWords } from '../../platform/i18n';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { FileButton } from '../../ui/criteria/file-button';
import { AreaField, TextField } from '../../ui/field';
import { say } from '../../ui/said';
import { RefusalNote, Skeleton } from '../../ui/states';
import { useProblemAt } from './criterion-facts';
import { useDesk } from './desk';
import { Wrong } from './rule-node';
import { problemsUnder } from './criterion.policy';
import { textWords } from './text.locale';
import { textSize } from './text-size.policy';
import { LateEditor } from './late-editor';

const RichEditor = lazy(() => import('./rich-editor').catch(() => ({ default: LateEditor })));

/** The six parts of a protocol, one of them open in the editor, and what stands around them. */
export function TextTab({ files, at }: { readonly files: ProtocolView['files']; readonly at: SectionKind | undefined }) {
  const t = useWords(textWords);
  const words = useWords(criteriaWords);
  const { content, edit, problems } = useDesk();
  const [kind, setKind] = useState<SectionKind>(at ?? 'who_for');
  const blocksOf = (of: SectionKind): readonly Block[] => content.sections.find((one) => one.kind === of)?.blocks ?? none;
  const write = (blocks: readonly Block[]) =>
    edit(
      (now) => ({
        ...now,
        sections: sectionKinds.flatMap((one) => {
          const before = now.sections.find((section) => section.kind === one);
          const after = one === kind ? { kind, blocks } : before;
          return after && after.blocks.length ? [after] : [];
        }),
      }),
      `section-${kind}`,
    );
  const place = content.sections.findIndex((one) => one.kind === kind);
  return (
    <div className="text-tab">
      <nav className="text-nav" aria-label={t('sections')}>
        <ul>
          {sectionKinds.map((one) => (
            <li key={one}>
              <button type="button" className="criterion-entry" aria-current={one === kind} onClick={() => setKind(one)}>
                <span>{words(`section.${one}`)}</span>
                <span className="faint figures">{textSize(blocksOf(one)) || t('empty')}</span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <div className="text-main">
        <section className="card" aria-label={words(`section.${kind}`)}>
          <header className="card-head">
            <h2>{words(`section.${kind}`)}</h2>
          </header>
          <div className="card-body">
            <Suspense fallback={<Skeleton rows={6} height={24} />}>
              <RichEditor key={kind} label={words(`section.${kind}`)} blocks={blocksOf(kind)} files={files} onChange={write} />
            </Suspense>
            <Wrong codes={place < 0 ? [] : problemsUnder(problems, ['sections', place]).map(({ code }) => code)} />
          </div>
        </section>
        <Around />
        <Files files={files} />
      </div>
    </div>
  );
}
const none: readonly Block[] = [];

function Around() {
  const t = useWords(textWords);
  const { content, edit, problems } = useDesk();
  const wrong = useProblemAt(problems);
  const [references, setReferences] = useState(content.references.join('\n'));
  const lines = references.split('\n').filter((line) => line.trim());
  const shown = lines.join('\n') === content.references.join('\n') ? references : content.references.join('\n');
  return (
    <section className="card" aria-label={t('head')}>
      <header className="card-head">
        <h2>{t('head')}</h2>
      </header>
      <div className="card-body form">
        <div className="form-row">
          <TextField
            label={t('titleZh')}
            required
            maxLength={120}
            value={content.title.zh}
            error={wrong('title')}
            onChange={(zh) => edit((now) => ({ ...now, title: { ...now.title, zh } }), 'title-zh')}
          />
          <TextField
            label={t('titleEn')}
            maxLength={160}
            value={content.title.en ?? ''}
            onChange={(en) => edit((now) => ({ ...now, title: { zh: now.title.zh, ...(en ? { en } : {}) } }), 'title-en')}
          />
        </div>
        <AreaField
          label={t('changeNote')}
          hint={t('changeNoteHint')}
          maxLength={2000}
          value={content.changeNote}
          error={wrong('changeNote')}
          onChange={(changeNote) => edit((now) => ({ ...now, changeNote }), 'changeNote')}
        />
        <AreaField
          label={t('references')}
          hint={t('referencesHint')}
          rows={4}
          value={shown}
          error={wrong('references')}
          onChange={(text) => {
            setReferences(text);
            edit((now) => ({ ...now, references: text.split('\n').filter((line) => line.trim()) }), 'references');
          }}
        />
      </div>
    </section>
  );
}

function Files({ files }: { readonly files: ProtocolView['files'] }) {
  const t = useWords(textWords);
  const { view } = useDesk();
  const upload = useCommand(attachProtocolFile, { touches: ['protocol'], onDone: ({ name }) => say(t('uploaded', { name })) });
  return (
    <section className="card" aria-label={t('files')}>
      <header className="card-head">
        <h2>{t('files')}</h2>
      </header>
      <div className="card-body form">
        {files.length ? (
          <ul className="desk-files">
            {files.map(({ id, name, bytes, by }) => (
              <li key={id}>
                <FileButton id={id} name={name}>
                  {name}
                </FileButton>{' '}
                <span className="faint figures">
                  {Math.max(1, Math.round(bytes / 1024))} kB · {by}
                </span>
              </li>
            ))}
          </ul>
        ) : (
          <p className="faint">{t('noFiles')}</p>
        )}
        <label className="button desk-upload">
          <input
            type="file"
            className="unseen"
            accept="application/pdf,image/jpeg,image/png"
            disabled={upload.isPending}
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file) upload.mutate({ params: { id: view.protocolId }, body: { file: formFile(file) } });
              target.value = '';
            }}
          />
          {upload.isPending ? t('uploading') : t('upload')}
        </label>
        <span className="field-hint">{t('filesHint')}</span>
        <RefusalNote error={upload.error} />
      </div>
    </section>
  );
}
