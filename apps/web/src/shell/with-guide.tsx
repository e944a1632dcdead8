import type { ComponentType } from 'react';
import { GuideCard } from '../features/demo-guide/guide-card';

/** A page under the pointer to the guide of the demonstration. */
export const withGuide = (Page: ComponentType): ComponentType =>
  function WithGuide() {
    return (
      <>
        <GuideCard />
        <Page />
      </>
    );
  };
