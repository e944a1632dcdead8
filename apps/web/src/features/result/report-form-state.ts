import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { flushSync } from 'react-dom';
import { useNow } from '../../platform/clock';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import type { ReportDraft } from './report-form-draft';
import { reportFormWords } from './report-form.locale';
import { reportProblemWords } from './report-form-problem.locale';
import { problemsIn, wrongIn, type Wrong } from './report-form-wrong';

export interface ReportForm {
  /** Of the form element. */
  readonly id: string;
  readonly draft: ReportDraft;
  readonly set: (change: Partial<ReportDraft>) => void;
  /** What is wrong at a place, in words. */
  readonly errorAt: (place: string) => string | undefined;
  /** What the server found at places that have no field of their own. */
  readonly elsewhere: readonly string[];
  /** Something was typed that is kept nowhere else. */
  readonly hasTyped: (more?: boolean) => boolean;
  /** It is filed: nothing is lost by leaving. */
  readonly settle: () => void;
  readonly submit: (event: FormEvent, send: () => void) => void;
}

const fieldOf: Readonly<Record<string, string>> = { 'patient.identifierKind': 'patient.identifier' };
const firstWrong = (id: string) => {
  const wrong = document.getElementById(id)?.querySelector<HTMLElement>('[aria-invalid="true"]');
  return wrong?.querySelector<HTMLElement>('input') ?? wrong;
};

/** What is typed of a report, what is wrong with it here and at the server, and whether it may be left. */
export function useReportForm(opened: ReportDraft, ask: { readonly whose: boolean; readonly error: unknown }): ReportForm {
  const t = useWords(reportFormWords);
  const problemWord = useWordsIfAny(reportProblemWords);
  const id = useId();
  const now = useNow(60_000);
  const settled = useRef(false);
  const [draft, setDraft] = useState(opened);
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState<ReportDraft>();
  useEffect(() => {
    if (ask.error) firstWrong(id)?.focus();
  }, [ask.error, id]);
  const here = tried ? wrongIn(draft, { now, whose: ask.whose }) : new Map<never, never>();
  // said until the person writes again
  const there: Wrong = sent === draft ? problemsIn(ask.error) : new Map();
  const spell = (said: string) => problemWord(said) ?? t(`wrong.${said}` as 'wrong.needed');
  const shown = new Set(placesOf(draft, ask.whose));
  const placeOf = (at: string) => fieldOf[at] ?? (at === 'patient' && draft.by === 'paper' ? 'patient.identifier' : at);
  const said = [...here, ...[...there].map(([at, problem]) => [placeOf(at), problem] as const)];
  return {
    id,
    draft,
    set: (change) => setDraft((before) => ({ ...before, ...change })),
    errorAt: (place) => {
      const found = said.find(([at]) => at === place);
      return found && spell(found[1]);
    },
    elsewhere: said.filter(([at]) => !shown.has(at)).map(([at, problem]) => t('elsewhere', { problem: spell(problem), at })),
    hasTyped: (more = false) => !settled.current && (more || JSON.stringify(draft) !== JSON.stringify(opened)),
    settle: () => {
      settled.current = true;
    },
    submit: (event, send) => {
      event.preventDefault();
      flushSync(() => {
        setTried(true);
        setSent(undefined);
      });
      const wrong = firstWrong(id);
      if (wrong) return wrong.focus();
      setSent(draft);
      send();
    },
  };
}

const ofLine = ['code', 'name', 'value', 'unit', 'referenceLow', 'referenceHigh', 'referenceText', 'method', 'specimen', 'bodySite'];
/** Every place that has a field. */
const placesOf = ({ lines, by, testClass }: ReportDraft, whose: boolean): string[] => [
  ...(whose ? ['number', ...(by === 'paper' ? ['patient.identifier', 'patient.name', 'patient.birthDate'] : ['patient'])] : []),
  ...['title', 'performedAt', 'issuedAt', 'department', 'reportedBy', 'reviewedBy', 'conclusion', 'results'],
  ...(testClass === 'examination' ? ['studyUid'] : []),
  ...lines.flatMap((_, at) => ofLine.map((name) => `results[${at + 1}].${name}`)),
];
