import type { OwnExport } from '#features/application/staff/export/export-files.js'
import type { ApplicationQuery } from '#features/application/staff/search/application-query.js'
import { startingAfter } from '#features/application/staff/search/application-query.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Refused } from '../shell/notice.js'
import { mayUse } from '../shell/permissions.js'

export interface ExportProps {
  readonly words: Words
  readonly token: string
  readonly found: OwnExport
  readonly notice: unknown
}

/** One table: how many files, who must agree, and the way to take it. */
export const ExportText = ({ words, token, found, notice }: ExportProps) => (
  <>
    <h1>{words('staff.export.title')}</h1>
    <Refused code={notice} />
    <p>{words('staff.export.size', { count: found.size })}</p>
    <p class="hint">{words('staff.export.holds')}</p>
    <p role="status">{words(`staff.export.now.${standing(found)}`, { name: found.second ?? '' })}</p>
    {(standing(found) === 'ready' || standing(found) === 'agreed') && (
      <PageForm action={paths.exportTables(found.id)} token={token}>
        <div class="buttons">
          <button class="main">{words('staff.export.take')}</button>
        </div>
      </PageForm>
    )}
    <p>
      <a href={paths.applications}>{words('staff.list.title')}</a>
    </p>
  </>
)

/** Where a table stands, as one of the sentences. */
function standing({ isTaken, takesTwo, approval }: OwnExport): 'taken' | 'ready' | 'agreed' | 'waits' | 'over' {
  if (isTaken) return 'taken'
  if (!takesTwo) return 'ready'
  if (approval === 'agreed') return 'agreed'
  return approval === 'pending' ? 'waits' : 'over'
}

export interface AskExportProps {
  readonly words: Words
  readonly me: StaffActor
  readonly token: string
  readonly query: ApplicationQuery
}

/** Under the list: a table of all that fits. */
export const AskExport = ({ words, me, token, query }: AskExportProps) =>
  mayUse(me.roles, 'export.make') ? (
    <details>
      <summary>{words('staff.export.ask')}</summary>
      <p>{words('staff.export.rule')}</p>
      <PageForm action={paths.exportsFrom(startingAfter(query))} token={token} id="export">
        <button class="second">{words('staff.export.make')}</button>
      </PageForm>
    </details>
  ) : null
