import { declarableKinds } from '#domain/vetting/conflict.js'
import { RadioField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'
import type { ReviewDraft } from '../review/review-draft.js'
import { Unanswered } from '../review/rubric.page.js'
import { mayUse } from '../shell/permissions.js'

interface ConflictProps {
  readonly words: Words
  readonly id: string
  readonly token: string
}

/** The question a reader answers before anything of the file is opened; beneath it what they had typed of it, to be copied. */
export const ConflictQuestion = (props: ConflictProps & { readonly title: string; readonly typed?: ReviewDraft }) => (
  <>
    <h1>{props.title}</h1>
    <p class="lead">{props.words('staff.conflict.first')}</p>
    <ConflictForm {...props} />
    {props.typed && <Unanswered words={props.words} typed={props.typed} />}
  </>
)

/** The same question later, folded away; for who assigns the way to all that is on record. */
export const ConflictPanel = ({ words, me, file, token }: FileProps) => (
  <>
    {mayUse(me.roles, 'conflict.list') && (
      <p>
        <a href={paths.conflicts(file.id)}>{words('staff.conflicts.link')}</a>
      </p>
    )}
    <details>
      <summary>{words('staff.conflict.later')}</summary>
      <ConflictForm words={words} id={file.id} token={token} />
    </details>
  </>
)

const ConflictForm = ({ words, id, token }: ConflictProps) => (
  <PageForm action={paths.conflicts(id)} token={token} id="conflict">
    <RadioField
      name="kind"
      label={words('staff.conflict.question')}
      hint={words('staff.conflict.hint')}
      values={[]}
      choices={(['none', ...declarableKinds] as const).map((value) => ({
        value,
        label: words(`staff.conflict.${value}`),
      }))}
    />
    <div class="buttons">
      <button class="main">{words('staff.conflict.send')}</button>
    </div>
  </PageForm>
)
