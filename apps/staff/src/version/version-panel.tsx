import type { ReadRecord } from '#domain/application/merged-record.js'
import type { ReadVersion } from '#features/application/staff/file-versions.js'
import { hasRole } from '#features/staff/staff/staff-actor.js'
import { Notice } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { AnswerList } from '../application/answer-list.js'
import type { FileProps } from '../application/file-view.js'
import { sectionTitle } from '../application/section-title.js'
import { paths } from '../paths.js'

/** Sections the person has replaced since sending: when, what each said, and what this reader has no key for yet. */
export function VersionPanel(props: FileProps) {
  const { words, versions } = props
  if (versions.length === 0) return null

  return (
    <section>
      <h2>{words('staff.versions.title')}</h2>
      {versions.some(({ missing }) => missing.length > 0) && (
        <Notice>
          <p>{words('staff.versions.newer')}</p>
        </Notice>
      )}
      <p class="hint">{words('staff.versions.hint')}</p>
      {[...new Set(versions.map(({ section }) => section))].map((section) => (
        <First key={section} {...props} section={section} />
      ))}
      {versions.map((version) => (
        <Version key={version.number} words={words} version={version} />
      ))}
      <Share {...props} />
    </section>
  )
}

/** What a section said before it was replaced for the first time. */
function First({ words, opened, section }: FileProps & { readonly section: string }) {
  const records = opened
    .filter(({ schema }) => !schema.includes('.section.'))
    .map(({ id, value }) => ({ id, ...(value as ReadRecord) }))
    .map((record) => ({ ...record, answers: record.answers?.filter((answer) => answer.section === section) ?? [] }))
    .filter(({ answers }) => answers.length > 0)

  return records.length === 0 ? null : (
    <details>
      <summary>{words('staff.versions.first', { section: sectionTitle(section) })}</summary>
      {records.map(({ id, language, answers }) => (
        <div key={id} class="check">
          <AnswerList words={words} language={language} answers={answers} />
        </div>
      ))}
    </details>
  )
}

function Version({ words, version }: { words: Words; version: ReadVersion }) {
  const title = words('staff.versions.one', {
    section: sectionTitle(version.section),
    number: version.version,
    date: words.date(version.week),
  })
  const said = Object.entries(version.said)
  if (said.length === 0) return <p>{title}</p>

  return (
    <details>
      <summary>{title}</summary>
      {said.map(([compartment, { language, answers = [] }]) => (
        <div key={compartment} class="check">
          <AnswerList words={words} language={language} answers={answers} />
        </div>
      ))}
    </details>
  )
}

function Share({ words, file, me, versions, token }: FileProps) {
  const waits = versions.some(({ unshared }) => unshared.length > 0) && hasRole(me, 'coordinator', 'vetting_lead')

  return waits ? (
    <PageForm action={paths.sharing(file.id)} token={token} id="sharing">
      <div class="buttons">
        <button class="second">{words('staff.versions.share')}</button>
      </div>
    </PageForm>
  ) : null
}
