import { wholePercent } from '#domain/review/calibration.js'
import type { ProposalView, ProposedFile, ProposedLoad } from '#features/vetting/staff/assignment/read-proposal.js'
import { Notice } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Lines } from '../shell/lines.js'
import { ListPager } from '../shell/list-pager.js'
import { Done, Refused } from '../shell/notice.js'
import type { Paged } from '../shell/paged.js'
import { ProposalQuestions } from './proposal-questions.js'

export interface ProposalProps {
  readonly words: Words
  readonly proposal: ProposalView
  /** Files whose readers would change. */
  readonly changed: Paged<ProposedFile>
  /** Files with too few readers. */
  readonly lacking: Paged<ProposedFile>
  readonly token: string
  readonly notice?: unknown
  readonly done?: unknown
}

/** The result of a run: what would change, and the two buttons that settle it. */
export const ProposalText = (props: ProposalProps) => {
  const { words, proposal, notice, done } = props
  const { state } = proposal

  return (
    <>
      <Refused code={notice} />
      <Done code={done} />
      <h1>{words('staff.proposal.title')}</h1>
      <p>
        <a href={paths.plan}>{words('staff.proposal.back')}</a>
      </p>
      <StateNotice words={words} proposal={proposal} />
      {state === 'computing' || state === 'failed' ? <Settings {...props} /> : <Result {...props} />}
    </>
  )
}

const StateNotice = ({ words, proposal: { id, state, failure } }: Pick<ProposalProps, 'words' | 'proposal'>) => (
  <Notice tone={state === 'failed' ? 'danger' : 'plain'}>
    <p>{words(`staff.proposal.is.${state}`)}</p>
    {failure && <p>{words(`staff.proposal.failure.${failure}`)}</p>}
    {state === 'computing' && (
      <p>
        <a href={paths.proposal(id)}>{words('staff.proposal.look_again')}</a>
      </p>
    )}
  </Notice>
)

const Result = (props: ProposalProps) => {
  const { words, proposal, changed, lacking } = props
  const from = (cursor: Parameters<typeof paths.proposalFrom>[1]) => paths.proposalFrom(proposal.id, cursor)

  return (
    <>
      <ProposalQuestions {...props} />
      {proposal.ownLeft > 0 && <p>{words('staff.proposal.own_left', { count: proposal.ownLeft })}</p>}
      {proposal.state === 'proposed' && <Buttons {...props} />}
      <h2>{words('staff.proposal.result')}</h2>
      <Figures words={words} proposal={proposal} />
      <h2>{words('staff.proposal.loads')}</h2>
      <Table
        caption={words('staff.proposal.loads_caption')}
        empty={words('staff.proposal.loads_empty')}
        rows={proposal.loads}
        keyOf={(row) => row.accountId}
        columns={loadColumns(words)}
      />
      <h2>{words('staff.proposal.incomplete')}</h2>
      <Files {...props} page={lacking} about="incomplete" to={(after) => from({ lacking: after })} />
      <h2>{words('staff.proposal.files')}</h2>
      <p>{words('staff.proposal.unchanged', { count: proposal.files.length - changed.count })}</p>
      <Files {...props} page={changed} about="files" to={(after) => from({ after })} />
      <Settings {...props} />
    </>
  )
}

const Buttons = ({ words, proposal: { id, added, removed }, token }: ProposalProps) => (
  <>
    <p>{words('staff.proposal.deploy_lead')}</p>
    <PageForm action={paths.proposalDeployments(id)} token={token} id="deploy">
      <div class="buttons">
        <button class="main">{words('staff.proposal.deploy', { added, removed })}</button>
      </div>
    </PageForm>
    <PageForm action={paths.proposalDrops(id)} token={token} id="drop">
      <div class="buttons">
        <button class="second">{words('staff.proposal.drop')}</button>
      </div>
    </PageForm>
  </>
)

