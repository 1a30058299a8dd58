import type { CoverageCause, ThinFile } from '#domain/assignment/coverage.js'
import type { ProposalRow } from '#features/vetting/staff/assignment/proposal-rows.js'
import type { Coverage, CoverageReader } from '#features/vetting/staff/assignment/read-coverage.js'
import type { FieldErrors } from '#platform/form/description.js'
import { Notice } from '#ui/blocks.js'
import { ErrorSummary } from '#ui/error-summary.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { ListPager } from '../shell/list-pager.js'
import { Done } from '../shell/notice.js'
import type { Paged } from '../shell/paged.js'
import type { ProposalForm } from './plan.form.js'
import { planErrors, ProposalFields } from './proposal-fields.js'

export interface PlanProps {
  readonly words: Words
  readonly coverage: Coverage
  /** One page of the files with too few possible readers. */
  readonly thin: Paged<ThinFile>
  readonly latest: readonly ProposalRow[]
  readonly values: Partial<ProposalForm>
  readonly errors: FieldErrors
  readonly refused?: string
  readonly done?: unknown
  readonly token: string
}

/** First what the readers can carry, then the form that asks for a proposal. */
export const PlanText = (props: PlanProps) => {
  const { words, coverage, thin, latest, refused, done, errors } = props

  return (
    <>
      <ErrorSummary words={words} items={planErrors(words, errors)} />
      {refused && (
        <Notice tone="danger" isStatus>
          <p>{refused}</p>
        </Notice>
      )}
      <Done code={done} />
      <h1>{words('staff.plan.title')}</h1>
      <p class="lead">{words('staff.plan.lead')}</p>
      <p>
        <a href={paths.pastedRows}>{words('staff.rows.title')}</a> ·{' '}
        <a href={paths.readerPairs}>{words('staff.pairs.title')}</a>
      </p>
      <h2>{words('staff.plan.coverage')}</h2>
      <Figures words={words} coverage={coverage} />
      <Thin words={words} coverage={coverage} thin={thin} />
      <Readers words={words} readers={coverage.readers} />
      <h2>{words('staff.plan.propose')}</h2>
      <ProposalFields {...props} />
      <Latest words={words} latest={latest} />
    </>
  )
}

const oneDecimal = (value: number): number => Math.round(value * 10) / 10

const Figures = ({
  words,
  coverage: { report, files, leftOut, readers, reads },
}: Pick<PlanProps, 'words' | 'coverage'>) => {
  const { readsNeeded, readsDone, readsLeft, hoursPerReader, readsTaken, thin } = report
  const standing = readers.reduce((sum, { load }) => sum + load, 0)
  const figures = [
    { name: words('staff.plan.files'), value: words.number(files) },
    { name: words('staff.plan.needed'), value: words.number(readsNeeded) },
    { name: words('staff.plan.standing'), value: words.number(standing) },
    { name: words('staff.plan.done'), value: words.number(readsDone) },
    { name: words('staff.plan.left', { reads }), value: words.number(readsLeft) },
    {
      name: words('staff.plan.taken'),
      value: readsTaken === null ? words('staff.plan.no_limit') : words.number(readsTaken),
    },
    {
      name: words('staff.plan.hours'),
      value: hoursPerReader === null ? '–' : words.number(oneDecimal(hoursPerReader)),
    },
    { name: words('staff.plan.thin'), value: words.number(thin.length) },
  ]

  return (
    <>
      <Table
        caption={words('staff.plan.coverage_caption')}
        empty=""
        rows={figures}
        keyOf={({ name }) => name}
        columns={[
          { name: words('staff.plan.what'), cell: ({ name }) => name },
          { name: words('staff.plan.figure'), cell: ({ value }) => value, isNumber: true },
        ]}
      />
      <p class="hint">
        {leftOut === null ? words('staff.plan.left_out') : words('staff.plan.left_out_count', { count: leftOut })}
      </p>
    </>
  )
}

const causes = ['language', 'conflict', 'exclusion', 'refused', 'load'] as const satisfies readonly CoverageCause[]

const Thin = ({ words, coverage, thin }: Pick<PlanProps, 'words' | 'coverage' | 'thin'>) => {
  const { report, caseNumbers, files } = coverage

  return (
    <>
      <Table
        caption={words('staff.plan.thin_caption')}
        empty={words(files === 0 ? 'staff.plan.no_files' : 'staff.plan.thin_empty')}
        rows={thin.rows}
        keyOf={(row) => row.file}
        columns={thinColumns(words, caseNumbers)}
      />
      <ListPager isFirst={thin.isFirst} next={thin.next} to={paths.planFrom} />
      {report.thin.length > 0 && (
        <ul>
          {causes
            .filter((cause) => report.thinBy[cause] > 0)
            .map((cause) => (
              <li key={cause}>{words(`staff.plan.without.${cause}`, { count: report.thinBy[cause] })}</li>
            ))}
        </ul>
      )}
    </>
  )
}

