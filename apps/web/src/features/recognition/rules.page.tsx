import { DirectionRules } from './direction-rules';
import { RecognitionFrame } from './recognition-frame';
import { RepeatReasons } from './repeat-reasons';

/** The rules a check goes by here, and who may change them. */
export function RecognitionRulesPage() {
  return (
    <RecognitionFrame at="rules">
      <DirectionRules />
      <RepeatReasons />
    </RecognitionFrame>
  );
}
