import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Refused } from '../shell/notice.js'

/** A file that exists for this person and does not open now. */
export const ClosedFile = ({ title, code }: { title: string; code: string }) => (
  <>
    <h1>{title}</h1>
    <Refused code={code} />
  </>
)

export interface UsedUpProps {
  readonly words: Words
  readonly title: string
  readonly id: string
  readonly token: string
  readonly isAsked: boolean
}

/** The same once the day's files are opened: another person may agree to more. */
export const UsedUpFile = ({ words, title, id, token, isAsked }: UsedUpProps) => (
  <>
    <ClosedFile title={title} code="openings_used_up" />
    {isAsked ? (
      <p role="status">{words('staff.openings.asked')}</p>
    ) : (
      <PageForm action={paths.openings(id)} token={token}>
        <p>{words('staff.openings.rule')}</p>
        <div class="buttons">
          <button class="main">{words('staff.openings.ask')}</button>
        </div>
      </PageForm>
    )}
  </>
)
