import { SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'
import { mayUse } from '../shell/permissions.js'

/** For the lead: a reader who still has the file may correct a review, or answer anew what they think of one. */
export function Reopening({ words, me, file, panels, token }: FileProps) {
  const { others, opinions } = panels.reviews
  const sent = [
    ...others.filter(({ state, hasFile }) => state === 'submitted' && hasFile),
    ...opinions.filter(({ opinion }) => opinion === 'agree'),
  ]
  const isOpen = file.state === 'in_review' && file.facts.isReadingOpen
  if (!mayUse(me.roles, 'review.reopen') || !isOpen || sent.length === 0) return null

  return (
    <details>
      <summary>{words('staff.reopen.title')}</summary>
      <PageForm action={paths.reopenings(file.id)} token={token} id="reopening">
        <p>{words('staff.reopen.lead')}</p>
        <SelectField
          name="account"
          label={words('staff.reopen.whose')}
          choices={sent.map(({ accountId, reader }) => ({ value: accountId, label: reader }))}
        />
        <div class="buttons">
          <button class="second">{words('staff.reopen.send')}</button>
        </div>
      </PageForm>
    </details>
  )
}
