import { listFacts } from '@alliance/contracts/judgement.contract';
import { getProtocol } from '@alliance/contracts/protocol.contract';
import type { ProtocolView, VersionView } from '@alliance/contracts/protocol.schema';
import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import { sectionKinds } from '@alliance/domain/protocol/protocol.types';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { Icon } from '../../ui/icon';
import { LeaveQuestion } from '../../ui/leave-question';
import { Page } from '../../ui/page';
import { Invented } from '../../ui/registry-marks';
import { Loaded, Skeleton } from '../../ui/states';
import { ContentStore } from './content.store';
import { CriteriaTab } from './criteria-tab';
import { DeskProvider, type Desk } from './desk';
import { editorTabs, type EditorTab, type Place } from './editor-search';
import { editorWords } from './editor.locale';
import { FactsTab } from './facts-tab';
import { PublishTab } from './publish-tab';
import { QuizTab } from './quiz-tab';
import { ReplayTab } from './replay-tab';
import { SavingState } from './saving-state';
import { TextTab } from './text-tab';
import { useUndoKeys } from './use-undo-keys';
import { showVersion, useVersion } from './version.data';
import '../../ui/settings-frame.css';
import './protocol-editor.css';
import './text-button.css';

const route = getRouteApi('/inside/protocols/$id/edit/$n');
const writing: readonly EditorTab[] = ['text', 'criteria', 'quiz', 'facts'];

/** The author's desk: one version with everything it says, and its way to the readers. */
export function ProtocolEditPage() {
  const t = useWords(editorWords);
  const words = useWords(criteriaWords);
  const text = useText();
  const { id, n } = route.useParams();
  const protocol = useAnswer(getProtocol, { params: { id } });
  const version = useVersion(id, Number(n));
  const { data } = version;
  return (
    <Page
      title={data ? t('title', { title: text(data.title) || data.protocolCode, n: data.number }) : t('loading')}
      aside={
        data && (
          <>
            <span className="tag">{words(`state.${data.state}`)}</span> {data.invented && <Invented />}
          </>
        )
      }
      actions={
        <Link to="/protocols/$id" params={{ id }} search={{}} className="button bare">
          <Icon name="back" size={16} /> {t('back')}
        </Link>
      }
    >
      <Loaded of={protocol} skeleton={<Skeleton rows={8} height={32} />}>
        {(whole) => (
          <Loaded of={version} skeleton={<Skeleton rows={8} height={32} />}>
            {(view) => <Desktop key={view.id} protocol={whole} view={view} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

const noFacts: readonly FactDefinition[] = [];
function useDeskOf(view: VersionView): { readonly desk: Desk; readonly store: ContentStore } {
  const [store] = useState(() => new ContentStore(view, showVersion));
  const state = useSyncExternalStore(store.subscribe, store.get);
  const dictionary = useAnswer(listFacts, {}, { staleTime: Number.POSITIVE_INFINITY }).data?.items ?? noFacts;
  useEffect(() => store.learn(view), [store, view]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (store.unsaved) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      store.stop();
    };
  }, [store]);
  const { content, view: known, problems, canUndo, canRedo } = state;
  const desk = useMemo<Desk>(
    () => ({
      ...{ content, view: known, problems, canUndo, canRedo, dictionary },
      edit: (change, tag) => store.change(change(store.get().content), tag),
      undo: store.undo,
      redo: store.redo,
      flush: () => store.flush(),
    }),
    [store, content, known, problems, canUndo, canRedo, dictionary],
  );
  return { desk, store };
}

function Desktop({ protocol, view }: { readonly protocol: ProtocolView; readonly view: VersionView }) {
  const t = useWords(editorWords);
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const { desk, store } = useDeskOf(view);
  const mayWrite = desk.view.actions.includes('edit');
  useUndoKeys(store, mayWrite);
  const tabs = editorTabs.filter((tab) => mayWrite || !writing.includes(tab));
  const tab = tabs.find((one) => one === search.tab) ?? (mayWrite ? 'criteria' : 'publish');
  const go = (place: Place) => void navigate({ search: place });
  const section = sectionKinds.find((kind) => kind === search.section);
  return (
    <DeskProvider value={desk}>
      {/* what is complete is on its way to the server and asks nothing */}
      <LeaveQuestion
        asks={() => ['invalid', 'refused', 'offline'].includes(store.get().saving)}
        words={{ title: t('leave.title'), text: t('leave.text'), go: t('leave.go'), stay: t('leave.stay') }}
        beforeUnload={false}
      />
      <nav className="settings-nav desk-tabs" aria-label={t('tabs')}>
        {tabs.map((one) => (
          <Link
            key={one}
            to="/protocols/$id/edit/$n"
            params={{ id: view.protocolId, n: String(view.number) }}
            search={{ tab: one }}
            className="chip"
            aria-current={one === tab ? 'page' : undefined}
          >
            {t(`tab.${one}`)}
            <TabCount tab={one} desk={desk} />
          </Link>
        ))}
        {mayWrite && <SavingState store={store} />}
      </nav>
      {!mayWrite && <p className="note-warn desk-closed">{t('closed')}</p>}
      {tab === 'text' && <TextTab key={section} files={protocol.files} at={section} />}
      {tab === 'criteria' && <CriteriaTab wanted={search.criterion} />}
      {tab === 'quiz' && <QuizTab />}
      {tab === 'facts' && <FactsTab />}
      {tab === 'publish' && <PublishTab protocol={protocol} onPlace={go} />}
      {tab === 'replay' && <ReplayTab />}
    </DeskProvider>
  );
}

/** What a tab holds, or what is wrong in it. */
function TabCount({ tab, desk }: { readonly tab: EditorTab; readonly desk: Desk }) {
  const t = useWords(editorWords);
  const places: Readonly<Partial<Record<EditorTab, readonly string[]>>> = {
    text: ['title', 'changeNote', 'sections', 'references'],
    criteria: ['criteria'],
    quiz: ['quiz'],
    facts: ['facts'],
  };
  const wrong = desk.problems.filter(({ path }) => places[tab]?.includes(String(path[0]))).length;
  if (wrong) return <span className="tab-wrong"> ✕ {t('wrong', { count: wrong })}</span>;
  const count =
    tab === 'criteria'
      ? desk.content.criteria.length
      : tab === 'facts'
        ? desk.content.facts.length
        : tab === 'quiz'
          ? desk.content.quiz?.questions.length
          : tab === 'publish'
            ? desk.view.blockers.length
            : undefined;
  return count ? <span className="faint figures"> {count}</span> : null;
}
