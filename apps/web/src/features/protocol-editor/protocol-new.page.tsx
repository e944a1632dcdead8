import { listAlliances } from '@alliance/contracts/alliance.contract';
import { createProtocol } from '@alliance/contracts/protocol.contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { useCommand } from '../../platform/command';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import { SelectField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { say } from '../../ui/said';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { useForm } from '../../ui/use-form';
import { editorWords } from './editor.locale';
import '../../ui/settings-frame.css';

interface Values {
  readonly allianceId: string | null;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** A protocol begins: for which alliance, under which code. */
export function ProtocolNewPage() {
  const t = useWords(editorWords);
  const mine = useAppointment()?.institution.id;
  const alliances = useAnswer(listAlliances, { query: { limit: 100 } });
  const text = useText();
  return (
    <Page
      title={t('fresh.title')}
      actions={
        <Link to="/protocols" className="button bare">
          <Icon name="back" size={16} /> {t('fresh.back')}
        </Link>
      }
    >
      <Loaded of={alliances} skeleton={<Skeleton rows={5} height={36} />}>
        {({ items }) => {
          const led = items.filter(({ lead }) => lead.id === mine);
          if (!led.length) return <EmptyState title={t('fresh.none')} text={t('fresh.noneText')} />;
          return <NewForm alliances={led.map(({ id, name }) => ({ value: id, label: text(name) }))} />;
        }}
      </Loaded>
    </Page>
  );
}

function NewForm({ alliances }: { readonly alliances: readonly { readonly value: string; readonly label: string }[] }) {
  const t = useWords(editorWords);
  const navigate = useNavigate();
  const create = useCommand(createProtocol, {
    touches: ['protocol'],
    onDone: ({ id }) => {
      say(t('fresh.created'));
      void navigate({ to: '/protocols/$id/edit/$n', params: { id, n: '1' }, search: { tab: 'text' } });
    },
  });
  const [only] = alliances;
  const form = useForm<Values>({
    latest: { allianceId: only && alliances.length === 1 ? only.value : null, code: '', zh: '', en: '' },
    error: create.error,
    refusedAt: { 'protocol.code_taken': 'code' },
    check: ({ allianceId, code, zh }) => ({
      allianceId: allianceId ? undefined : t('fresh.allianceMissing'),
      code: /^[A-Z][A-Z0-9]{1,9}$/.test(code) ? undefined : t('fresh.codeWrong'),
      zh: zh.trim() ? undefined : t('fresh.titleMissing'),
    }),
  });
  const code = form.bind('code');
  return (
    <section className="card settings-form">
      <p className="soft settings-text">{t('fresh.text')}</p>
      <Form
        of={form}
        label={t('fresh.title')}
        command={create}
        submit={t('fresh.create')}
        onSubmit={({ allianceId, code: chosen, zh, en }) =>
          allianceId &&
          create.mutate({ body: { allianceId, code: chosen, title: { zh: zh.trim(), ...(en.trim() ? { en: en.trim() } : {}) } } })
        }
      >
        <SelectField
          label={t('fresh.alliance')}
          hint={t('fresh.allianceHint')}
          placeholder={t('fresh.pick')}
          required
          options={alliances}
          {...form.bind('allianceId')}
        />
        <TextField
          label={t('fresh.code')}
          hint={t('fresh.codeHint')}
          required
          maxLength={10}
          {...code}
          onChange={(value) => code.onChange(value.toUpperCase())}
        />
        <TextField label={t('fresh.titleZh')} required maxLength={120} {...form.bind('zh')} />
        <TextField label={t('fresh.titleEn')} maxLength={160} {...form.bind('en')} />
      </Form>
    </section>
  );
}
