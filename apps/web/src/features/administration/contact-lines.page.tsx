import { setContactLines } from '@alliance/contracts/administration.contract';
import type { InstitutionDetail } from '@alliance/contracts/institution.contract';
import { contactLineKinds, type ContactLineKind } from '@alliance/domain/administration/contact-line';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { SelectField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { offerWords } from '../../ui/institution.locale';
import { say } from '../../ui/said';
import { SettingsFrame } from '../../ui/settings-frame';
import { useForm } from '../../ui/use-form';
import { administrationWords } from './administration.locale';
import { isPhone, OwnInstitution, touchesInstitution } from './own-institution';
import './administration.css';

interface Line {
  readonly kind: ContactLineKind;
  readonly phone: string;
  readonly note: string;
}

export function ContactLinesPage() {
  const t = useWords(administrationWords);
  return (
    <SettingsFrame at="lines">
      <p className="soft settings-text">{t('line.lead')}</p>
      <OwnInstitution>{(institution) => <LinesForm of={institution} />}</OwnInstitution>
    </SettingsFrame>
  );
}

const valuesOf = (of: InstitutionDetail): { readonly lines: readonly Line[] } => ({
  lines: of.contactLines
    .map(({ kind, phone, note }) => ({ kind, phone, note: note ?? '' }))
    .toSorted((a, b) => contactLineKinds.indexOf(a.kind) - contactLineKinds.indexOf(b.kind)),
});

function LinesForm({ of }: { readonly of: InstitutionDetail }) {
  const t = useWords(administrationWords);
  const offer = useWords(offerWords);
  const command = useCommand(setContactLines, touchesInstitution);
  const form = useForm({
    latest: valuesOf(of),
    check: ({ lines }) => ({ lines: lines.every(({ phone }) => isPhone(phone)) ? undefined : t('line.wrongPhone') }),
    error: command.error,
  });
  const { lines } = form.values;
  const wrong = form.bind('lines').error;
  const set = (next: readonly Line[]) => form.set({ lines: next });
  const change = (at: number, part: Partial<Line>) => set(lines.map((line, i) => (i === at ? { ...line, ...part } : line)));
  const add = () =>
    set([
      ...lines,
      { kind: contactLineKinds.find((kind) => !lines.some((line) => line.kind === kind)) ?? 'switchboard', phone: '', note: '' },
    ]);
  const answered = lines.some(({ kind }) => kind === 'round_the_clock');
  const submit = () => {
    const body = {
      version: of.version,
      lines: lines.map(({ kind, phone, note }) => ({ kind, phone: phone.trim(), note: note.trim() || null })),
    };
    command.mutate(
      { params: { id: of.id }, body },
      {
        onSuccess: (saved) => {
          form.accept(valuesOf(saved));
          say(t('line.saved', { count: lines.length }));
        },
      },
    );
  };
  return (
    <>
      {!of.contactLines.some(({ kind }) => kind === 'round_the_clock') && (
        <div className="note-warn settings-text">
          <strong>⚠ {t('line.demanded')}</strong>
          <p>{t('line.demandedText')}</p>
        </div>
      )}
      <div className="card settings-form">
        <Form
          of={form}
          label={t('line.save')}
          command={command}
          submit={t('line.save')}
          onSubmit={submit}
          labels={{ lines: t('line.phone') }}
          spell={(_, value) => (value as Line[]).map(({ kind, phone }) => `${offer(`line.${kind}`)} ${phone}`).join('；')}
        >
          {lines.map((line, at) => (
            // lines have no identity of their own; they are told apart by their place
            <div key={at} className="contact-line" role="group" aria-label={t('line.nth', { n: at + 1 })}>
              <SelectField
                label={t('line.kind')}
                placeholder={t('line.kind')}
                value={line.kind}
                options={contactLineKinds.map((value) => ({ value, label: offer(`line.${value}`) }))}
                onChange={(kind) => change(at, { kind })}
              />
              <TextField
                label={t('line.phone')}
                required
                type="tel"
                inputMode="tel"
                maxLength={30}
                value={line.phone}
                error={wrong && !isPhone(line.phone) ? wrong : undefined}
                onChange={(phone) => change(at, { phone })}
              />
              <TextField
                label={t('line.note')}
                placeholder={t('line.noteHint')}
                maxLength={120}
                value={line.note}
                onChange={(note) => change(at, { note })}
              />
              <button
                type="button"
                className="button bare icon-only"
                aria-label={t('line.remove', { n: at + 1 })}
                onClick={() => set(lines.filter((_, i) => i !== at))}
              >
                <Icon name="close" />
              </button>
            </div>
          ))}
          {lines.length < 20 && (
            <div>
              <button type="button" className="button" onClick={add}>
                <Icon name="plus" size={16} /> {t(answered ? 'line.add' : 'line.addFirst')}
              </button>
            </div>
          )}
          {lines.length > 0 && !answered && <p className="note-warn">⚠ {t('line.without')}</p>}
        </Form>
      </div>
    </>
  );
}
