import type { ComponentType } from 'react';
import { OnDutyStrip } from '../ui/on-duty-strip';

/** A page under the strip of who is on duty. */
export const withDuty = (Page: ComponentType): ComponentType =>
  function WithDuty() {
    return (
      <div className="with-duty">
        <OnDutyStrip />
        <div className="with-duty-page">
          <Page />
        </div>
      </div>
    );
  };
