import type { Asked, RequestRow } from '#features/reference/staff/read-references.js'
import { TextField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { paths } from '../paths.js'
import { stateText } from './asked-table.js'
import type { ReferencesProps } from './reference-view.js'
import { Said } from './said.page.js'

/** Asking a referee once more at a contact we found, and what came of it. The applicant sees nothing of either. */
export const Reasked = (props: ReferencesProps) => {
  const { words, reasked, asked, mayReask } = props
  if (reasked.length === 0 && !mayReask) return null

  return (
    <section>
      <h2>{words('staff.reask.title')}</h2>
      <p class="hint">{words('staff.reask.hint')}</p>
      {reasked.map((row) => (
        <section key={row.id} class="check">
          <h3>
            {words.find(`staff.reference.place.${row.place}`)}: {stateLine(props, row)}
          </h3>
          <Said words={words} answers={row.answers} />
        </section>
      ))}
      {mayReask &&
        asked.filter(({ request }) => request !== null).map((row) => <Ask key={row.place} {...props} row={row} />)}
    </section>
  )
}

const stateLine = ({ words }: ReferencesProps, { state, askedOn }: RequestRow): string =>
  words('staff.reask.line', { state: stateText(state), day: words.date(askedOn) })

const Ask = ({ words, file, token, row: { place, referee, request } }: ReferencesProps & { readonly row: Asked }) => (
  <details>
    <summary>
      {words.find(`staff.reference.place.${place}`)}: <bdi>{referee?.name}</bdi>
    </summary>
    <PageForm action={paths.referenceReasks(file.id, request?.id ?? '')} token={token} id={`reask-${place}`}>
      <TextField
        name="reask_channel"
        label={words('staff.reask.channel')}
        hint={words('staff.reask.channel_hint')}
        ltr
      />
      <div class="buttons">
        <button class="second">{words('staff.reask.ask')}</button>
      </div>
    </PageForm>
  </details>
)