const thinColumns = (words: Words, caseNumbers: ReadonlyMap<string, string>) => [
  {
    name: words('staff.list.case'),
    cell: ({ file }: ThinFile) => <a href={paths.application(file)}>{caseNumbers.get(file)}</a>,
  },
  {
    name: words('staff.plan.eligible'),
    cell: ({ eligible }: ThinFile) => words.number(eligible),
    isNumber: true,
  },
  ...causes.map((cause) => ({
    name: words(`staff.plan.cause.${cause}`),
    cell: ({ lost }: ThinFile) => words.number(lost[cause]),
    isNumber: true,
  })),
]

const Readers = ({ words, readers }: { readonly words: Words; readonly readers: readonly CoverageReader[] }) => {
  const silent = readers
    .filter(({ isReviewer, languages }) => isReviewer && languages.length === 0)
    .map(({ name }) => name)

  return (
    <>
      <h2>{words('staff.plan.readers')}</h2>
      <p>{words('staff.plan.readers_lead')}</p>
      <p class="hint">{words('staff.plan.readers_hint')}</p>
      {silent.length > 0 && (
        <Notice tone="danger">
          <p>{words('staff.plan.silent', { count: silent.length, names: words.list(silent) })}</p>
        </Notice>
      )}
      <Table
        caption={words('staff.plan.readers_caption')}
        empty={words('staff.plan.readers_empty')}
        rows={readers}
        keyOf={(row) => row.accountId}
        columns={readerColumns(words)}
      />
    </>
  )
}

const readerColumns = (words: Words) => [
  {
    name: words('staff.plan.reader'),
    cell: ({ accountId, name }: CoverageReader) => (
      <a href={paths.reader(accountId)}>
        <bdi>{name}</bdi>
      </a>
    ),
  },
  {
    name: words('staff.plan.languages'),
    cell: ({ languages }: CoverageReader) =>
      languages.length === 0 ? words('staff.plan.unsaid') : words.list(languages.map((tag) => words.language(tag))),
  },
  { name: words('staff.plan.takes'), cell: (reader: CoverageReader) => words(takesOf(reader)) },
  { name: words('staff.plan.load'), cell: ({ load }: CoverageReader) => words.number(load), isNumber: true },
  ...(['done', 'owed', 'begun', 'stale'] as const).map((part) => ({
    name: words(`staff.plan.reader.${part}`),
    cell: ({ progress }: CoverageReader) => words.number(progress[part]),
    isNumber: true,
  })),
  { name: words('staff.plan.least'), cell: ({ least }: CoverageReader) => words.number(least), isNumber: true },
  {
    name: words('staff.plan.most'),
    cell: ({ most }: CoverageReader) => (most === null ? words('staff.plan.no_limit') : words.number(most)),
    isNumber: true,
  },
]

const takesOf = ({ isReviewer, willing }: CoverageReader) => {
  if (!isReviewer) return 'staff.plan.takes_left'
  return willing ? 'staff.plan.takes_yes' : 'staff.plan.takes_no'
}

const Latest = ({ words, latest }: Pick<PlanProps, 'words' | 'latest'>) => (
  <>
    <h2>{words('staff.plan.latest')}</h2>
    <Table
      caption={words('staff.plan.latest_caption')}
      empty={words('staff.plan.latest_empty')}
      rows={latest}
      keyOf={(row) => row.id}
      columns={proposalColumns(words)}
    />
  </>
)

const proposalColumns = (words: Words) => [
  {
    name: words('staff.plan.made_on'),
    cell: ({ id, madeOn, seed }: ProposalRow) => (
      <a href={paths.proposal(id)}>{words('staff.plan.lot', { date: words.date(madeOn), seed: String(seed) })}</a>
    ),
  },
  { name: words('staff.plan.made_by'), cell: ({ madeBy }: ProposalRow) => <bdi>{madeBy}</bdi> },
  { name: words('staff.plan.mode'), cell: ({ settings }: ProposalRow) => words(`staff.plan.mode.${settings.mode}`) },
  { name: words('staff.plan.state'), cell: ({ state }: ProposalRow) => words(`staff.proposal.state.${state}`) },
  {
    name: words('staff.plan.reads'),
    cell: ({ settings }: ProposalRow) => words.number(settings.reads),
    isNumber: true,
  },
]
