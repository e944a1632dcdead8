import type { ProtocolView, VersionView } from '@alliance/contracts/protocol.schema';
import type { SectionKind } from '@alliance/domain/protocol/protocol.types';
import { useWords } from '../../platform/i18n';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { CriterionCard } from '../../ui/criteria/criterion-card';
import { DoesNotFit } from '../../ui/criteria/does-not-fit';
import { RichText } from '../../ui/criteria/rich-text';
import { RuleChange } from '../../ui/criteria/rule-change';
import { criteriaUnder, directionOf, shownSections } from './protocol-contents';
import { useAdoption, type Criterion, type Override } from './protocol.data';
import { protocolWords } from './protocol.locale';

interface Props {
  readonly protocol: ProtocolView;
  readonly version: VersionView;
}

/** The text of a version, with the criteria under the section of their direction. */
export function ProtocolSections({ protocol, version }: Props) {
  const adoption = useAdoption(protocol.id);
  // an own rule is held against the version in force; in others it would mislead
  const overrides = version.state === 'in_force' ? (adoption.data?.overrides ?? []) : [];
  return shownSections(version).map((kind) => (
    <ProtocolSection key={kind} kind={kind} protocol={protocol} version={version} overrides={overrides} />
  ));
}

function ProtocolSection({
  kind,
  protocol,
  version,
  overrides,
}: Props & { readonly kind: SectionKind; readonly overrides: readonly Override[] }) {
  const t = useWords(protocolWords);
  const codes = useWords(criteriaWords);
  const blocks = version.sections.find((one) => one.kind === kind)?.blocks ?? [];
  const criteria = criteriaUnder(version, kind);
  const direction = kind in directionOf ? codes(`direction.${directionOf[kind as keyof typeof directionOf]}`) : undefined;
  return (
    <section id={kind} className="card protocol-section" aria-labelledby={`${kind}-title`} tabIndex={-1}>
      <header className="card-head">
        <h2 id={`${kind}-title`}>{codes(`section.${kind}`)}</h2>
      </header>
      <div className="card-body">{blocks.length ? <RichText blocks={blocks} /> : <p className="faint">{t('noText')}</p>}</div>
      {direction && (
        <>
          <header className="card-head criteria-head">
            <h3>{t('criteria', { direction })}</h3>
            <span className="faint figures">{t('criteriaCount', { count: criteria.length })}</span>
          </header>
          {criteria.length === 0 && <p className="faint card-body">{t('noCriteria', { direction })}</p>}
        </>
      )}
      {criteria.map((criterion) => (
        <OneCriterion
          key={criterion.code}
          criterion={criterion}
          override={overrides.find(({ code }) => code === criterion.code)}
          protocolId={protocol.id}
          version={version}
        />
      ))}
    </section>
  );
}

function OneCriterion(props: {
  readonly criterion: Criterion;
  readonly override: Override | undefined;
  readonly protocolId: string;
  readonly version: VersionView;
}) {
  const { criterion, override, protocolId, version } = props;
  const t = useWords(protocolWords);
  const published = version.state === 'in_force' || version.state === 'scheduled' || version.state === 'superseded';
  return (
    <CriterionCard
      criterion={criterion}
      facts={version.facts}
      signOff={version.signOffs.find(({ code }) => code === criterion.code)}
      instead={override && !override.lapsed && <RuleChange before={criterion.rule} after={override.rule} facts={version.facts} />}
    >
      {override && (
        <p className={override.lapsed ? 'criterion-own lapsed' : 'criterion-own'}>
          {override.lapsed ? `⚠ ${t('ownLapsed')}` : `◆ ${t('ownRule')}`} · {t('ownWhy', { reason: override.reason })}
        </p>
      )}
      {published && (
        <div className="criterion-foot">
          <DoesNotFit protocolId={protocolId} number={version.number} criterion={criterion.code} />
        </div>
      )}
    </CriterionCard>
  );
}
