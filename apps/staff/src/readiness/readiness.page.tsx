import { Fragment } from 'preact'
import type { ActReadiness, Person } from '#domain/staff/readiness.js'
import type { PhaseKind } from '#features/edition/staff/set-phases.js'
import type { PhaseReadiness, WaveReadiness } from '#features/vetting/staff/readiness/read-readiness.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

export interface ReadinessProps {
  readonly words: Words
  readonly waves: readonly WaveReadiness[]
}

export const ReadinessText = ({ words, waves }: ReadinessProps) => (
  <>
    <h1>{words('staff.readiness.title')}</h1>
    <p class="lead">{words('staff.readiness.lead')}</p>
    {waves.map(({ wave, phases }) => (
      <Fragment key={wave}>
        <h2>{words('staff.readiness.of_wave', { wave })}</h2>
        <ReadinessTables words={words} readiness={phases} />
      </Fragment>
    ))}
  </>
)

/** A table for each phase: its acts, who could, and whether that is enough. */
export const ReadinessTables = ({
  words,
  readiness,
}: {
  readonly words: Words
  readonly readiness: readonly PhaseReadiness<PhaseKind>[]
}) => (
  <>
    {readiness.length === 0 && <p class="hint">{words('staff.readiness.none')}</p>}
    {readiness.map(({ phase, on, acts, few }) => (
      <Fragment key={phase}>
        <Table
          caption={words('staff.readiness.caption', { phase: words(`staff.phase.${phase}`), day: words.date(on) })}
          empty=""
          rows={acts}
          keyOf={({ act }) => act}
          columns={columns(words)}
        />
        {few.length > 0 && <Keepers words={words} few={few} />}
      </Fragment>
    ))}
  </>
)

/** Compartments that too few people keep: they stop the phase as an act without two people does. */
const Keepers = ({ words, few }: Pick<ReadinessProps, 'words'> & Pick<PhaseReadiness, 'few'>) => (
  <p>
    <strong class="error">{words('staff.readiness.keepers_few')}</strong>{' '}
    {few.map(({ compartment, keepers }) => (
      <span key={compartment}>
        {words('staff.readiness.kept_by', { name: words(`staff.compartment.${compartment}`), count: keepers })}{' '}
      </span>
    ))}
    <a href={paths.keepers}>{words('staff.keepers.title')}</a>
  </p>
)

const columns = (words: Words) => [
  { name: words('staff.readiness.act'), cell: ({ act }: ActReadiness) => words(`staff.readiness.act.${act}`) },
  { name: words('staff.readiness.people'), cell: (row: ActReadiness) => <People words={words} row={row} /> },
  { name: words('staff.readiness.enough'), cell: (row: ActReadiness) => <Verdict words={words} row={row} /> },
]

interface RowProps {
  readonly words: Words
  readonly row: ActReadiness
}

// More names than this are shown when they are asked for.
const namesAtOnce = 8

const People = ({ words, row }: RowProps) =>
  row.first.length === row.people.length && row.second.length === row.people.length ? (
    <>
      <Names words={words} people={row.people} />
      <Fewest words={words} row={row} />
    </>
  ) : (
    <>
      <Names words={words} people={row.first} as="first" />
      <Names words={words} people={row.second} as="second" />
      {row.verdict !== 'ready' && <Fewest words={words} row={row} />}
    </>
  )

const Fewest = ({ words, row: { people, fewest } }: RowProps) =>
  fewest < people.length ? <p class="hint">{words('staff.readiness.fewest', { count: fewest })}</p> : null

interface NamesProps {
  readonly words: Words
  readonly people: readonly Person[]
  /** Which of the two they could be; either without it. */
  readonly as?: 'first' | 'second'
}

const Names = ({ words, people, as }: NamesProps) => {
  const all = people.length === 0 ? words('staff.readiness.nobody') : people.map(({ name }) => name).join(', ')
  const said = (names: string) => (as ? words(`staff.readiness.${as}`, { names }) : names)
  if (people.length <= namesAtOnce)
    return (
      <div>
        <bdi>{said(all)}</bdi>
      </div>
    )

  return (
    <details>
      <summary>{said(words('staff.readiness.count', { count: people.length }))}</summary>
      <bdi>{all}</bdi>
    </details>
  )
}

const Verdict = ({ words, row: { verdict } }: RowProps) => {
  const text = words(`staff.readiness.${verdict}`)
  return verdict === 'ready' ? <span>{text}</span> : <strong class="error">{text}</strong>
}
