import { addBeds, type BoardDepartment } from '@alliance/contracts/capacity.contract';
import { bedLabels, type BedKind, type BedSex } from '@alliance/domain/capacity/bed';
import { useCommand } from '../../platform/command';
import { useText, useWords } from '../../platform/i18n';
import { Dialog } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { KindField, SexField } from './bed-dialog';
import { capacityWords } from './capacity.locale';
import { wholeNumber } from './number.policy';

export interface AddProps {
  readonly open: boolean;
  readonly departments: readonly BoardDepartment[];
  /** The department that is looked at. */
  readonly chosen: string | undefined;
  readonly onClose: () => void;
}
interface Values {
  departmentId: string;
  kind: BedKind;
  sex: BedSex;
  prefix: string;
  suffix: string;
  first: string;
  count: string;
}
const most = 200;
const highest = 9_999;

/** "Twelve ordinary beds" in one step; their names are shown before they are made. */
export function AddBeds({ open, onClose, ...props }: AddProps) {
  const t = useWords(capacityWords);
  return (
    <Dialog title={t('add.beds')} open={open} onClose={onClose}>
      <BedsForm {...props} onClose={onClose} />
    </Dialog>
  );
}

function BedsForm({ departments, chosen, onClose }: Omit<AddProps, 'open'>) {
  const t = useWords(capacityWords);
  const text = useText();
  const nameOf = (id: string) => text(departments.find(({ department }) => department.id === id)?.department.name);
  const add = useCommand(addBeds, {
    touches: ['capacity'],
    onDone: ({ items }) => {
      say(t('add.bedsDone', { count: items.length, department: nameOf(items[0]?.departmentId ?? '') }));
      onClose();
    },
  });
  const latest: Values = {
    departmentId: chosen ?? (departments.length === 1 ? (departments[0]?.department.id ?? '') : ''),
    kind: 'ordinary',
    sex: 'any',
    prefix: '',
    suffix: ' 床',
    first: '1',
    count: '1',
  };
  const form = useForm<Values>({
    latest,
    check: (values) => ({
      departmentId: values.departmentId ? undefined : t('add.chooseDepartment'),
      first: wholeNumber(values.first, 1, highest) === null ? t('add.number', { from: 1, to: highest }) : undefined,
      count: wholeNumber(values.count, 1, most) === null ? t('add.number', { from: 1, to: most }) : undefined,
    }),
    error: add.error,
    refusedAt: { 'capacity.label_taken': 'first' },
  });
  const labels = labelsOf(form.values);
  return (
    <Form
      of={form}
      label={t('add.beds')}
      command={add}
      submit={t('add.save')}
      onCancel={onClose}
      onSubmit={({ departmentId, kind, sex, ...named }) =>
        add.mutate({ body: { departmentId, kind, sex, labels: labelsOf({ departmentId, kind, sex, ...named }) } })
      }
    >
      <DepartmentField departments={departments} {...form.bind('departmentId')} />
      <KindField {...form.bind('kind')} />
      <SexField {...form.bind('sex')} />
      <div className="form-row">
        <TextField label={t('add.first')} required inputMode="numeric" maxLength={4} {...form.bind('first')} />
        <TextField label={t('add.count')} required inputMode="numeric" maxLength={3} {...form.bind('count')} />
      </div>
      <div className="form-row">
        <TextField label={t('add.prefix')} maxLength={8} {...form.bind('prefix')} />
        <TextField label={t('add.suffix')} maxLength={8} {...form.bind('suffix')} />
      </div>
      {labels.length > 0 && (
        <p className="soft" role="status">
          {labels.length > 4
            ? t('add.previewMore', { from: labels[0] ?? '', to: labels.at(-1) ?? '', count: labels.length })
            : t('add.preview', { labels: labels.join('、') })}
        </p>
      )}
    </Form>
  );
}

function labelsOf({ prefix, suffix, first, count }: Values): string[] {
  const [from, beds] = [wholeNumber(first, 1, highest), wholeNumber(count, 1, most)];
  if (from === null || beds === null) return [];
  return bedLabels({ prefix, first: from, count: beds, suffix }).map((label) => label.trim());
}

interface Bound {
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | undefined;
}
export function DepartmentField({ departments, ...bound }: Bound & { readonly departments: readonly BoardDepartment[] }) {
  const t = useWords(capacityWords);
  const text = useText();
  return (
    <SelectField
      label={t('add.department')}
      required
      placeholder={t('add.chooseDepartment')}
      options={departments.map(({ department: { id, name } }) => ({ value: id, label: text(name) }))}
      {...bound}
    />
  );
}
