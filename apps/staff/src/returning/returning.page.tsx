import type { Returned, Returning } from '#features/vetting/staff/leaving/return-files.js'
import { Notice } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

export interface ReturningProps {
  readonly words: Words
  readonly people: readonly Returning[]
  readonly token: string
  /** Of the act just done. */
  readonly result: Returned | null
}

/** A part for each colleague: which files their new key opens, which not yet, and a button that goes on. */
export const ReturningText = ({ words, people, token, result }: ReturningProps) => (
  <>
    <h1>{words('staff.returning.title')}</h1>
    <p class="lead">{words('staff.returning.lead')}</p>
    {result && (
      <Notice isStatus>
        <p>{words('staff.returning.result', { given: result.given, left: result.left })}</p>
      </Notice>
    )}
    {people.length === 0 && <p class="hint">{words('staff.returning.none')}</p>}
    {people.map((person) => (
      <Person key={person.accountId} words={words} person={person} token={token} />
    ))}
  </>
)

const Person = ({ words, person, token }: { words: Words; person: Returning; token: string }) => {
  const open = person.files - person.closed.length
  const id = `files-${person.accountId}`

  return (
    <section>
      <h2>
        <bdi>{person.name}</bdi>
      </h2>
      <p class="progress">
        <span id={id}>{words('staff.returning.open', { open, files: person.files })}</span>
        <progress aria-labelledby={id} value={open} max={person.files} />
      </p>
      {person.closed.length > 0 && (
        <>
          <p>
            {words('staff.returning.closed')} <bdi dir="ltr">{person.closed.slice(0, 100).join(', ')}</bdi>
          </p>
          <PageForm action={paths.returning} token={token} id={`return-${person.accountId}`}>
            <input type="hidden" name="account" value={person.accountId} />
            <div class="buttons">
              <button class="second">{words('staff.returning.give')}</button>
            </div>
          </PageForm>
        </>
      )}
    </section>
  )
}
