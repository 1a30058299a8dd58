import type { ReleaseSummary } from '#features/decision/staff/release-wave.js'
import { Notice } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { moveText } from '../decision/move-text.js'
import { paths } from '../paths.js'

export interface ReleaseProps {
  readonly words: Words
  readonly wave: string
  readonly summary: ReleaseSummary
  /** Case number of the file that stopped a release; nothing was written then. */
  readonly blocked?: string
  readonly token: string
}

/** What a release would do now, before anybody presses the button. */
export const ReleaseText = ({ words, wave, summary, blocked, token }: ReleaseProps) => {
  const moving = Object.entries(summary.moving)

  return (
    <>
      <h1>{words('staff.release.title')}</h1>
      {blocked && (
        <Notice tone="danger" isStatus>
          <p>{words('staff.release.blocked', { number: blocked })}</p>
        </Notice>
      )}
      <p class="lead">{words('staff.release.lead', { wave, taken: summary.taken, capacity: summary.capacity })}</p>
      <Table
        caption={words('staff.release.caption')}
        empty={words('staff.release.empty')}
        rows={moving}
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
      <p>{words('staff.release.skipped', { count: summary.skipped })}</p>
      {moving.length > 0 && (
        <PageForm action={paths.releases} token={token}>
          <input type="hidden" name="wave" value={wave} />
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
