import type { ReleaseSummary } from '#features/decision/staff/release-look.js'
import type { NamedFile } from '#features/decision/staff/unfinished.js'
import type { ReleaseRefusal } from '#features/decision/staff/release-wave.js'
import { Notice } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { moveText } from '../decision/move-text.js'
import { numbered, WaitlistLine } from '../decision/waitlist-line.js'
import { paths } from '../paths.js'

export interface ReleaseProps {
  readonly words: Words
  readonly wave: string
  readonly summary: ReleaseSummary
  /** Why nothing was written when a release was asked for. */
  readonly refused: ReleaseRefusal | undefined
  readonly token: string
}

/** What a release would do now and what stands in its way, before anybody presses the button. */
export const ReleaseText = (props: ReleaseProps) => {
  const { words, wave, summary, refused, token } = props
  const isEmpty = Object.keys(summary.moving).length === 0
  const isWaiting = summary.unfinished.pending.length > 0

  return (
    <>
      <h1>{words('staff.release.title')}</h1>
      {refused && (
        <Notice tone="danger" isStatus>
          <p>{words(refused === 'set_changed' ? 'staff.release.changed' : 'staff.release.blocked')}</p>
        </Notice>
      )}
      <p class="lead">{words('staff.release.lead', { wave, taken: summary.taken, capacity: summary.capacity })}</p>
      {summary.isBlocked && <InTheWay {...props} />}
      {isWaiting && <Unfinished {...props} />}
      <Moving {...props} />
      <WaitlistLine words={words} line={numbered(summary.waitlist)} />
      <p>{words('staff.release.skipped', { count: summary.skipped })}</p>
      {summary.takenBack > 0 && <p>{words('staff.release.taken_back', { count: summary.takenBack })}</p>}
      {summary.waiting.length > 0 && <Waiting {...props} />}
      {summary.unfinished.undecided > 0 && (
        <p>{words('staff.release.undecided', { count: summary.unfinished.undecided })}</p>
      )}
      {!isEmpty && !summary.isBlocked && !isWaiting && (
        <PageForm action={paths.releases} token={token}>
          <input type="hidden" name="wave" value={wave} />
          <input type="hidden" name="digest" value={summary.digest} />
          <div class="buttons">
            <button class="main">{words('staff.release.send')}</button>
          </div>
        </PageForm>
      )}
      <p>
        <a href={paths.board}>{words('staff.release.back')}</a>
      </p>
    </>
  )
}

const Moving = ({ words, summary }: ReleaseProps) => (
  <Table
    caption={words('staff.release.caption')}
    empty={words('staff.release.empty')}
    rows={Object.entries(summary.moving)}
    keyOf={([move]) => move}
    columns={[
      { name: words('staff.release.move'), cell: ([move]: [string, number]) => moveText(words, move) },
      {
        name: words('staff.release.count'),
        cell: ([, count]: [string, number]) => words.number(count),
        isNumber: true,
      },
    ]}
  />
)

const caseColumn = (words: Words) => ({
  name: words('staff.list.case'),
  cell: ({ id, caseNumber }: NamedFile) => <a href={paths.application(id)}>{caseNumber}</a>,
})

const whyColumn = (words: Words) => ({
  name: words('staff.release.why'),
  cell: ({ code }: { code: string }) => words.find(`staff.refused.${code}`) ?? code,
})

/** Nothing is released until this is settled. What the viewer may not know of is a sentence without a number. */
const InTheWay = ({ words, summary: { shortage, blockers } }: ReleaseProps) => (
  <Notice tone="danger">
    {shortage && <p>{words('staff.release.shortage', { ...shortage })}</p>}
    {blockers.length > 0 && (
      <Table
        caption={words('staff.release.stopped')}
        empty=""
        rows={blockers}
        keyOf={({ id }) => id}
        columns={[caseColumn(words), whyColumn(words)]}
      />
    )}
    {!shortage && blockers.length === 0 && <p>{words('staff.release.stopped_unseen')}</p>}
  </Notice>
)

/** Each is agreed to or taken back on the page of its file before anything of the wave goes out. */
const Unfinished = ({ words, summary: { unfinished } }: ReleaseProps) => (
  <Notice tone="danger">
    <Table
      caption={words('staff.release.unfinished', { count: unfinished.pending.length })}
      empty=""
      rows={unfinished.pending}
      keyOf={({ id }) => id}
      columns={[
        caseColumn(words),
        { name: words('staff.release.move'), cell: ({ move }: { move: string }) => moveText(words, move) },
      ]}
    />
  </Notice>
)

const Waiting = ({ words, summary }: ReleaseProps) => (
  <Table
    caption={words('staff.release.waiting')}
    empty=""
    rows={summary.waiting}
    keyOf={({ id }) => id}
    columns={[caseColumn(words), whyColumn(words)]}
  />
)
