import type { ComponentType } from 'react';
import { OnDutyStrip } from '../ui/on-duty-strip';
import { OverturnedStrip } from '../ui/overturned-strip';
import { ReminderStrip } from '../ui/reminder-strip';

/** A page under the strip of who is on duty. */
export const withDuty = (Page: ComponentType): ComponentType =>
  function WithDuty() {
    return (
      <div className="with-duty">
        <div>
          <OnDutyStrip />
          <OverturnedStrip />
          <ReminderStrip />
        </div>
        <div className="with-duty-page">
          <Page />
        </div>
      </div>
    );
  };
