import { TextField, TickField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'

/** Codes on the file, each with its way off, and one more. */
export const TagPanel = ({ words, file, panels, token }: FileProps) => (
  <section>
    <h2>{words('staff.tag.title')}</h2>
    {panels.tags.map(({ id, code, isShared }) => (
      <PageForm key={id} action={paths.tagRemovals(file.id, id)} token={token} id={`tag-${id}`}>
        <code dir="ltr">{isShared ? code : `~${code}`}</code>{' '}
        <span class="hint">{words(isShared ? 'staff.tag.shared' : 'staff.tag.own')}</span>{' '}
        <button class="link">{words('staff.tag.remove', { code })}</button>
      </PageForm>
    ))}
    <details>
      <summary>{words('staff.tag.add')}</summary>
      <PageForm action={paths.tags(file.id)} token={token} id="tag">
        <TextField
          name="code"
          label={words('staff.tag.code')}
          hint={words('staff.tag.code_hint')}
          width="w2"
          ltr
          autocomplete="off"
        />
        {file.seen.decisions && <TickField name="shared" label={words('staff.tag.share')} checked={false} />}
        <button class="second">{words('staff.tag.save')}</button>
      </PageForm>
    </details>
  </section>
)
