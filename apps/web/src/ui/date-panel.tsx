import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { RefObject } from 'react';
import { useWords } from '../platform/i18n';
import { AntdProvider } from './antd';
import { uiWords } from './ui.locale';

interface Props {
  readonly value: string;
  readonly onPick: (value: string) => void;
  readonly onClose: () => void;
  readonly withTime: boolean;
  /** What the calendar shows while nothing is chosen. */
  readonly opensAt: string;
  readonly min: string;
  readonly max: string;
  readonly field: RefObject<HTMLElement | null>;
}

/** The lists of hours and minutes scroll; antd leaves them out of the order of tabs. */
const reachColumns = (panel: HTMLElement | null) => panel?.querySelectorAll('ul').forEach((column) => (column.tabIndex = 0));

/** The calendar of antd under a field of ours: its own input lies unseen behind the field and only holds the place. */
export default function DatePanel({ value, onPick, onClose, withTime, opensAt, min, max, field }: Props) {
  const t = useWords(uiWords);
  const spell = (date: Dayjs) => date.format(withTime ? 'YYYY-MM-DDTHH:mm' : 'YYYY-MM-DD');
  const pick = (date: Dayjs | Dayjs[] | null) => {
    if (date && !Array.isArray(date)) onPick(spell(date));
  };
  return (
    <AntdProvider>
      <DatePicker
        open
        className="date-anchor"
        classNames={{ popup: { root: 'date-panel' } }}
        tabIndex={-1}
        aria-hidden
        allowClear={false}
        showNow={false}
        value={value ? dayjs(value) : null}
        defaultPickerValue={dayjs(value || opensAt)}
        showTime={withTime ? { format: 'HH:mm', minuteStep: 5, defaultOpenValue: dayjs(opensAt) } : false}
        minDate={dayjs(min)}
        maxDate={dayjs(max).endOf('day')}
        // a modal dialog lies above everything that is not in it
        getPopupContainer={() => field.current?.closest('dialog') ?? document.body}
        // the focus stays in the field
        panelRender={(panel) => (
          <div ref={reachColumns} role="dialog" aria-label={t('date.panel')} onMouseDown={(event) => event.preventDefault()}>
            {panel}
          </div>
        )}
        onCalendarChange={pick}
        onChange={pick}
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
      />
    </AntdProvider>
  );
}