const percent = (words: Words, part: number | null): string =>
  part === null ? '–' : words('staff.proposal.percent', { value: wholePercent(part) })

const Figures = ({ words, proposal }: Pick<ProposalProps, 'words' | 'proposal'>) => {
  const { added, kept, removed, incomplete, beyondCap, poolShare } = proposal
  const figures = [
    { name: words('staff.proposal.added'), value: words.number(added) },
    { name: words('staff.proposal.kept'), value: words.number(kept) },
    { name: words('staff.proposal.removed'), value: words.number(removed) },
    { name: words('staff.proposal.lacking'), value: words.number(incomplete.length) },
    { name: words('staff.proposal.beyond_cap'), value: words.number(beyondCap) },
    { name: words('staff.proposal.pool'), value: percent(words, poolShare) },
  ]

  return (
    <Table
      caption={words('staff.proposal.result_caption')}
      empty=""
      rows={figures}
      keyOf={({ name }) => name}
      columns={[
        { name: words('staff.plan.what'), cell: ({ name }) => name },
        { name: words('staff.plan.figure'), cell: ({ value }) => value, isNumber: true },
      ]}
    />
  )
}

const loadColumns = (words: Words) => [
  { name: words('staff.plan.reader'), cell: ({ name }: ProposedLoad) => <bdi>{name}</bdi> },
  { name: words('staff.proposal.before'), cell: ({ before }: ProposedLoad) => words.number(before), isNumber: true },
  { name: words('staff.proposal.after'), cell: ({ after }: ProposedLoad) => words.number(after), isNumber: true },
]

interface FilesProps extends Pick<ProposalProps, 'words' | 'proposal'> {
  readonly page: Paged<ProposedFile>
  readonly about: 'files' | 'incomplete'
  readonly to: (after?: string) => string
}

const Files = ({ words, proposal, page, about, to }: FilesProps) => (
  <>
    <Table
      caption={words(`staff.proposal.caption.${about}`)}
      empty={words(`staff.proposal.none.${about}`)}
      rows={page.rows}
      keyOf={(row) => row.id}
      columns={fileColumns(words, proposal.settings.reads)}
    />
    <ListPager isFirst={page.isFirst} next={page.next} to={to} />
  </>
)

const fileColumns = (words: Words, reads: number) => [
  {
    name: words('staff.list.case'),
    cell: ({ id, caseNumber }: ProposedFile) => <a href={paths.application(id)}>{caseNumber}</a>,
  },
  { name: words('staff.proposal.added'), cell: ({ add }: ProposedFile) => <Names words={words} names={add} /> },
  { name: words('staff.proposal.kept'), cell: ({ keep }: ProposedFile) => <Names words={words} names={keep} /> },
  { name: words('staff.proposal.removed'), cell: ({ remove }: ProposedFile) => <Names words={words} names={remove} /> },
  {
    name: words('staff.proposal.reads_of'),
    cell: ({ add, keep }: ProposedFile) => words('staff.proposal.of', { value: add.length + keep.length, reads }),
    isNumber: true,
  },
]

const Names = ({ words, names }: { readonly words: Words; readonly names: readonly string[] }) =>
  names.length === 0 ? <>–</> : <>{words.list(names)}</>

const Settings = ({ words, proposal: { settings, seed, solverVersion, madeOn, madeBy } }: ProposalProps) => (
  <>
    <h2>{words('staff.proposal.settings')}</h2>
    <Lines
      lines={[
        [words('staff.plan.made_on'), words.date(madeOn)],
        [words('staff.plan.made_by'), madeBy],
        [words('staff.plan.mode'), words(`staff.plan.mode.${settings.mode}`)],
        [words('staff.plan.reads'), words.number(settings.reads)],
        [words('staff.plan.field.cap'), percent(words, settings.probabilityCap ?? 1)],
        [words('staff.plan.field.seed'), String(seed)],
        [words('staff.proposal.solver'), solverVersion],
      ]}
    />
  </>
)
