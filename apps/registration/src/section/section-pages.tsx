import { Injectable } from '@nestjs/common'
import type { VNode } from 'preact'
import { zonesToAsk } from '#domain/application/form-rules.js'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import type { FormSection } from '#features/application/registration/forms/sections.js'
import type { Draft } from '#features/application/registration/own-drafts.store.js'
import { Clock } from '#platform/clock/clock.js'
import type { FieldErrors } from '#platform/form/description.js'
import { askedFields } from '#platform/form/offer.js'
import { formToken } from '#platform/web/access/form-token.js'
import { ErrorSummary, errorItems } from '#ui/error-summary.js'
import { Buttons, PageForm } from '#ui/page-form.js'
import { SectionFields } from '#ui/section-fields.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { type Asking, EditionWords } from '../shell/edition-words.js'
import { Refused } from '../shell/notice.js'
import { Shell } from '../shell/shell.js'
import { SectionList } from './section-list.page.js'

/** One page of the form as it is shown. */
export interface ShownSection {
  readonly version: number
  readonly values: object
  readonly errors: FieldErrors
  readonly change: string | null
  /** The repeat that shows one more entry than was filled in. */
  readonly more?: string
  readonly refusal?: string
}

/** Draws the list of sections and each section's page. */
@Injectable()
export class SectionPages {
  constructor(
    private readonly shell: Shell,
    private readonly edition: EditionWords,
    private readonly clock: Clock,
  ) {}

  async list(words: Words, me: ApplicantSession, draft: Draft, notice: unknown): Promise<VNode> {
    const title = words('tasks_page.title')
    const { notOffered } = await this.edition.asking(words, me)
    return this.shell.frame(
      { words, title, here: (paths) => paths.sections, me },
      <SectionList words={words} draft={draft} me={me} notOffered={notOffered} notice={notice} />,
    )
  }

  async section(words: Words, me: ApplicantSession, section: FormSection, shown: ShownSection): Promise<VNode> {
    const title = words.find(`section.${section.key}.title`) ?? section.key
    const asking = await this.edition.asking(words, me)
    const props = { words, section, shown, asking, token: formToken(me.token), title, now: this.clock.now() }
    const frame = {
      words,
      title,
      me,
      formId: 'page',
      here: (paths: ReturnType<typeof pathsFor>) => paths.section(section.key),
      hasErrors: Object.keys(shown.errors).length > 0,
      back: { href: pathsFor(words.lang).sections },
    }
    return this.shell.frame(frame, <SectionForm {...props} />)
  }
}

interface SectionFormProps {
  readonly words: Words
  readonly section: FormSection
  readonly shown: ShownSection
  readonly asking: Asking
  readonly token: string
  readonly title: string
  readonly now: Date
}

function SectionForm({ words, section, shown, asking, token, title, now }: SectionFormProps) {
  const { about, notOffered } = asking
  const fields = askedFields(section.form, notOffered)
  const lead = words.find(`section.${section.key}.lead`)

  return (
    <>
      <ErrorSummary words={words} items={errorItems(words, fields, shown.errors, about)} />
      <Refused words={words} code={shown.refusal} />
      <h1>{title}</h1>
      {lead && <p class="lead">{lead}</p>}
      <PageForm action={pathsFor(words.lang).section(section.key)} token={token} autosave={words}>
        <input type="hidden" name="version" value={shown.version} autocomplete="off" />
        {shown.change !== null && <input type="hidden" name="change" value={shown.change} />}
        <SectionFields
          words={words}
          fields={fields}
          values={shown.values}
          errors={shown.errors}
          about={about}
          zones={zonesToAsk(shown.values)}
          now={now}
          entries={{ more: shown.more }}
          links={{ visa_for_sweden_known: pathsFor(words.lang).visaList }}
        />
        <Buttons main={words('button.continue')} leave={words('button.save_leave')} />
      </PageForm>
    </>
  )
}
