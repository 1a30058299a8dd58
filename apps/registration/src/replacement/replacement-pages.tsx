import { Injectable } from '@nestjs/common'
import type { VNode } from 'preact'
import { zonesToAsk } from '#domain/application/form-rules.js'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import type { Replacing } from '#features/application/registration/after-sending/read-replacing.js'
import { replaceableNow } from '#features/application/registration/after-sending/replaceable.js'
import type { FormSection } from '#features/application/registration/forms/sections.js'
import { Clock } from '#platform/clock/clock.js'
import type { FieldErrors } from '#platform/form/description.js'
import { askedFields } from '#platform/form/offer.js'
import { formToken } from '#platform/web/access/form-token.js'
import { Notice } from '#ui/blocks.js'
import { ErrorSummary, errorItems } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import { SectionFields } from '#ui/section-fields.js'
import { TaskList } from '#ui/task-list.js'
import type { Words } from '#words/index.js'
import { type Paths, pathsFor } from '../paths.js'
import { type Asking, EditionWords } from '../shell/edition-words.js'
import { Refused } from '../shell/notice.js'
import { Shell } from '../shell/shell.js'
import { sectionItem } from './section-item.js'

/** A blank section, or one that could not be taken, as it was typed. */
export interface ShownReplacement {
  readonly version: number
  readonly values: object
  readonly errors: FieldErrors
  /** The repeat that shows one more entry than was filled in. */
  readonly more?: string
  readonly refusal?: string
}

/** Draws the list of parts that may be replaced, and the blank page of each. */
@Injectable()
export class ReplacementPages {
  constructor(
    private readonly shell: Shell,
    private readonly edition: EditionWords,
    private readonly clock: Clock,
  ) {}

  list(words: Words, me: ApplicantSession, file: Replacing): VNode {
    const title = words('replace.title')
    const back = { href: pathsFor(words.lang).home, label: words('shell.back_home') }
    const here = (paths: Paths) => paths.replacement
    return this.shell.frame({ words, title, here, me, back }, <ReplacementList words={words} file={file} />)
  }

  async section(words: Words, me: ApplicantSession, section: FormSection, shown: ShownReplacement): Promise<VNode> {
    const title = words.find(`section.${section.key}.title`) ?? section.key
    const asking = await this.edition.asking(words, me)
    const frame = {
      words,
      title,
      me,
      here: (paths: Paths) => paths.replacementOf(section.key),
      hasErrors: Object.keys(shown.errors).length > 0,
      back: { href: pathsFor(words.lang).replacement, label: words('replace.back') },
    }
    const props = { words, section, shown, asking, title, token: formToken(me.token), now: this.clock.now() }
    return this.shell.frame(frame, <ReplacementForm {...props} />)
  }
}

function ReplacementList({ words, file }: { readonly words: Words; readonly file: Replacing }) {
  const parts = replaceableNow(file)

  return (
    <>
      <h1>{words('replace.title')}</h1>
      <p class="lead">{words(parts.length === 0 ? 'replace.nothing' : 'replace.lead')}</p>
      <TaskList items={parts.map((section) => sectionItem(words, section, file))} />
    </>
  )
}

interface ReplacementFormProps {
  readonly words: Words
  readonly section: FormSection
  readonly shown: ShownReplacement
  readonly asking: Asking
  readonly title: string
  readonly token: string
  readonly now: Date
}

function ReplacementForm({ words, section, shown, asking, title, token, now }: ReplacementFormProps) {
  const { about, notOffered } = asking
  const fields = askedFields(section.form, notOffered)
  const lead = words.find(`section.${section.key}.lead`)

  return (
    <>
      <ErrorSummary words={words} items={errorItems(words, fields, shown.errors, about)} />
      <Refused words={words} code={shown.refusal} />
      <h1>{title}</h1>
      {lead && <p class="lead">{lead}</p>}
      {section.key !== 'short-notice' && (
        <Notice>
          <p>{words('replace.have')}</p>
        </Notice>
      )}
      <PageForm action={pathsFor(words.lang).replacementOf(section.key)} token={token}>
        <input type="hidden" name="version" value={shown.version} />
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
        <div class="buttons">
          <button class="main">{words('replace.send')}</button>
        </div>
      </PageForm>
    </>
  )
}
