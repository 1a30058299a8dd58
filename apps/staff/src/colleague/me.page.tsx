import type { Contact } from '#features/staff/staff/account/keep-contact.js'
import type { SaidLanguages } from '#features/vetting/staff/assignment/own-languages.js'
import type { Affiliation } from '#features/vetting/staff/conflict/keep-affiliations.js'
import { SelectsField, TextField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { ContactFields } from '../account/contact-fields.js'
import { paths } from '../paths.js'
import { Done, Refused } from '../shell/notice.js'

export interface MeProps {
  readonly words: Words
  /** Null for who reads no files. */
  readonly own: readonly Affiliation[] | null
  /** Null for who reviews nothing. */
  readonly reads: SaidLanguages | null
  readonly contact: Contact
  readonly token: string
  readonly notice: unknown
  readonly done: unknown
}

/** How one is told of what waits, the organisations one belongs to, and languages one reads. */
export const MeText = ({ words, own, reads, contact, token, notice, done }: MeProps) => (
  <>
    <Refused code={notice} />
    <Done code={done} />
    <h1>{words('staff.me.title')}</h1>
    <ContactEntry words={words} contact={contact} token={token} />
    {own && <Affiliations words={words} own={own} token={token} />}
    {reads && <Languages words={words} reads={reads} token={token} />}
  </>
)

const ContactEntry = ({ words, contact, token }: Pick<MeProps, 'words' | 'contact' | 'token'>) => (
  <section>
    <h2>{words('staff.contact.title')}</h2>
    <p class="hint">
      {words('staff.contact.own_hint')} <a href={paths.stepUpForMe}>{words('staff.step_up.title')}</a>
    </p>
    <PageForm action={paths.ownContact} token={token} id="contact">
      <ContactFields words={words} values={contact} errors={{}} />
      <div class="buttons">
        <button class="second">{words('staff.contact.save')}</button>
      </div>
    </PageForm>
  </section>
)

interface AffiliationsProps {
  readonly words: Words
  readonly own: readonly Affiliation[]
  readonly token: string
}

const Affiliations = ({ words, own, token }: AffiliationsProps) => (
  <section>
    <h2>{words('staff.colleagues.affiliations')}</h2>
    <p class="lead">{words('staff.me.lead')}</p>
    <Table
      caption={words('staff.me.caption')}
      empty={words('staff.me.none')}
      rows={own}
      keyOf={({ id }) => id}
      columns={columns(words, token)}
    />
    <PageForm action={paths.ownAffiliations} token={token} id="affiliation">
      <TextField name="name" label={words('staff.me.add')} width="w4" autocomplete="organization" />
      <div class="buttons">
        <button class="second">{words('staff.colleagues.add')}</button>
      </div>
    </PageForm>
  </section>
)

const Languages = ({ words, reads, token }: { words: Words; reads: SaidLanguages; token: string }) => (
  <section>
    <h2>{words('staff.me.languages')}</h2>
    <PageForm action={paths.ownLanguages} token={token} id="languages">
      <input type="hidden" name="version" value={reads.version} />
      <SelectsField
        name="languages"
        label={words('staff.reader.languages')}
        hint={words('staff.me.languages_hint')}
        values={reads.languages}
        choices={words.languages().map(({ code, name }) => ({ value: code, label: name }))}
        empty={words('staff.danger.no_language')}
        count={4}
      />
      <div class="buttons">
        <button class="second">{words('staff.reader.save')}</button>
      </div>
    </PageForm>
  </section>
)

const columns = (words: Words, token: string) => [
  { name: words('staff.colleagues.affiliations'), cell: ({ name }: Affiliation) => <bdi>{name}</bdi> },
  {
    name: words('staff.waiting.act'),
    cell: ({ id, isOwn }: Affiliation) =>
      !isOwn ? (
        words('staff.me.by_admin')
      ) : (
        <form method="post" action={paths.ownAffiliationEnds}>
          <input type="hidden" name="form_token" value={token} />
          <input type="hidden" name="affiliation" value={id} />
          <button class="second">{words('staff.colleagues.remove')}</button>
        </form>
      ),
  },
]
